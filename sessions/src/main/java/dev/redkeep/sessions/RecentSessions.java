package dev.redkeep.sessions;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisWrongTypeException;
import dev.redkeep.core.client.ServerClock;
import dev.redkeep.core.key.Key;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Touches. The short way is a plain read, which is all there is to do if the last use was surely noted just now, by the
 * server's clock as far as it is known here. Otherwise the script decides.
 */
final class RecentSessions {
    private static final int MOST_DIGITS = 12;

    /** With less than what {@code last_activity} tells, a plain read would nearly always be one in vain. */
    private static final Duration SHORTEST_THROTTLE = Duration.ofSeconds(1);

    private final Redis redis;
    private final SessionLayout layout;
    private final SessionOptions options;
    private final SessionCalls calls;
    private final ServerClock clock;
    private final SessionJson json;
    private final boolean hasShortWay;

    RecentSessions(Redis redis, SessionLayout layout, SessionOptions options, LongSupplier nanos) {
        this.redis = redis;
        this.layout = layout;
        this.options = options;
        this.calls = new SessionCalls(layout, options);
        this.clock = new ServerClock(nanos, options.touchEvery().toMillis() / 4);
        this.json = new SessionJson(options.json());
        this.hasShortWay = options.touchEvery().compareTo(SHORTEST_THROTTLE) >= 0;
    }

    /** One round trip, or two where the plain read was not all. */
    SessionReplies.Found touch(SessionId id) {
        return find(id).orElseGet(() -> run(id));
    }

    /** The server tells its time, so that the next plain reads know it. */
    private SessionReplies.Found run(SessionId id) {
        long asked = clock.timer();
        SessionReplies.Touched touched = redis.run(calls.touch(id));
        if (hasShortWay && touched.now() > 0) {
            clock.learn(asked, touched.now());
        }
        return touched.found();
    }

    /** What a touch answers; empty if the script has to tell. One round trip, or none. */
    Optional<SessionReplies.Found> find(SessionId id) {
        OptionalLong user = layout.user(id);
        if (!hasShortWay || clock.present().isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<Map<String, String>> held = read(layout.session(id));
            if (held.isEmpty()) {
                return Optional.of(new SessionReplies.Found(SessionReplies.Outcome.ABSENT, 0, false, Map.of()));
            }
            return clock.present()
                    .filter(now -> isRecent(held.get(), user, now))
                    .map(now -> new SessionReplies.Found(SessionReplies.Outcome.DONE, 0, false, held.get()));
        } catch (RedisWrongTypeException noRecord) {
            return Optional.empty();
        }
    }

    /** What a record holds by name: nothing if it is no session. Empty if there is none. */
    private Optional<Map<String, String>> read(Key key) {
        return switch (options.schema()) {
            case DISCOURS ->
                redis.execute("sessions.touch", key, commands -> commands.hgetAll(key.text()))
                        .filter(record -> !record.isEmpty());
            case TRACKEEP ->
                redis.execute("sessions.touch", key, commands -> commands.get(key.bytes()))
                        .map(json::read);
        };
    }

    private boolean isRecent(Map<String, String> held, OptionalLong user, ServerClock.Bounds now) {
        long created = number(held.get(SessionFields.CREATED_AT));
        long active = number(held.get(SessionFields.LAST_ACTIVITY));
        long rotated = number(held.getOrDefault(SessionFields.ROTATED_AT, held.get(SessionFields.CREATED_AT)));
        boolean readable = created >= 0
                && active >= 0
                && rotated >= 0
                && number(held.getOrDefault(SessionFields.VERSION, "0")) >= 0
                && isOf(user, held.get(SessionFields.USER_ID))
                && held.getOrDefault(SessionFields.TOKEN_TYPE, "session").equals("session");
        return readable
                && !held.containsKey(SessionFields.ROTATED)
                && active * 1_000 <= now.earliest()
                && younger(active, Optional.of(options.touchEvery()), now)
                && younger(created, options.absolute(), now)
                && younger(rotated, options.renewal(), now);
    }

    /** Where the id tells no user, the record does. */
    private static boolean isOf(OptionalLong user, @Nullable String owner) {
        return user.isEmpty() || owner == null || owner.equals(Long.toString(user.getAsLong()));
    }

    private static boolean younger(long second, Optional<Duration> limit, ServerClock.Bounds now) {
        return limit.isEmpty() || now.latest() - second * 1_000 < limit.get().toMillis();
    }

    /** The number that a field holds; -1 if it holds none that can be a time or a count. */
    private static long number(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > MOST_DIGITS) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            number = number * 10 + (digit - '0');
        }
        return number;
    }
}
