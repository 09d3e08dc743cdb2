package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.RedisUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is answered while Redis is back and sessions are still carried over: it has some of them, and the breaker is open. */
class FallbackCarryOverTest extends FallbackFixture {
    private static final int OTHERS = 1_000;

    private final List<Throwable> failures = new ArrayList<>();

    /** One session of Bob, which is carried over first, and many others. */
    private SessionId leaveMany() {
        redis.away();
        SessionId first = log(store, BOB);
        for (int i = 0; i < OTHERS; i++) {
            log(store, 1_000 + i);
        }
        return first;
    }

    /** From the second session that is carried over on, when Redis has the first; tells how often. */
    private AtomicInteger atEachStep(Runnable work) {
        AtomicInteger steps = new AtomicInteger(-1);
        Runnable[] step = new Runnable[1];
        step[0] = () -> {
            redis.during("create", step[0]);
            if (steps.incrementAndGet() > 0) {
                try {
                    assertThat(store.degraded()).isTrue();
                    work.run();
                } catch (RuntimeException | AssertionError wrong) {
                    failures.add(wrong);
                }
            }
        };
        redis.during("create", step[0]);
        return steps;
    }

    private void carryOver() {
        awaitReturn(store);
        redis.interrupted();
        assertThat(failures).isEmpty();
    }

    @Test
    void a_session_that_was_carried_over_is_found_while_the_others_are() {
        SessionId id = leaveMany();
        List<Found> seen = new ArrayList<>();
        AtomicInteger steps = atEachStep(() -> {
            seen.add(look(id));
            seen.add(look(alice));
            assertThat(store.findAndTouch(id)).isPresent();
            assertThat(store.list(BOB)).hasSize(1);
            assertThat(store.count(BOB)).isEqualTo(1);
        });

        carryOver();
        assertThat(steps).hasValue(OTHERS);
        assertThat(seen).hasSize(2 * OTHERS).containsOnly(Found.THERE);
    }

    @Test
    void whoever_clicks_meanwhile_stays_signed_in() {
        SessionId id = leaveMany();
        redis.back();
        Together.run(thread -> {
            do {
                assertThat(look(id)).isEqualTo(Found.THERE);
            } while (store.degraded());
        });
        assertThat(redis.data.count(BOB)).isEqualTo(1);
    }

    @Test
    void who_signs_out_meanwhile_is_signed_out() {
        SessionId id = leaveMany();
        AtomicInteger ended = new AtomicInteger();
        atEachStep(() -> {
            ended.addAndGet(store.revoke(id).ended());
            assertThat(look(id)).isEqualTo(Found.GONE);
            assertThat(store.update(id, SessionUpdate.of("a", "1"))).isInstanceOf(Updated.Gone.class);
        });

        carryOver();
        assertThat(ended).hasValue(1);
        assertThat(redis.data.find(id)).isEmpty();
    }

    @Test
    void who_signs_out_everywhere_meanwhile_is_signed_out_everywhere() {
        SessionId id = leaveMany();
        atEachStep(() -> {
            store.revokeAll(BOB);
            assertThat(look(id)).isEqualTo(Found.GONE);
        });

        carryOver();
        assertThat(redis.data.count(BOB)).isZero();
    }

    @Test
    void who_signs_out_everywhere_else_meanwhile_stays_signed_in_here() {
        SessionId before = log(store, BOB);
        SessionId id = leaveMany();
        atEachStep(() -> {
            store.revokeOthers(id);
            assertThat(look(id)).isEqualTo(Found.THERE);
            assertThat(look(before)).isNotEqualTo(Found.THERE);
        });

        carryOver();
        assertThat(store.find(id)).isPresent();
        assertThat(store.find(before)).isEmpty();
    }

    @Test
    void what_is_changed_meanwhile_is_seen_at_once_and_kept() {
        SessionId id = leaveMany();
        AtomicInteger steps = new AtomicInteger();
        atEachStep(() -> {
            int step = steps.incrementAndGet();
            assertThat(store.update(id, SessionUpdate.of("step", "" + step))).isInstanceOf(Updated.Done.class);
            assertThat(store.find(id).orElseThrow().attributes()).containsEntry("step", "" + step);
        });

        carryOver();
        assertThat(store.find(id).orElseThrow().attributes()).containsEntry("step", "" + OTHERS);
    }

    @Test
    void a_token_that_is_rotated_meanwhile_is_the_one_that_counts() {
        List<SessionId> ids = new ArrayList<>(List.of(leaveMany()));
        atEachStep(() -> {
            SessionId old = ids.get(ids.size() - 1);
            ids.add(store.rotate(old).orElseThrow().id());
            assertThat(look(old)).isEqualTo(Found.GONE);
            assertThat(look(ids.get(ids.size() - 1))).isEqualTo(Found.THERE);
        });

        carryOver();
        assertThat(store.find(ids.get(OTHERS))).isPresent();
        assertThat(store.count(BOB)).isEqualTo(1);
    }

    @Test
    void when_redis_is_away_again_nobody_can_tell_until_it_is_back() {
        SessionId id = leaveMany();
        redis.failsAfter(OTHERS / 2, RedisUnavailableException.notSent("test", "loading", "Wait."));
        while (look(id) == Found.THERE) {
            assertThat(store.degraded()).isTrue();
        }
        assertThat(look(id)).isEqualTo(Found.UNKNOWN);

        awaitReturn(store);
        assertThat(look(id)).isEqualTo(Found.THERE);
    }
}
