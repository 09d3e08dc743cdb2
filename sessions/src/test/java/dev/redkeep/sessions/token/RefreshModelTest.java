package dev.redkeep.sessions.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.sessions.Patient;
import dev.redkeep.sessions.token.RefreshRotation.Outcome;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The scripts against a model in Java, by a clock that the test moves. */
@RedisTest
class RefreshModelTest {
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final Duration ABSOLUTE = Duration.ofMinutes(25);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int REMEMBERED = 3;
    private static final int MOST = 4;
    private static final int USERS = 2;

    private final Random random = new Random(4711);
    private final List<Family> families = new ArrayList<>();
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private int crowdedOut;
    private Instant now = Instant.ofEpochMilli(System.currentTimeMillis()).plus(Duration.ofHours(1));

    /** A family as it should be; its tokens in the order in which they were issued. */
    private final class Family {
        final long userId;
        final String id;
        final List<String> tokens = new ArrayList<>();
        final Instant issued = now;
        Instant rotated = now;
        Instant expires = now.plus(IDLE);
        boolean revoked;

        Family(long userId, IssuedRefreshToken first) {
            this.userId = userId;
            this.id = first.familyId();
            tokens.add(first.token());
        }

        boolean lives() {
            return !revoked && now.isBefore(expires);
        }

        boolean knows(int token) {
            return token >= tokens.size() - 2 - REMEMBERED;
        }

        boolean end() {
            boolean lived = lives();
            revoked |= lived;
            return lived;
        }

        Outcome rotate(int token) {
            int current = tokens.size() - 1;
            if (!knows(token)) {
                return Outcome.UNKNOWN;
            } else if (revoked) {
                return Outcome.REVOKED;
            } else if (!lives()) {
                return Outcome.EXPIRED;
            } else if (token == current) {
                rotated = now;
                Instant oldest = issued.plus(ABSOLUTE);
                expires = now.plus(IDLE).isBefore(oldest) ? now.plus(IDLE) : oldest;
                return Outcome.ROTATED;
            } else if (token == current - 1 && now.isBefore(rotated.plus(GRACE))) {
                return Outcome.RETRIED;
            }
            revoked = true;
            return Outcome.REUSED;
        }

        RefreshFamily facts() {
            return new RefreshFamily(userId, id, Optional.empty(), issued, rotated, expires);
        }
    }

    @Test
    void random_steps_do_what_the_model_does(RedisServer server) {
        try (Redis redis = Patient.connect(server)) {
            RefreshTokens tokens = new RedisRefreshTokens(
                    redis,
                    new RefreshTokenOptions(IDLE, ABSOLUTE, GRACE, REMEMBERED, MOST),
                    () -> Long.toString(now.toEpochMilli()));
            for (int step = 0; step < 3_000; step++) {
                step(tokens);
            }
        }
        assertThat(outcomes.keySet()).as("each was met").containsExactly(Outcome.values());
        assertThat(crowdedOut).as("families that were one too many").isGreaterThan(10);
    }

    private void step(RefreshTokens tokens) {
        long userId = random.nextInt(USERS);
        int kind = random.nextInt(40);
        if (families.isEmpty() || kind < 3) {
            issue(userId, tokens);
        } else if (kind < 30) {
            rotate(tokens);
        } else if (kind < 31) {
            Family family = any();
            int token = random.nextInt(family.tokens.size());
            boolean ended = family.knows(token) && family.end();
            assertThat(tokens.revoke(family.tokens.get(token)).ended()).isEqualTo(ended ? 1 : 0);
        } else if (kind < 32) {
            Family family = any();
            assertThat(tokens.revokeFamily(family.userId, family.id).ended()).isEqualTo(family.end() ? 1 : 0);
        } else if (kind < 33 && random.nextInt(5) == 0) {
            long ended = of(userId).filter(Family::end).count();
            assertThat(tokens.revokeAll(userId).ended()).isEqualTo((int) ended);
        } else if (kind < 36) {
            assertThat(tokens.list(userId))
                    .containsExactlyInAnyOrderElementsOf(
                            of(userId).filter(Family::lives).map(Family::facts).toList());
        } else {
            now = now.plusMillis(random.nextInt(kind == 36 ? 300_000 : 30_000));
        }
    }

    private void issue(long userId, RefreshTokens tokens) {
        List<Family> living = of(userId)
                .filter(Family::lives)
                .sorted(Comparator.comparing((Family family) -> family.expires).thenComparing(family -> family.id))
                .toList();
        if (living.size() == MOST) {
            living.get(0).revoked = true;
            crowdedOut++;
        }
        families.add(new Family(userId, tokens.issue(userId)));
    }

    private void rotate(RefreshTokens tokens) {
        Family family = any();
        int newest = family.tokens.size() - 1;
        int back = random.nextInt(4) > 0 ? 0 : random.nextInt(8) > 0 ? 1 : random.nextInt(newest + 1);
        int token = Math.max(0, newest - back);

        RefreshRotation rotation = tokens.rotate(family.tokens.get(token));
        Outcome expected = family.rotate(token);

        assertThat(rotation.outcome()).isEqualTo(expected);
        outcomes.merge(expected, 1, Integer::sum);
        assertThat(rotation.family())
                .isEqualTo(expected == Outcome.UNKNOWN ? Optional.empty() : Optional.of(family.facts()));
        Optional<String> successor = rotation.successor().map(IssuedRefreshToken::token);
        if (expected == Outcome.ROTATED) {
            assertThat(family.tokens).doesNotContain(successor.orElseThrow());
            family.tokens.add(successor.orElseThrow());
        } else if (expected == Outcome.RETRIED) {
            assertThat(successor).contains(family.tokens.get(newest));
        } else {
            assertThat(successor).isEmpty();
        }
    }

    /** One of the last ten: the dead ones become many. */
    private Family any() {
        return families.get(families.size() - 1 - random.nextInt(Math.min(10, families.size())));
    }

    private Stream<Family> of(long userId) {
        return families.stream().filter(family -> family.userId == userId);
    }
}
