package dev.redkeep.core.client;

import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The replies that come before the one that answers: to {@code ASKING}, to {@code MULTI} and to what is queued after it. The
 * first refusal among them tells why the last reply is one. Used by one thread at a time.
 */
final class Preface {
    /** What EXEC answers if it was MULTI that was refused, so that the commands ran one by one. */
    private static final String ONE_BY_ONE = "ERR EXEC without MULTI";

    private int due;
    private @Nullable JedisDataException refusal;

    private Preface(int due) {
        this.due = due;
    }

    /** Null if the first reply is the answer. */
    static @Nullable Preface of(CommandArguments command, boolean asking) {
        int due = (asking ? 1 : 0) + (command instanceof Transaction transaction ? transaction.preface() : 0);
        return due == 0 ? null : new Preface(due);
    }

    /** Whether a reply is one of them. */
    boolean takes(@Nullable Object reply) {
        if (due == 0) {
            return false;
        }
        due--;
        if (refusal == null && reply instanceof JedisDataException refused) {
            refusal = refused;
        }
        return true;
    }

    /** The answer, or the refusal that it comes from. */
    @Nullable
    Object answer(@Nullable Object last) {
        if (refusal == null || !(last instanceof JedisDataException failed)) {
            return last;
        }
        if (String.valueOf(failed.getMessage()).startsWith(ONE_BY_ONE)) {
            refusal.addSuppressed(failed);
        }
        return refusal;
    }
}
