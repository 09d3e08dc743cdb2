package dev.redkeep.sessions.token;

import static dev.redkeep.sessions.Patient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.sessions.token.RefreshRotation.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What refresh tokens owe their callers, by a clock of the test's own unless a test says otherwise. */
abstract class RefreshTokensContract extends RefreshRotationContract {
    @Test
    void a_family_ends_when_it_is_not_used() {
        IssuedRefreshToken token = tokens.issue(alice);
        pass(IDLE.minusMillis(1));
        assertThat(tokens.list(alice)).hasSize(1);
        pass(Duration.ofMillis(1));

        assertThat(tokens.list(alice)).isEmpty();
        assertThat(tokens.rotate(token.token()).outcome()).isEqualTo(Outcome.EXPIRED);
        assertThat(tokens.revoke(token.token())).isEqualTo(new RefreshRevocation(0));
        assertThat(tokens.revokeAll(alice)).isEqualTo(new RefreshRevocation(0));
    }

    @Test
    void a_family_ends_at_its_age_however_often_it_is_used() {
        IssuedRefreshToken token = tokens.issue(alice);
        Instant end = now.plus(ABSOLUTE);
        for (int i = 0; i < 4; i++) {
            pass(Duration.ofDays(6));
            token = rotated(token);
        }
        assertThat(token.expiresAt()).isEqualTo(end);
        pass(Duration.ofDays(1));

        assertThat(tokens.rotate(token.token()).outcome()).isEqualTo(Outcome.EXPIRED);
    }

    @Test
    void a_shorter_life_holds_for_families_that_are_there() {
        IssuedRefreshToken token = tokens.issue(alice);
        pass(Duration.ofDays(3));
        RefreshTokens strict = with(OPTIONS.withLifetimes(Duration.ofDays(1), Duration.ofDays(2)));

        assertThat(strict.rotate(token.token()).outcome()).isEqualTo(Outcome.EXPIRED);
    }

    @Test
    void signing_out_ends_the_family_of_a_token_used_or_not() {
        IssuedRefreshToken first = tokens.issue(alice);
        IssuedRefreshToken second = rotated(first);
        IssuedRefreshToken other = tokens.issue(alice);

        assertThat(tokens.revoke(first.token())).isEqualTo(new RefreshRevocation(1));
        assertThat(tokens.revoke(other.token())).isEqualTo(new RefreshRevocation(1));

        assertThat(tokens.rotate(second.token()).outcome()).isEqualTo(Outcome.REVOKED);
        assertThat(tokens.rotate(other.token()).outcome()).isEqualTo(Outcome.REVOKED);
        assertThat(tokens.revoke(second.token())).isEqualTo(new RefreshRevocation(0));
        assertThat(tokens.list(alice)).isEmpty();
    }

    @Test
    void a_device_is_signed_out_by_its_family() {
        IssuedRefreshToken phone = tokens.issue(alice, "phone");
        IssuedRefreshToken laptop = tokens.issue(alice, "laptop");

        assertThat(tokens.revokeFamily(alice, phone.familyId())).isEqualTo(new RefreshRevocation(1));
        assertThat(tokens.revokeFamily(alice, phone.familyId())).isEqualTo(new RefreshRevocation(0));
        assertThat(tokens.revokeFamily(alice + 1, laptop.familyId())).isEqualTo(new RefreshRevocation(0));
        assertThat(tokens.revokeFamily(alice, "no such")).isEqualTo(new RefreshRevocation(0));

        assertThat(tokens.list(alice)).extracting(RefreshFamily::details).containsExactly(Optional.of("laptop"));
        assertThatThrownBy(() -> tokens.revokeFamily(alice, " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("family_id must");
    }

    @Test
    void signing_out_everywhere_ends_all_families_of_one_user_and_none_of_another() {
        List<IssuedRefreshToken> hers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            hers.add(tokens.issue(alice));
        }
        IssuedRefreshToken bobs = tokens.issue(alice + 1);

        assertThat(tokens.revokeAll(alice)).isEqualTo(new RefreshRevocation(20));

        assertThat(hers)
                .allSatisfy(token ->
                        assertThat(tokens.rotate(token.token()).outcome()).isEqualTo(Outcome.REVOKED));
        assertThat(tokens.list(alice)).isEmpty();
        assertThat(tokens.revokeAll(alice)).isEqualTo(new RefreshRevocation(0));
        assertThat(tokens.rotate(bobs.token()).outcome()).isEqualTo(Outcome.ROTATED);
    }

    @Test
    void a_list_tells_the_living_families_the_last_used_first() {
        IssuedRefreshToken one = tokens.issue(alice, "漢字 😀");
        pass(Duration.ofMinutes(1));
        IssuedRefreshToken two = tokens.issue(alice);
        pass(Duration.ofMinutes(1));
        rotated(one);

        List<RefreshFamily> families = tokens.list(alice);

        assertThat(families).extracting(RefreshFamily::familyId).containsExactly(one.familyId(), two.familyId());
        assertThat(families.get(0).details()).contains("漢字 😀");
        assertThat(families.get(0).rotatedAt()).isEqualTo(now);
        assertThat(families.get(0).issuedAt()).isEqualTo(now.minus(Duration.ofMinutes(2)));
        assertThat(families.get(1).details()).isEmpty();
        assertThat(families.get(1).expiresAt()).isEqualTo(two.expiresAt());
        assertThat(tokens.list(alice + 1)).isEmpty();
    }

    @Test
    void at_one_more_than_the_most_the_family_that_ends_first_is_revoked() {
        tokens = with(OPTIONS.withMaxFamilies(3));
        List<IssuedRefreshToken> issued = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            issued.add(tokens.issue(alice));
            pass(Duration.ofMinutes(1));
        }
        IssuedRefreshToken used = rotated(issued.get(0));
        IssuedRefreshToken bobs = tokens.issue(alice + 1);

        IssuedRefreshToken fourth = tokens.issue(alice);

        assertThat(tokens.rotate(issued.get(1).token()).outcome()).isEqualTo(Outcome.REVOKED);
        assertThat(tokens.list(alice))
                .extracting(RefreshFamily::familyId)
                .containsExactlyInAnyOrder(used.familyId(), issued.get(2).familyId(), fourth.familyId());
        assertThat(List.of(used, issued.get(2), fourth, bobs))
                .allSatisfy(token ->
                        assertThat(tokens.rotate(token.token()).outcome()).isEqualTo(Outcome.ROTATED));
    }

