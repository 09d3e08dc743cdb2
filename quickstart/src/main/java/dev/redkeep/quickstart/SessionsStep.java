package dev.redkeep.quickstart;

import static dev.redkeep.sessions.SessionKeys.SESSION;
import static dev.redkeep.sessions.SessionKeys.USER_SESSIONS;

import dev.redkeep.sessions.NewSession;
import dev.redkeep.sessions.Session;
import dev.redkeep.sessions.SessionId;
import dev.redkeep.sessions.SessionStore;
import dev.redkeep.sessions.SessionUpdate;
import dev.redkeep.sessions.Updated;

/** Sign in, be recognised, sign out here and everywhere. */
final class SessionsStep implements Step {
    /** Two users that no application has: what is theirs is the quickstart's own. */
    static final long ALICE = 9_000_000_000_000_001L;

    static final long BOB = 9_000_000_000_000_002L;

    @Override
    public String title() {
        return "Sessions";
    }

    @Override
    public void run(Tour tour, Notes notes) {
        SessionStore sessions = SessionStore.on(tour.redis());

        int before = sessions.list(ALICE).size();
        notes.add("list", "alice, from earlier tours: " + before);

        SessionId laptop = signIn(tour, sessions, ALICE, "alice");
        SessionId phone = signIn(tour, sessions, ALICE, "alice");
        notes.add("create", "alice signs in on a laptop and a phone");

        Session found = sessions.find(laptop).orElseThrow();
        notes.add("find", "the laptop's, created " + found.createdAt());

        Session touched = sessions.findAndTouch(laptop).orElseThrow();
        notes.add("findAndTouch", "used " + touched.lastActivity() + "; noted once a minute, to save writes");

        Updated updated = sessions.update(laptop, SessionUpdate.of("theme", "dark"));
        notes.add("update", "the laptop's theme: " + updated);

        SessionId renewed = sessions.rotate(laptop).orElseThrow().id();
        tour.wrote(SESSION.key(ALICE, renewed.token().orElseThrow()));
        notes.add(
                "rotate",
                "the laptop's token; the old one finds " + sessions.find(laptop).map(Session::userId));

        notes.add("list", "alice: " + sessions.count(ALICE) + ", the one used last first");

        notes.add("revoke", "the phone's: " + sessions.revoke(phone).ended() + " ended");
        notes.add("find", "the phone's: " + (sessions.find(phone).isPresent() ? "still there" : "gone"));

        signIn(tour, sessions, BOB, "bob");
        signIn(tour, sessions, BOB, "bob");
        notes.add("revokeAll", "bob signed in twice: " + sessions.revokeAll(BOB).ended() + " ended");
    }

    private static SessionId signIn(Tour tour, SessionStore sessions, long user, String name) {
        NewSession session = NewSession.of(user, name).deviceInfo("{\"app\":\"redkeep quickstart\"}");
        SessionId id = sessions.create(session).session().id();
        tour.wrote(SESSION.key(user, id.token().orElseThrow()), USER_SESSIONS.key(user));
        return id;
    }
}
