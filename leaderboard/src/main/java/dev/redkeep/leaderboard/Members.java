package dev.redkeep.leaderboard;

import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.script.ScriptCall;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What may be asked for. */
final class Members {
    private static final Codec<String> TEXT = Codec.string();
    private static final int MOST_BYTES = 1_024;
    private static final int MOST_DETAILS = 65_536;
    private static final Instant TOO_LATE = Instant.parse("+10000-01-01T00:00:00Z");

    private Members() {}

    /**
     * A member's bytes.
     *
     * @throws IllegalArgumentException if it has none, too many, or half of a surrogate pair
     */
    static byte[] bytes(String member) {
        byte[] bytes = TEXT.encode(member);
        if (bytes.length == 0 || bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("member must have 1 to " + MOST_BYTES + " bytes, not " + bytes.length);
        }
        return bytes;
    }

    /**
     * The bytes of details.
     *
     * @throws IllegalArgumentException if there are too many, or half of a surrogate pair
     */
    static byte[] details(String text) {
        byte[] bytes = TEXT.encode(text);
        if (bytes.length > MOST_DETAILS) {
            throw new IllegalArgumentException(
                    "details must have at most " + MOST_DETAILS + " bytes, not " + bytes.length);
        }
        return bytes;
    }

    /**
     * A moment in Unix milliseconds.
     *
     * @throws IllegalArgumentException if it is not from 1970 to the year 9999
     */
    static long reached(Instant moment) {
        if (moment.isBefore(Instant.EPOCH) || !moment.isBefore(TOO_LATE)) {
            throw new IllegalArgumentException("reached must be from 1970 to the year 9999, not " + moment);
        }
        return moment.toEpochMilli();
    }

    /** Each once, in their order. */
    static List<String> distinct(Collection<String> members) {
        Set<String> distinct = new LinkedHashSet<>(members);
        atMost("members", distinct.size(), Leaderboard.MOST);
        return List.copyOf(distinct);
    }

    /** With the bytes of members as arguments. */
    static <R> ScriptCall<R> named(ScriptCall<R> call, Collection<String> members) {
        members.forEach(member -> call.arg(bytes(member)));
        return call;
    }

    static long atMost(String name, long value, long most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(name + " must be 0 to " + most + ", not " + value);
        }
        return value;
    }

    static long atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
        }
        return value;
    }
}