    @Test
    void what_has_expired_makes_room_before_anything_is_revoked() {
        tokens = with(OPTIONS.withMaxFamilies(2));
        IssuedRefreshToken expired = tokens.issue(alice);
        pass(IDLE.minusMillis(1));
        IssuedRefreshToken living = tokens.issue(alice);
        pass(Duration.ofMillis(1));

        tokens.issue(alice);

        assertThat(tokens.rotate(expired.token()).outcome()).isEqualTo(Outcome.EXPIRED);
        assertThat(tokens.rotate(living.token()).outcome()).isEqualTo(Outcome.ROTATED);
    }

    @Test
    void a_new_family_stays_though_it_lives_shorter_and_a_lower_most_ends_as_many_as_are_too_many() {
        for (int i = 0; i < 20; i++) {
            tokens.issue(alice);
        }
        RefreshTokens strict =
                with(OPTIONS.withLifetimes(Duration.ofHours(1), ABSOLUTE).withMaxFamilies(1));

        IssuedRefreshToken only = strict.issue(alice);

        assertThat(strict.list(alice)).extracting(RefreshFamily::familyId).containsExactly(only.familyId());
        assertThat(strict.rotate(only.token()).outcome()).isEqualTo(Outcome.ROTATED);
        assertThat(strict.revokeAll(alice)).isEqualTo(new RefreshRevocation(1));
    }

    @Test
    void details_are_checked_before_anything_is_sent() {
        for (String details : List.of("", " ", "d".repeat(1_025), "\ud800")) {
            assertThatThrownBy(() -> tokens.issue(alice, details))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("details must");
        }
        assertThat(tokens.list(alice)).isEmpty();
    }

    @Test
    void by_the_clock_of_the_server_a_grace_and_a_family_end() {
        RefreshTokens strict = RefreshTokens.on(redis(), OPTIONS.withGrace(Duration.ofMillis(1)));
        IssuedRefreshToken first = strict.issue(alice);
        String second = strict.rotate(first.token()).successor().orElseThrow().token();
        await().until(() -> strict.rotate(first.token()).outcome() == Outcome.REUSED);
        assertThat(strict.rotate(second).outcome()).isEqualTo(Outcome.REVOKED);

        RefreshTokens brief = RefreshTokens.on(redis(), OPTIONS.withLifetimes(Duration.ofMillis(100), ABSOLUTE));
        IssuedRefreshToken idle = brief.issue(alice);
        assertThat(idle.expiresAt())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        await().until(() -> brief.list(alice).isEmpty());
        assertThat(brief.rotate(idle.token()).outcome()).isEqualTo(Outcome.EXPIRED);
    }

    @Test
    void nothing_secret_shows_in_to_string() {
        IssuedRefreshToken first = tokens.issue(alice, "Bob's phone");
        RefreshRotation rotation = tokens.rotate(first.token());

        assertThat(first + " " + rotation + tokens.list(alice))
                .doesNotContain(first.token())
                .doesNotContain(rotation.successor().orElseThrow().token())
                .doesNotContain("phone")
                .contains(first.familyId());
    }
}
