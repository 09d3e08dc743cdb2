package dev.redkeep.pubsub;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one handler, in order: messages, and gaps in their places. Bounded in messages and bytes; and gaps of one reason
 * that no message parts are one, so that there are at most two for each message.
 */
final class Inbox {
    /** What became of a message. */
    enum Offered {
        TAKEN,
        /** This one went, or an older one. */
        DROPPED,
        /** No more is taken. */
        ENDED
    }

    /** A message, or a gap. */
    static final class Item {
        final byte[] channel;
        final byte[] payload;
        final Instant came;
        final @Nullable MessageGap gap;

        private Item(byte[] channel, byte[] payload, Instant came, @Nullable MessageGap gap) {
            this.channel = channel;
            this.payload = payload;
            this.came = came;
            this.gap = gap;
        }

        private Item(MessageGap gap) {
            this(NOTHING, NOTHING, gap.from(), gap);
        }
    }

    private static final byte[] NOTHING = {};

    private final SubscriptionOptions options;
    /** Makes the gap of a message for which there was no room, of when it came. */
    private final Function<Instant, MessageGap> overflowed;

    /** Before all items: interruptions that went with what was behind them, and then what went. */
    private @Nullable MessageGap interrupted;

    private @Nullable MessageGap gone;
    private final ArrayDeque<Item> items = new ArrayDeque<>();
    private int messages;
    private long bytes;
    /** How many went since that was asked. */
    private int wentSince;

    private boolean ended;

    Inbox(SubscriptionOptions options, Function<Instant, MessageGap> overflowed) {
        this.options = options;
        this.overflowed = overflowed;
    }

    synchronized Offered offer(byte[] channel, byte[] payload) {
        if (ended) {
            return Offered.ENDED;
        }
        if (hasRoom(payload) || (options.overflow() == Overflow.BLOCK && roomComes(payload))) {
            return take(channel, payload);
        } else if (ended) {
            return Offered.ENDED;
        }
        switch (options.overflow()) {
            case DROP_OLDEST -> {
                while (!hasRoom(payload)) {
                    dropFirst();
                }
                take(channel, payload);
                return Offered.DROPPED;
            }
            case FAIL -> {
                ended = true;
                wentSince++;
                addGap(overflowed.apply(Instant.now()));
                return Offered.ENDED;
            }
            default -> {
                wentSince++;
                addGap(overflowed.apply(Instant.now()));
                return Offered.DROPPED;
            }
        }
    }

    /** One that is too large for the bound has room where nothing else is. */
    private boolean hasRoom(byte[] payload) {
        return messages == 0 || (messages < options.messages() && bytes + payload.length <= options.bytes());
    }

    private boolean roomComes(byte[] payload) {
        long until = System.nanoTime() + options.patience().toNanos();
        boolean interrupted = false;
        while (!ended && !hasRoom(payload)) {
            long millis = (until - System.nanoTime()) / 1_000_000 + 1;
            if (until - System.nanoTime() <= 0) {
                break;
            }
            try {
                wait(millis);
            } catch (InterruptedException byTheClose) {
                interrupted = true;
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !ended && hasRoom(payload);
    }

    private Offered take(byte[] channel, byte[] payload) {
        items.add(new Item(channel, payload, Instant.now(), null));
        messages++;
        bytes += payload.length;
        return Offered.TAKEN;
    }

    private void dropFirst() {
        Item first = items.remove();
        while (first.gap != null) {
            interrupted = joined(interrupted, first.gap);
            first = items.remove();
        }
        count(first);
        wentSince++;
        gone = joined(gone, overflowed.apply(first.came));
    }

    private static MessageGap joined(@Nullable MessageGap gap, MessageGap later) {
        return gap == null ? later : gap.through(later);
    }

    private void count(Item message) {
        messages--;
        bytes -= message.payload.length;
    }

    /** Messages may be missing, of those that came since the last one that waits here. */
    synchronized void gap(MessageGap gap) {
        if (!ended) {
            addGap(gap);
        }
    }

    private void addGap(MessageGap gap) {
        Item last = items.pollLast();
        if (last == null) {
            items.add(new Item(gap));
        } else if (last.gap == null) {
            items.add(last);
            items.add(new Item(gap));
        } else if (last.gap.reason() == gap.reason()) {
            items.add(new Item(last.gap.through(gap)));
        } else {
            addGap(gap); // to one of its reason before that, if there is one
            items.add(last);
        }
    }

    /** The next, which waits no more; null if there is none. */
    synchronized @Nullable Item next() {
        MessageGap first = interrupted == null ? gone : interrupted;
        if (first != null) {
            gone = interrupted == null ? null : gone;
            interrupted = null;
            return new Item(first);
        }
        Item next = items.poll();
        if (next != null && next.gap == null) {
            count(next);
            notifyAll();
        }
        return next;
    }

    /** How many messages went for lack of room since this was called last. */
    synchronized int takeGone() {
        int went = wentSince;
        wentSince = 0;
        return went;
    }

    synchronized boolean isEmpty() {
        return items.isEmpty() && interrupted == null && gone == null;
    }

    synchronized int waiting() {
        return messages;
    }

    /** Lets go of all that waits, and takes no more. */
    synchronized void end() {
        ended = true;
        items.clear();
        interrupted = null;
        gone = null;
        messages = 0;
        bytes = 0;
        notifyAll();
    }
}
