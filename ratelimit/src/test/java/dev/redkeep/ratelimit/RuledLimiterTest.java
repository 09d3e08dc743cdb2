package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which limiter decides, and how rules change. */
class RuledLimiterTest {
    private static final int THREADS = 16;
    private static final int RELOADS = 2_000;

    private final List<String> opened = new ArrayList<>();

    private RateLimiter open(LimitRule rule) {
        opened.add(rule.name());
        return new AllowingLimiter(rule.limits());
    }

    private static LimitRules rules(long permits) {
        return LimitRules.of(
                LimitRule.of("default", Limit.perSecond(permits), Limit.perHour(permits)),
                LimitRule.of("login", Limit.perMinute(permits), Limit.perDay(permits))
                        .endpoints("POST /login"));
    }

    private static List<Limit> limits(Decision decision) {
        return decision.standings().stream().map(Standing::limit).toList();
    }

    @Test
    void the_rule_that_holds_decides() {
        EndpointLimiter limiter = new RuledLimiter(rules(7), this::open);

        assertThat(limits(limiter.tryAcquire("POST /login", "any", "alice")))
                .containsExactly(Limit.perMinute(7), Limit.perDay(7));
        assertThat(limits(limiter.tryAcquire("GET /", "any", Subject.client("alice"))))
                .containsExactly(Limit.perSecond(7), Limit.perHour(7));
        assertThat(limiter.rules()).isEqualTo(rules(7));
    }

    @Test
    void only_what_changed_begins_anew() {
        EndpointLimiter limiter = new RuledLimiter(rules(7), this::open);
        RateLimiter login = limiter.limiter("POST /login", "any");
        opened.clear();

        limiter.reload(LimitRules.of(
                LimitRule.of("default", Limit.perSecond(8)),
                LimitRule.of("login", Limit.perMinute(7), Limit.perDay(7)).endpoints("POST /signin")));

        assertThat(opened).containsExactly("default");
        assertThat(limiter.limiter("POST /signin", "any")).isSameAs(login);
        assertThat(limits(limiter.tryAcquire("POST /login", "any", "alice"))).containsExactly(Limit.perSecond(8));
    }

    @Test
    void rules_that_cannot_be_held_leave_the_old_ones() {
        EndpointLimiter limiter = new RuledLimiter(rules(7), rule -> {
            if (rule.limits().get(0).permits() == 8) {
                throw new IllegalArgumentException("no");
            }
            return open(rule);
        });

        assertThatThrownBy(() -> limiter.reload(rules(8))).hasMessage("no");

        assertThat(limiter.rules()).isEqualTo(rules(7));
        assertThat(limits(limiter.tryAcquire("GET /", "any", "alice"))).contains(Limit.perSecond(7));
    }

    @Test
    void nobody_ever_sees_a_mix_of_old_and_new() throws Exception {
        EndpointLimiter limiter = new RuledLimiter(rules(1), rule -> new AllowingLimiter(rule.limits()));
        AtomicInteger reloads = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> done = new ArrayList<>();
        try {
            for (int i = 0; i < THREADS; i++) {
                boolean changes = i < 2;
                done.add(threads.submit(() -> {
                    start.await();
                    for (int n = 0; reloads.get() < RELOADS; n++) {
                        if (changes) {
                            limiter.reload(rules(1 + reloads.incrementAndGet() % 50));
                        }
                        List<Limit> limits =
                                limits(limiter.tryAcquire(n % 2 == 0 ? "POST /login" : "GET /", "any", "alice"));
                        long permits = limits.get(0).permits();
                        assertThat(limits)
                                .isEqualTo(
                                        n % 2 == 0
                                                ? List.of(Limit.perMinute(permits), Limit.perDay(permits))
                                                : List.of(Limit.perSecond(permits), Limit.perHour(permits)));
                        LimitRules whole = limiter.rules();
                        assertThat(whole)
                                .isEqualTo(
                                        rules(whole.rule("", "").limits().get(0).permits()));
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : done) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
