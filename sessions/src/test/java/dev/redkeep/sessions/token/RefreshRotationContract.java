package dev.redkeep.sessions.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.sessions.token.RefreshRotation.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What rotating a refresh token owes its callers, by a clock of the test's own. */
abstract class RefreshRotationContract {
    static final Duration IDLE = Duration.ofDays(10);
    static final Duration ABSOLUTE = Duration.ofDays(25);
    static final Duration GRACE = Duration.ofSeconds(20);
    static final RefreshTokenOptions OPTIONS = new RefreshTokenOptions(IDLE, ABSOLUTE, GRACE, 3, 100);

    /** Another for each test, since a Cluster is not emptied. */
    final long alice = ThreadLocalRandom.current().nextLong(1L << 40);

    Instant now = Instant.ofEpochMilli(System.currentTimeMillis()).plus(Duration.ofHours(1));
    RefreshTokens tokens;

    /** Where, empty of these users. */
    abstract Redis redis();

    @BeforeEach
    void build() {
        tokens = with(OPTIONS);
    }

    final RefreshTokens with(RefreshTokenOptions options) {
        return new RedisRefreshTokens(redis(), options, () -> Long.toString(now.toEpochMilli()));
    }

    @Test
    void a_token_is_rotated_once_and_its_successor_after_it() {
        IssuedRefreshToken first = tokens.issue(alice, "Firefox on Linux");
        pass(Duration.ofHours(1));

        RefreshRotation rotation = tokens.rotate(first.token());

        assertThat(rotation.outcome()).isEqualTo(Outcome.ROTATED);
        IssuedRefreshToken second = rotation.successor().orElseThrow();
        assertThat(second.token()).isNotEqualTo(first.token());
        assertThat(second.familyId()).isEqualTo(first.familyId());
        assertThat(second.expiresAt()).isEqualTo(now.plus(IDLE));
        assertThat(rotation.family())
                .contains(new RefreshFamily(
                        alice,
                        first.familyId(),
                        Optional.of("Firefox on Linux"),
                        now.minus(Duration.ofHours(1)),
                        now,
                        now.plus(IDLE)));
        assertThat(tokens.rotate(second.token()).outcome()).isEqualTo(Outcome.ROTATED);
    }

    @Test
    void a_retry_within_the_grace_gets_the_same_successor() {
        IssuedRefreshToken first = tokens.issue(alice);
        Optional<IssuedRefreshToken> second = tokens.rotate(first.token()).successor();
        pass(GRACE.minusMillis(1));

        RefreshRotation retry = tokens.rotate(first.token());

        assertThat(retry.outcome()).isEqualTo(Outcome.RETRIED);
        assertThat(retry.successor()).isEqualTo(second);
        assertThat(tokens.rotate(second.orElseThrow().token()).outcome()).isEqualTo(Outcome.ROTATED);
    }

    @Test
    void a_token_that_is_used_again_after_the_grace_ends_the_family_for_thief_and_owner() {
        IssuedRefreshToken first = tokens.issue(alice);
        IssuedRefreshToken second = rotated(first);
        IssuedRefreshToken other = tokens.issue(alice);
        pass(GRACE);

        RefreshRotation reuse = tokens.rotate(first.token());

        assertThat(reuse.outcome()).isEqualTo(Outcome.REUSED);
        assertThat(reuse.successor()).isEmpty();
        assertThat(reuse.family().orElseThrow().userId()).isEqualTo(alice);
        assertThat(tokens.rotate(second.token()).outcome()).isEqualTo(Outcome.REVOKED);
        assertThat(tokens.rotate(first.token()).outcome()).isEqualTo(Outcome.REVOKED);
        assertThat(tokens.list(alice)).extracting(RefreshFamily::familyId).containsExactly(other.familyId());
        assertThat(tokens.rotate(other.token()).outcome()).isEqualTo(Outcome.ROTATED);
    }

    @Test
    void a_token_whose_successor_was_used_has_no_grace() {
        IssuedRefreshToken first = tokens.issue(alice);
        IssuedRefreshToken third = rotated(rotated(first));

        assertThat(tokens.rotate(first.token()).outcome()).isEqualTo(Outcome.REUSED);
        assertThat(tokens.rotate(third.token()).outcome()).isEqualTo(Outcome.REVOKED);
    }

    @Test
    void without_grace_each_second_use_is_a_reuse() {
        tokens = with(OPTIONS.withGrace(Duration.ZERO));
        IssuedRefreshToken first = tokens.issue(alice);
        rotated(first);

        assertThat(tokens.rotate(first.token()).outcome()).isEqualTo(Outcome.REUSED);
    }

    @Test
    void as_many_used_tokens_are_known_again_as_the_options_say() {
        List<IssuedRefreshToken> chain = new ArrayList<>(List.of(tokens.issue(alice)));
        for (int i = 0; i < 5; i++) {
            chain.add(rotated(chain.get(i)));
        }

        assertThat(tokens.rotate(chain.get(0).token())).isEqualTo(RefreshRotation.UNKNOWN);
        assertThat(tokens.list(alice)).hasSize(1);
        assertThat(tokens.rotate(chain.get(1).token()).outcome()).isEqualTo(Outcome.REUSED);
        assertThat(tokens.list(alice)).isEmpty();
    }

    @Test
    void with_nothing_remembered_only_the_last_used_token_is_known() {
        tokens = with(OPTIONS.withRemembered(0));
        IssuedRefreshToken first = tokens.issue(alice);
        IssuedRefreshToken second = rotated(first);
        rotated(second);
        pass(GRACE);

        assertThat(tokens.rotate(first.token()).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(tokens.rotate(second.token()).outcome()).isEqualTo(Outcome.REUSED);
    }

    @Test
    void an_unknown_token_ends_nothing_even_if_it_names_a_family() {
        IssuedRefreshToken token = tokens.issue(alice);
        List<String> forgeries = new ArrayList<>(List.of(
                "",
                "garbage",
                "x".repeat(76),
                token.token() + "A",
                token.token().substring(1)));
        for (int at = 0; at < 57; at++) {
            byte[] bytes = Base64.getUrlDecoder().decode(token.token());
            bytes[at] ^= 0x40;
            forgeries.add(Base64.getUrlEncoder().encodeToString(bytes));
        }

        for (String forgery : forgeries) {
            assertThat(tokens.rotate(forgery)).isEqualTo(RefreshRotation.UNKNOWN);
            assertThat(tokens.revoke(forgery)).isEqualTo(new RefreshRevocation(0));
        }

        assertThat(tokens.rotate(token.token()).outcome()).isEqualTo(Outcome.ROTATED);
    }

    IssuedRefreshToken rotated(IssuedRefreshToken token) {
        return tokens.rotate(token.token()).successor().orElseThrow();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }
}
