package dev.redkeep.sessions;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisWrongTypeException;
import dev.redkeep.core.key.Key;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The short way of a touch: a plain read, which is all there is to do if the last use was noted just now. The clock here is
 * only a hint. Where it is wrong the script decides, by the server's, or a use is noted one throttle later.
 */
final class RecentSessions {
    private static final int MOST_DIGITS = 12;

    private final Redis redis;
    private final SessionLayout layout;
    private final SessionOptions options;
    private final InstantSource clock;

    RecentSessions(Redis redis, SessionLayout layout, SessionOptions options, InstantSource clock) {
        this.redis = redis;
        this.layout = layout;
        this.options = options;
        this.clock = clock;
    }

    /** What a touch answers; empty if the script has to tell. One round trip, or none. */
    Optional<SessionReplies.Found> find(SessionId id) {
        OptionalLong user = layout.user(id);
        if (options.schema() != SessionSchema.DISCOURS || user.isEmpty()) {
            return Optional.empty();
        }
        Key key = layout.session(id);
        try {
            Map<String, String> held = redis.execute("sessions.touch", key, commands -> commands.hgetAll(key.text()))
                    .orElse(Map.of());
            if (held.isEmpty()) {
                return Optional.of(new SessionReplies.Found(SessionReplies.Outcome.ABSENT, 0, false, Map.of()));
            }
            return isRecent(held, user.getAsLong())
                    ? Optional.of(new SessionReplies.Found(SessionReplies.Outcome.DONE, 0, false, held))
                    : Optional.empty();
        } catch (RedisWrongTypeException noHash) {
            return Optional.empty();
        }
    }

    private boolean isRecent(Map<String, String> held, long user) {
        long created = number(held.get(SessionFields.CREATED_AT));
        long active = number(held.get(SessionFields.LAST_ACTIVITY));
        long rotated = number(held.getOrDefault(SessionFields.ROTATED_AT, held.get(SessionFields.CREATED_AT)));
        boolean readable = created >= 0
                && active >= 0
                && rotated >= 0
                && number(held.getOrDefault(SessionFields.VERSION, "0")) >= 0
                && held.getOrDefault(SessionFields.USER_ID, Long.toString(user)).equals(Long.toString(user))
                && held.getOrDefault(SessionFields.TOKEN_TYPE, "session").equals("session");
        return readable
                && !held.containsKey(SessionFields.ROTATED)
                && ago(active) >= 0
                && ago(active) < options.touchEvery().toMillis()
                && younger(created, options.absolute())
                && younger(rotated, options.renewal());
    }

    private boolean younger(long second, Optional<Duration> limit) {
        return limit.isEmpty() || ago(second) < limit.get().toMillis();
    }

    private long ago(long second) {
        return clock.millis() - second * 1_000;
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
