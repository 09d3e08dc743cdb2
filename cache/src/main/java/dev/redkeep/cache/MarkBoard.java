package dev.redkeep.cache;

import dev.redkeep.core.client.Outcome;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.script.ScriptCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The marks of a cache: what many values are forgotten by, in constant time. */
final class MarkBoard {
    /** A mark that is missing, when it is read: no entry was stored under it that is still valid. */
    static final long MISSING = 0;

    private static final long NONSENSE = Long.MIN_VALUE;
    /** The upper bits of a clock's number, which are drawn when there is none. */
    static final int ERA_BITS = 26;

    /** So many numbers the clock's one gives: its last three digits are drawn. */
    static final int SALTS = 1_000;

    /** A cache whose values live for moments only does not have its marks renewed all the time, which local levels would hear of. */
    private static final long LEAST_KEPT_LONGER = Duration.ofHours(1).toMillis();

    private static final int MOST_DIGITS = 19;

    private final Redis redis;
    private final EntryKeys<?> keys;
    private final long longestMillis;
    private final long keptMillis;

    /**
     * The board of a cache.
     *
     * @param longest how long what this process stores lives at most, from when its marks were taken, and what other programs store;
     *     empty if for ever
     */
    MarkBoard(Redis redis, EntryKeys<?> keys, Optional<Duration> longest) {
        this.redis = redis;
        this.keys = keys;
        this.longestMillis = longest.map(Duration::toMillis).orElse(0L);
        this.keptMillis = longestMillis == 0 ? 0 : longestMillis + Math.max(longestMillis, LEAST_KEPT_LONGER);
    }

    /** Gives a mark a new number: what was stored under the former is forgotten. */
    void advance(String mark) {
        String salt = Integer.toString(SALTS + ThreadLocalRandom.current().nextInt(SALTS));
        redis.run(keys.change(mark).arg(era()).arg(salt.substring(1)).arg(keptMillis));
    }

    /** Reads marks so that something can be stored under them. */
    CompletionStage<MarkNumbers> take(Collection<Key> marks) {
        List<Key> all = new ArrayList<>(marks.size() + 1);
        all.add(keys.mark(EntryKeys.CLOCK));
        all.addAll(marks);
        ScriptCall<MarkNumbers> call =
                CacheScripts.MARKS.on(all).arg(era()).arg(keptMillis).arg(longestMillis);
        return redis.runAsync(call);
    }

    /** The present numbers of marks by their names; {@link #MISSING} if there is none. */
    Map<String, Long> numbers(Collection<String> marks) {
        List<Key> all = new ArrayList<>(marks.size());
        for (String mark : marks) {
            all.add(keys.mark(mark));
        }
        List<Outcome<byte[]>> read = redis.readAll("cache.tags", all);
        Map<String, Long> numbers = new HashMap<>();
        int i = 0;
        for (String mark : marks) {
            numbers.put(mark, number(read.get(i++).get().orElse(null)));
        }
        return numbers;
    }

    static long number(byte @Nullable [] bytes) {
        if (bytes == null) {
            return MISSING;
        }
        boolean negative = bytes.length > 0 && bytes[0] == '-';
        int digits = bytes.length - (negative ? 1 : 0);
        if (digits < 1 || digits > MOST_DIGITS) {
            return NONSENSE;
        }
        long number = 0;
        for (int i = bytes.length - digits; i < bytes.length; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return NONSENSE;
            }
            number = number * 10 + digit;
        }
        return number <= 0 ? NONSENSE : negative ? -number : number;
    }

    private static long era() {
        return ThreadLocalRandom.current().nextLong(1, 1L << ERA_BITS);
    }
}
