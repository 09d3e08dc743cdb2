package dev.redkeep.quickstart;

import static dev.redkeep.quickstart.SessionsStep.ALICE;
import static dev.redkeep.sessions.token.RefreshKeys.REFRESH_FAMILIES;
import static dev.redkeep.sessions.token.RefreshKeys.REFRESH_FAMILY;

import dev.redkeep.sessions.token.IssuedRefreshToken;
import dev.redkeep.sessions.token.RefreshRotation;
import dev.redkeep.sessions.token.RefreshTokens;

/** Refresh tokens that are used once, and what a thief's use of one does. */
final class RefreshStep implements Step {
    @Override
    public String title() {
        return "Refresh tokens";
    }

    @Override
    public void run(Tour tour, Notes notes) {
        RefreshTokens tokens = RefreshTokens.on(tour.redis());

        IssuedRefreshToken first = tokens.issue(ALICE, "redkeep quickstart");
        tour.wrote(REFRESH_FAMILY.key(ALICE, first.familyId()), REFRESH_FAMILIES.key(ALICE));
        notes.add("issue", "alice's laptop gets one; Redis has its SHA-256");

        RefreshRotation rotation = tokens.rotate(first.token());
        IssuedRefreshToken second = rotation.successor().orElseThrow();
        notes.add("rotate", "used: " + rotation.outcome() + ", the laptop gets the second");

        RefreshRotation retry = tokens.rotate(first.token());
        notes.add(
                "rotate",
                "its answer was lost: " + retry.outcome() + ", "
                        + (retry.successor().equals(rotation.successor()) ? "the same second" : "another"));

        IssuedRefreshToken third = tokens.rotate(second.token()).successor().orElseThrow();
        notes.add("rotate", "the second is used: the laptop gets the third");
        notes.add(
                "rotate",
                "a thief uses the first: " + tokens.rotate(first.token()).outcome());
        notes.add(
                "rotate",
                "the laptop uses the third: " + tokens.rotate(third.token()).outcome());
        notes.add("list", "families of alice that live: " + tokens.list(ALICE).size());
    }
}
