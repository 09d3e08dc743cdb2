package dev.redkeep.pubsub;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
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

    private final SubscriptionOptions options;
    /** Makes the gap of a message for which there was no room, of when it came. */
    private final Function<Instant, MessageGap> overflowed;

    /** Before all items: interruptions that went with what was behind them, and then what went. */
    private @Nullable MessageGap interrupted;

    private @Nullable MessageGap gone;
    /** Before the items, behind all else. */
    private final Hand hand = new Hand();

    private final ArrayDeque<Item> items = new ArrayDeque<>();
    /** Of the items. */
    private int messages;

    private long bytes;
    /** Whether one waits for room: then each that goes is told. */
    private boolean awaited;
    /** How many went since that was asked. */
    private int wentSince;

    private boolean ended;

    Inbox(SubscriptionOptions options, Function<Instant, MessageGap> overflowed) {
        this.options = options;
        this.overflowed = overflowed;
    }

    /**
     * Takes messages, as far as there is room.
     *
     * @param waiting is called, under the lock, before it waits for room
     * @return how many were offered until it took no more
     */
    synchronized int offer(List<Item> burst, Runnable waiting) {
        int offered = 0;
        for (Item message : burst) {
            offered++;
            if (offer(message, waiting) == Offered.ENDED) {
                break;
            }
        }
        return offered;
    }

    synchronized Offered offer(Item message, Runnable waiting) {
        if (ended) {
            return Offered.ENDED;
        }
        byte[] payload = message.payload;
        if (hasRoom(payload) || (options.overflow() == Overflow.BLOCK && roomComes(payload, waiting))) {
            return take(message);
        } else if (ended) {
            return Offered.ENDED;
        }
        switch (options.overflow()) {
            case DROP_OLDEST -> {
                while (!hasRoom(payload)) {
                    dropFirst();
                }
                take(message);
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
        if (hand.most() > 0) {
            if (messages + hand.most() < options.messages()
                    && bytes + hand.mostBytes() + payload.length <= options.bytes()) {
                return true;
            }
            callBack();
        }
        return messages == 0 || (messages < options.messages() && bytes + payload.length <= options.bytes());
    }

    /** From now on it is known what waits. */
    private void callBack() {
        hand.callBack(message -> {
            items.addFirst(message);
            messages++;
            bytes += message.payload.length;
        });
    }

    private boolean roomComes(byte[] payload, Runnable waiting) {
        waiting.run();
        long until = System.nanoTime() + options.patience().toNanos();
        boolean interrupted = false;
        awaited = true;
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
        awaited = false;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !ended && hasRoom(payload);
    }

    private Offered take(Item message) {
        items.add(message);
        messages++;
        bytes += message.payload.length;
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

    /** The next, which waits no more; null if there is none. One thread at a time asks. */
    @Nullable
    Item next() {
        Item ready = hand.take();
        return ready == null ? nextOfAll() : ready;
    }

    private synchronized @Nullable Item nextOfAll() {
        callBack(); // what another thread laid down, if the one before did not take it
        MessageGap first = interrupted == null ? gone : interrupted;
        if (first != null) {
            gone = interrupted == null ? null : gone;
            interrupted = null;
            return new Item(first);
        }
        Item next = items.poll();
        if (next != null && next.gap == null) {
            count(next);
            if (awaited) {
                notifyAll();
            } else {
                lay();
            }
        }
        return next;
    }

    private void lay() {
        int all = items.size();
        hand.lay(items);
        messages -= all - items.size();
        bytes -= hand.mostBytes();
    }

    /** How many messages went for lack of room since this was called last. */
    synchronized int takeGone() {
        int went = wentSince;
        wentSince = 0;
        return went;
    }

    synchronized boolean ended() {
        return ended;
    }

    synchronized boolean isEmpty() {
        return hand.isEmpty() && items.isEmpty() && interrupted == null && gone == null;
    }

    synchronized int waiting() {
        callBack();
        return messages;
    }

    /** Lets go of all that waits, and takes no more. */
    synchronized void end() {
        ended = true;
        callBack();
        items.clear();
        interrupted = null;
        gone = null;
        messages = 0;
        bytes = 0;
        notifyAll();
    }
}
