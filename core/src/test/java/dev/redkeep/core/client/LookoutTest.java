package dev.redkeep.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Lookout.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When Redis counts as away, and when as back. Looks end as the test ends them. */
@Timeout(300)
class LookoutTest {
    private static final Duration EVERY = Duration.ofSeconds(10);
    private final RedisException refused = RedisUnavailableException.notSent("test", "refused", "Start it.");
    private final RedisException broken = new RedisUnavailableException(failure(true));
    private final RedisException late = new RedisTimeoutException(failure(true));
    private final RedisException lateUnsent = new RedisTimeoutException(failure(false));
    private final RedisException otherType = new RedisWrongTypeException(failure(false));

    private final RedisException crowded = new RedisUnavailableException(failure(false), true);

    private final AtomicLong nanos = new AtomicLong(-5);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<CompletableFuture<String>> looks = new ConcurrentLinkedQueue<>();
    private final Lookout lookout = new Lookout(
            EVERY, nanos::get, failure -> told.add("away: " + failure.getMessage()), () -> told.add("back"));

    private static Failure failure(boolean mayHaveRun) {
        return new Failure("test", null, "test", "it failed", "Wait.", mayHaveRun, null, null);
    }

    @AfterEach
    void keepNoInterrupt() {
        boolean unused = Thread.interrupted();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** One moment later than all before. */
    private Call begin() {
        pass(Duration.ofMillis(1));
        return lookout.begin();
    }

    private CompletableFuture<String> startLook() {
        CompletableFuture<String> look = new CompletableFuture<>();
        looks.add(look);
        return look;
    }

    private void fails(RedisException failure) {
        fails(failure, begin());
    }

    private void fails(RedisException failure, Call call) {
        lookout.failed(failure, call, this::startLook);
    }

    private void lookEnds(@Nullable Throwable failure) {
        CompletableFuture<String> look = looks.remove();
        if (failure == null) {
            look.complete("here");
        } else {
            look.completeExceptionally(failure);
        }
    }

    private boolean looks() {
        int before = looks.size();
        lookout.lookIfDue(this::startLook);
        return looks.size() > before;
    }

    private void goesAway() {
        fails(refused);
        lookEnds(refused);
        pass(EVERY);
    }

    @Test
    void what_is_not_reached_is_away_at_once_and_looked_for_at_once() {
        fails(refused);
        assertThat(lookout.isAway()).isTrue();
        assertThat(looks).hasSize(1);
        lookEnds(null);
        assertThat(lookout.isAway()).isFalse();
        assertThat(told).containsExactly("away: " + refused.getMessage(), "back");
    }

    @Test
    void neither_a_late_answer_nor_a_broken_connection_is_away_but_asks_for_one_look() {
        fails(late);
        fails(lateUnsent);
        fails(broken);
        assertThat(lookout.isAway()).isFalse();
        assertThat(looks).hasSize(1);
        lookEnds(null);
        assertThat(lookout.isAway()).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void a_look_that_is_not_answered_either_opens_also_if_it_fails_behind_another_stage() {
        fails(broken);
        lookEnds(new CompletionException(late));
        assertThat(lookout.isAway()).isTrue();
        assertThat(told).containsExactly("away: " + late.getMessage());
    }

    @Test
    void while_somebody_is_answered_nothing_opens() {
        Call slow = begin();
        lookout.answered(begin());
        fails(late, slow);
        fails(refused, slow);
        assertThat(looks).isEmpty();
        fails(late);
        lookout.answered(begin());
        lookEnds(late);
        assertThat(lookout.isAway()).isFalse();
    }

    @Test
    void that_too_many_wait_here_tells_neither_that_it_is_away_nor_that_it_is_back() {
        fails(crowded);
        assertThat(lookout.isAway()).isFalse();
        assertThat(looks).isEmpty();
        fails(broken);
        lookEnds(crowded);
        assertThat(lookout.isAway()).isFalse();
        fails(broken);
        assertThat(looks).as("the next look may come at once").hasSize(1);
        lookEnds(late);
        assertThat(lookout.isAway()).isTrue();
        fails(crowded);
        pass(EVERY);
        assertThat(looks()).isTrue();
        lookEnds(crowded);
        assertThat(lookout.isAway()).isTrue();
    }

    @Test
    void a_refusal_is_an_answer() {
        Call slow = begin();
        fails(otherType);
        fails(late, slow);
        assertThat(looks).isEmpty();
        goesAway();
        assertThat(looks()).isTrue();
        lookEnds(otherType);
        assertThat(lookout.isAway()).isFalse();
    }

    @Test
    void a_look_whose_connection_breaks_decides_nothing_and_the_next_may_come_at_once() {
        fails(late);
        lookEnds(broken);
        assertThat(lookout.isAway()).isFalse();
        fails(late);
        assertThat(looks).hasSize(1);
        lookEnds(new IllegalStateException("a fault"));
        assertThat(lookout.isAway()).isFalse();
        fails(refused);
        lookEnds(broken);
        assertThat(looks()).isTrue();
    }

    @Test
    void a_look_that_cannot_be_started_is_one_that_failed() {
        lookout.failed(late, begin(), () -> {
            throw refused;
        });
        assertThat(lookout.isAway()).isTrue();
        pass(EVERY);
        lookout.lookIfDue(() -> {
            throw new IllegalStateException("a fault");
        });
        assertThat(looks()).isTrue();
    }

    @Test
    void one_look_at_a_time_and_one_in_a_while() {
        fails(refused);
        assertThat(looks()).isFalse();
        lookEnds(refused);
        assertThat(looks()).isFalse();
        pass(EVERY.minusNanos(1));
        assertThat(looks()).isFalse();
        fails(refused); // a change's, which is sent all the same, a moment later
        assertThat(looks).hasSize(1);
        assertThat(looks()).isFalse();
        assertThat(told).hasSize(1);
    }

    @Test
    void an_answer_to_who_asks_although_it_is_away_means_that_it_is_back() {
        goesAway();
        lookout.answered(begin());
        assertThat(lookout.isAway()).isFalse();
        goesAway();
        fails(otherType);
        assertThat(lookout.isAway()).isFalse();
        assertThat(told).hasSize(4);
    }

    @Test
    void what_began_before_it_went_away_or_came_back_decides_nothing_after_it() {
        Call early = begin();
        fails(late);
        fails(refused);
        lookout.answered(early);
        assertThat(lookout.isAway()).isTrue();
        lookEnds(null); // began before it went away: it was there then
        assertThat(lookout.isAway()).isTrue();
        assertThat(looks()).isTrue();
        Call meanwhile = begin();
        lookEnds(null);
        assertThat(lookout.isAway()).isFalse();
        pass(EVERY);
        fails(refused, meanwhile);
        fails(late, early);
        assertThat(lookout.isAway()).isFalse();
        assertThat(looks).isEmpty();
        assertThat(told).hasSize(2);
    }

    @Test
    void who_was_interrupted_says_nothing() {
        Thread.currentThread().interrupt();
        fails(refused);
        fails(late);
        assertThat(lookout.isAway()).isFalse();
        assertThat(looks).isEmpty();
    }

    @Test
    void a_look_has_a_second_or_as_long_as_a_call() {
        assertThat(Lookout.patience(Duration.ofMillis(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(Lookout.patience(Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(7));
    }

    /** Whoever is told may take long, and may ask itself. */
    @Test
    void what_is_told_is_told_in_turn_though_one_who_is_told_takes_long() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        List<String> events = new CopyOnWriteArrayList<>();
        List<Lookout> self = new ArrayList<>();
        Lookout slow = new Lookout(
                EVERY,
                nanos::get,
                failure -> {
                    busy.countDown();
                    awaits(free);
                    events.add("away");
                    self.get(0).answered(self.get(0).begin());
                },
                () -> events.add("back"));
        self.add(slow);
        Future<?> first = CompletableFuture.runAsync(
                () -> slow.failed(refused, slow.begin(), CompletableFuture::new),
                task -> new Thread(task, "first").start());
        awaits(busy);
        slow.answered(slow.begin());
        pass(EVERY);
        slow.failed(refused, slow.begin(), CompletableFuture::new);
        assertThat(events).isEmpty();
        free.countDown();
        first.get(120, TimeUnit.SECONDS);
        assertThat(events).containsExactly("away", "back", "away", "back");
        assertThat(slow.isAway()).isFalse();
    }

    private static void awaits(CountDownLatch latch) {
        try {
            assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
