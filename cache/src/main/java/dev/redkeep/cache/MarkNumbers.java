package dev.redkeep.cache;

import dev.redkeep.core.script.ScriptReply;
import java.util.List;

/** The numbers of some marks, in the order in which they were asked for; and the cache's clock. */
final class MarkNumbers {
    private static final int RENEWED = 2;

    private final List<ScriptReply> slots;
    private final long clock;

    private MarkNumbers(List<ScriptReply> slots) {
        this.slots = slots;
        this.clock = slots.get(0).integer();
    }

    /** As {@code marks.lua} answers. */
    static MarkNumbers of(ScriptReply reply) {
        return new MarkNumbers(reply.slots());
    }

    long clock() {
        return clock;
    }

    long number(int index) {
        return slots.get(2 * index + 1).integer();
    }

    /**
     * Whether a mark may have been set since the clock was read before: unless it is of an older era than that, and so was set
     * before it began.
     *
     * @param then the clock's number then
     */
    boolean movedSince(long then, int index) {
        if (era(clock) != era(then)) {
            return true;
        }
        boolean renewed = slots.get(2 * index + 2).integer() == RENEWED;
        return !renewed && Math.abs(number(index)) / MarkBoard.SALTS > then;
    }

    private static long era(long number) {
        return number >> MarkBoard.ERA_BITS;
    }
}
