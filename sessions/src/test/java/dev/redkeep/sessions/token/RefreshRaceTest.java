package dev.redkeep.sessions.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.sessions.Patient;
import dev.redkeep.sessions.Together;
import dev.redkeep.sessions.token.RefreshRotation.Outcome;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Many threads, one invariant each. */
@RedisTest
class RefreshRaceTest {
    private Redis redis;
    private RefreshTokens tokens;

    @BeforeEach
    void connect(RedisServer server) {
        redis = Patient.connect(server);
        tokens = RefreshTokens.on(redis);
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @RepeatedTest(10)
    void of_many_requests_with_one_token_one_rotates_it_and_all_get_its_successor() throws Exception {
        IssuedRefreshToken token = tokens.issue(1);
        Queue<RefreshRotation> rotations = new ConcurrentLinkedQueue<>();

        Together.run(thread -> rotations.add(tokens.rotate(token.token())));

        assertThat(rotations).hasSize(Together.THREADS);
        assertThat(rotations)
                .extracting(RefreshRotation::outcome)
                .containsOnly(Outcome.ROTATED, Outcome.RETRIED)
                .containsOnlyOnce(Outcome.ROTATED);
        assertThat(rotations.stream().map(RefreshRotation::successor).distinct())
                .hasSize(1)
                .allSatisfy(successor -> assertThat(
                                tokens.rotate(successor.orElseThrow().token()).outcome())
                        .isEqualTo(Outcome.ROTATED));
    }

    @RepeatedTest(10)
    void without_grace_of_many_requests_with_one_token_one_rotates_it_and_the_family_ends() throws Exception {
        RefreshTokens strict =
                RefreshTokens.on(redis, RefreshTokenOptions.defaults().withGrace(Duration.ZERO));
        IssuedRefreshToken token = strict.issue(1);
        Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();

        Together.run(thread -> outcomes.add(strict.rotate(token.token()).outcome()));

        assertThat(outcomes)
                .hasSize(Together.THREADS)
                .containsOnlyOnce(Outcome.ROTATED)
                .containsOnlyOnce(Outcome.REUSED)
                .containsOnly(Outcome.ROTATED, Outcome.REUSED, Outcome.REVOKED);
    }

    @Test
    void nothing_is_rotated_after_signing_out_everywhere() throws Exception {
        AtomicBoolean signedOut = new AtomicBoolean();
        List<IssuedRefreshToken> first = new ArrayList<>();
        for (int i = 0; i < Together.THREADS; i++) {
            first.add(tokens.issue(1));
        }

        Together.run(thread -> {
            if (thread == 0) {
                tokens.revokeAll(1);
                signedOut.set(true);
                return;
            }
            RefreshRotation rotation;
            String token = first.get(thread).token();
            do {
                boolean tooLate = signedOut.get();
                rotation = tokens.rotate(token);
                token = rotation.successor().map(IssuedRefreshToken::token).orElse(token);
                assertThat(tooLate && rotation.outcome() == Outcome.ROTATED).isFalse();
            } while (rotation.outcome() == Outcome.ROTATED);
            assertThat(rotation.outcome()).isEqualTo(Outcome.REVOKED);
        });

        assertThat(tokens.list(1)).isEmpty();
    }

    @RepeatedTest(3)
    void a_user_never_has_more_families_than_the_most() throws Exception {
        int most = 5;
        RefreshTokens capped =
                RefreshTokens.on(redis, RefreshTokenOptions.defaults().withMaxFamilies(most));
        Queue<IssuedRefreshToken> issued = new ConcurrentLinkedQueue<>();

        Together.run(thread -> {
            for (int i = 0; i < 20; i++) {
                IssuedRefreshToken token = capped.issue(1);
                capped.rotate(token.token()).successor().ifPresent(issued::add);
                assertThat(capped.list(1)).hasSizeLessThanOrEqualTo(most);
            }
        });

        assertThat(capped.list(1)).hasSize(most);
        assertThat(issued.stream()
                        .filter(token -> capped.rotate(token.token()).outcome() == Outcome.ROTATED)
                        .map(IssuedRefreshToken::familyId))
                .containsExactlyInAnyOrderElementsOf(
                        capped.list(1).stream().map(RefreshFamily::familyId).toList());
    }
}
