package dev.redkeep.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.ratelimit.Admission;
import dev.redkeep.ratelimit.Algorithm;
import dev.redkeep.ratelimit.ConcurrencyLimiter;
import dev.redkeep.ratelimit.Decision;
import dev.redkeep.ratelimit.EndpointLimiter;
import dev.redkeep.ratelimit.FailurePolicy;
import dev.redkeep.ratelimit.Limit;
import dev.redkeep.ratelimit.LimitRules;
import dev.redkeep.ratelimit.RateLimitHeaders;
import dev.redkeep.ratelimit.RateLimiter;
import dev.redkeep.ratelimit.RateLimiterOptions;
import dev.redkeep.ratelimit.Subject;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RedisTest
class RateLimitSnippetsTest {
    private static final String ADDRESS = "203.0.113.7";

    private Redis redis;
    private final List<String> told = new ArrayList<>();
    private int exported;

    @BeforeEach
    void connect(RedisServer server) {
        redis = Patience.connect(server);
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void one_limit() {
        // snippet: limit-one
        RateLimiter limiter =
                RateLimiter.on(redis, "rl:api", Limit.perSecond(10).burst(20));
        Decision decision = limiter.tryAcquire(ADDRESS);
        if (!decision.allowed()) {
            decision.retryAfter().ifPresent(wait -> tell("Come back in " + wait)); // none if it asks for too much
        }
        // end
        assumeInTime(limiter);
        assertThat(decision.allowed()).isTrue();
        assertThat(decision.remaining()).isEqualTo(19);
    }

    @Test
    void several_limits() {
        // snippet: limit-several
        RateLimiter limiter = RateLimiter.on(
                redis,
                "rl:api",
                Limit.perSecond(10),
                Limit.perHour(1_000),
                Limit.perMinute(100).scope("tenant"));
        Decision decision = limiter.tryAcquire(Subject.client(ADDRESS).and("tenant", "acme"), 1);
        decision.refusedBy().ifPresent(limit -> tell(limit.name() + " is used up"));
        // end
        assumeInTime(limiter);
        assertThat(decision.allowed()).isTrue();
        assertThat(decision.standings()).hasSize(3);
        assertThat(decision.remaining()).isEqualTo(9);
        assertThat(told).isEmpty();
    }

    @Test
    void operations() throws InterruptedException {
        RateLimiter limiter = RateLimiter.on(redis, "rl:ops", Limit.perDay(100)); // none comes back during the test
        Subject subject = Subject.client(ADDRESS);
        // snippet: limit-operations
        Decision some = limiter.acquireUpTo(subject, 50); // a batch of 50, or as many as there are
        limiter.refund(subject, some, some.granted() / 2); // half of them were not needed
        Decision soon = limiter.acquire(subject, 1, Duration.ofSeconds(2)); // waits, if it can be in time
        Decision look = limiter.peek(subject);
        limiter.penalise(subject, 20); // a failed log-in costs 20
        limiter.reset(subject);
        // end
        assumeInTime(limiter);
        assertThat(some.granted()).isEqualTo(50);
        assertThat(soon.allowed()).isTrue();
        assertThat(look.remaining()).isEqualTo(74);
        assertThat(limiter.peek(subject).remaining()).isEqualTo(100);
    }

    @Test
    void options() {
        // snippet: limit-options
        RateLimiter limiter = RateLimiter.on(
                redis,
                RateLimiterOptions.builder("rl:login")
                        .limits(Limit.perMinute(5).algorithm(Algorithm.SLIDING_WINDOW_COUNTER))
                        .layout(KeyLayout.HARDENED) // one hash tag for what belongs to a client
                        .onFailure(FailurePolicy.LOCAL) // while Redis is away …
                        .localShare(0.25) // … each of four processes holds a quarter
                        .build());
        // end
        List<Boolean> allowed = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            allowed.add(limiter.tryAcquire(ADDRESS).allowed());
        }
        assumeInTime(limiter);
        assertThat(allowed).containsExactly(true, true, true, true, true, false);
    }

    @Test
    void at_once() {
        // snippet: limit-concurrency
        ConcurrencyLimiter exports = ConcurrencyLimiter.on(redis, "rl:export", 5, Duration.ofSeconds(30));
        try (Admission admission = exports.tryAcquire("acme")) {
            if (admission.allowed()) {
                export(); // longer than 30 s? admission.permit() can be renewed
            }
        }
        // end
        assertThat(exported).isOne();
        assertThat(exports.held("acme")).isZero();
    }

    /** A machine that takes longer than a limiter's 50 ms proves nothing here; the module's own tests wait longer. */
    private static void assumeInTime(RateLimiter limiter) {
        assumeThat(limiter.stats().degraded()).isZero();
    }

    private void tell(String text) {
        told.add(text);
    }

    private void export() {
        exported++;
    }

    @Test
    void rules() {
        // snippet: limit-rules
        LimitRules rules = LimitRules.json("""
                {"rules": {
                  "default": {"limits": {"minute": {"permits": 100, "period": "1m"}}},
                  "login": {
                    "endpoints": ["POST /login"],
                    "classes": ["anonymous"],
                    "limits": {"minute": {"permits": 5, "period": "1m"}, "hour": {"permits": 20, "period": "PT1H"}}
                  }
                }}
                """.getBytes(StandardCharsets.UTF_8));
        EndpointLimiter limits = EndpointLimiter.on(redis, "rl", rules);
        Decision decision = limits.tryAcquire("POST /login", "anonymous", ADDRESS);
        limits.reload(rules); // all of them at once; what was counted stays
        // end
        assumeThat(decision.degraded()).isFalse();
        assertThat(decision.remaining()).isEqualTo(4);
        // snippet: limit-headers
        Map<String, String> headers = RateLimitHeaders.of(decision, Instant.now());
        // end
        assertThat(headers).containsEntry("X-RateLimit-Remaining", "4").doesNotContainKey("Retry-After");
    }
}
