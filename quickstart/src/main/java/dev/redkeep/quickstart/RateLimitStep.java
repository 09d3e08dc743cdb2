package dev.redkeep.quickstart;

import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.ratelimit.Decision;
import dev.redkeep.ratelimit.Limit;
import dev.redkeep.ratelimit.RateLimitKeys;
import dev.redkeep.ratelimit.RateLimiter;
import dev.redkeep.ratelimit.RateLimiterOptions;
import dev.redkeep.ratelimit.Subject;
import java.time.Duration;
import java.util.List;

/** Three at once, a tenant's hundred an hour, and who asks for more is told how long to wait. */
final class RateLimitStep implements Step {
    private static final String PREFIX = "rl:quickstart";
    private static final Limit CLIENT = Limit.perMinute(3);
    private static final Limit TENANT = Limit.perHour(100).scope("tenant").named("tenant");

    private static final KeyPattern1<String> CLIENT_KEY = key(CLIENT);
    private static final KeyPattern1<String> TENANT_KEY = key(TENANT);

    /** Where it counts. */
    static final List<KeyPattern> KEYS = List.of(CLIENT_KEY, TENANT_KEY);

    /** An address that no client has (RFC 5737). */
    private static final String ADDRESS = "203.0.113.7";

    @Override
    public String title() {
        return "Rate limits";
    }

    @Override
    public void run(Tour tour, Notes notes) {
        RateLimiter limiter = RateLimiter.on(
                tour.redis(),
                RateLimiterOptions.builder(PREFIX)
                        .limits(CLIENT, TENANT)
                        .deadline(Duration.ofSeconds(5)) // the first call on a cold machine
                        .build());
        Subject alice = Subject.client(ADDRESS).and("tenant", "quickstart");
        limiter.reset(alice);

        Decision last = limiter.tryAcquire(alice, 1);
        notes.add("tryAcquire", said(last));
        for (int i = 2; i <= 3; i++) {
            last = limiter.tryAcquire(alice, 1);
            notes.add("tryAcquire", said(last));
        }
        Decision refused = limiter.tryAcquire(alice, 1);
        notes.add("tryAcquire", said(refused));
        notes.add(
                "tenant", "still has " + refused.standings().get(1).remaining() + ": who is refused consumes nothing");
        notes.add("refund", "one was not needed; " + limiter.refund(alice, last).remaining() + " left");
        notes.add("tryAcquire", "10 at once: " + limiter.tryAcquire(alice, 10).outcome());
        tour.wrote(CLIENT_KEY.key(ADDRESS), TENANT_KEY.key("quickstart"));
    }

    private static String said(Decision decision) {
        return decision.refusedBy()
                .map(limit -> "refused by the " + limit.name() + "'s " + limit.permits() + "; again in "
                        + Printer.millis(decision.retryAfter().orElseThrow()))
                .orElseGet(() -> "allowed, " + decision.remaining() + " left");
    }

    private static KeyPattern1<String> key(Limit limit) {
        return RateLimitKeys.of(PREFIX + ":" + limit.name(), limit);
    }
}
