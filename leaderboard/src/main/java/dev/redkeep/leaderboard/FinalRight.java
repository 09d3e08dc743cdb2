package dev.redkeep.leaderboard;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The right to finalise one period: a mark beside its board, of who is at it or that it was done. */
final class FinalRight {
    static final Duration LEASE = Duration.ofMinutes(1);
    private static final long RENEWED_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int TAKEN = 1;
    private static final int TAKEN_WITH_MEMBERS = 5;
    private static final int ENDED = 1;
    private static final int BOARD_GONE = 2;

    private final Redis redis;
    private final Key mark;
    private final Key board;
    private final List<Key> keys = new ArrayList<>();
    private final LongSupplier nanos;
    private final String mine = UUID.randomUUID().toString();
    private boolean members;
    private long kept;

    /** With the mark's key, those of the board, and a timer in nanoseconds. */
    FinalRight(Redis redis, Key mark, Board board, LongSupplier nanos) {
        this.redis = redis;
        this.mark = mark;
        this.board = board.scores();
        this.nanos = nanos;
        keys.add(mark);
        keys.addAll(board.keys());
    }

    /** Does something if the right is to be had, of a period that ends, and whose board is kept until, Unix milliseconds. */
    Finalisation use(long end, long until, Consumer<FinalRight> action) {
        long began = nanos.getAsLong();
        int taken = Math.toIntExact(redis.run(
                call(WindowScripts.BEGIN).arg(end).arg(until).arg(mine).arg(LEASE)));
        if (taken != TAKEN && taken != TAKEN_WITH_MEMBERS) {
            return told(taken);
        }
        kept = began;
        members = taken == TAKEN_WITH_MEMBERS;
        try {
            action.accept(this);
            keepInTime(); // over a connection that was idle for long, which may be found cut now and not by what
            // follows
        } catch (Throwable failure) {
            giveBack(failure);
            throw failure;
        }
        return switch (end(until)) {
            case ENDED -> Finalisation.DONE;
            case BOARD_GONE -> throw gone();
            default -> throw lost();
        };
    }

    /** Renews the right and the board's life. */
    void keep() {
        long asked = nanos.getAsLong();
        if (redis.run(call(WindowScripts.KEEP).arg(mine).arg(LEASE)) == 0) {
            throw lost();
        }
        kept = asked;
    }

    /** Renews them if they were not for some seconds. */
    void keepInTime() {
        if (nanos.getAsLong() - kept >= RENEWED_NANOS) {
            keep();
        }
    }

    /** How many are on the board, as it was just read: some, if there were some. */
    long present(long total) {
        if (total == 0 && members) {
            throw gone();
        }
        return total;
    }

    private static Finalisation told(int outcome) {
        return switch (outcome) {
            case 0 -> Finalisation.OPEN;
            case 2 -> Finalisation.DONE_BEFORE;
            case 3 -> Finalisation.RUNNING;
            default -> Finalisation.GONE;
        };
    }

    private void giveBack(Throwable because) {
        try {
            end(0);
        } catch (RedisException lostToo) {
            because.addSuppressed(lostToo);
        }
    }

    private int end(long until) {
        return Math.toIntExact(redis.run(WindowScripts.END
                .on(mark, board)
                .arg(mine)
                .arg(until)
                .arg(LEASE)
                .arg(members ? 1 : 0)));
    }

    private ScriptCall<Long> call(Script<Long> script) {
        return script.on(keys);
    }

    private static IllegalStateException gone() {
        return new IllegalStateException("the board is gone, though it had members when this began");
    }

    private static IllegalStateException lost() {
        return new IllegalStateException(
                "the right to finalise was lost: it was not renewed for a minute, and another one" + " took it");
    }
}
