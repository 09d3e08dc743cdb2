package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Remembered refusals of many subjects by many threads. */
class RefusalCacheRaceTest {
    private static final List<Limit> LIMITS = List.of(Limit.perSecond(10));

    /** Refuses all but a set. */
    private record Doors(Set<Subject> open) implements Limits {
        @Override
        public List<Limit> limits() {
            return LIMITS;
        }

        @Override
        public Decision acquire(Subject subject, long least, long most) {
            return open.contains(subject)
                    ? new Decision(Decision.Outcome.ALLOWED, most, Standings.full(LIMITS), false)
                    : new Decision(Decision.Outcome.REFUSED, 0, Standings.empty(LIMITS, Duration.ofSeconds(1)), false);
        }

        @Override
        public Decision refund(Subject subject, long permits, List<Instant> grantedAt) {
            return peek(subject);
        }

        @Override
        public Decision penalise(Subject subject, long permits) {
            open.remove(subject);
            return peek(subject);
        }

        @Override
        public Decision reset(Subject subject) {
            open.add(subject);
            return peek(subject);
        }
    }

    @Test
    void nobody_is_refused_who_was_forgiven_whatever_other_threads_do() {
        Tally tally = new Tally();
        Limits cache = new RefusalCache(new Doors(ConcurrentHashMap.newKeySet()), 256, () -> 0, tally);
        Together.run(thread -> {
            for (int i = 0; i < 1_000; i++) {
                Subject own = Subject.client("client " + thread + ' ' + i % 7);
                assertThat(cache.acquire(own, 1, false).allowed()).isFalse();
                assertThat(cache.acquire(own, 1, false).allowed()).isFalse();
                cache.reset(own);
                assertThat(cache.acquire(own, 1, false).allowed()).isTrue();
                cache.penalise(own, 10);
            }
        });
        assertThat(tally.snapshot().refusedLocally()).isPositive();
    }

    @Test
    void it_is_bounded_and_remembers_as_many_as_it_may() {
        for (int most : new int[] {1, 7, 8, 100, 10_000}) {
            Tally tally = new Tally();
            Limits cache = new RefusalCache(new Doors(Set.of()), most, () -> 0, tally);
            for (int i = 0; i < 20_000; i++) {
                cache.acquire(Subject.client("client " + i), 1, false);
            }
            assertThat(tally.snapshot().refusedLocally()).isZero();
            SubjectTable<Refusal> table = new SubjectTable<>(most);
            for (int i = 0; i < 20_000; i++) {
                Subject subject = Subject.client("client " + i);
                table.put(new Refusal(subject, 1, Standings.full(LIMITS), 0, 0, i), table.version(subject));
            }
            long found = 0;
            for (int i = 0; i < 20_000; i++) {
                found += table.find(Subject.client("client " + i)) == null ? 0 : 1;
            }
            assertThat(found).isBetween(most * 4L / 5, (long) most);
        }
    }
}
