package dev.redkeep.pubsub.topic;

import dev.redkeep.pubsub.topic.TopicScripts.Given;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a consumer holds: messages that wait for a worker, that are at work, and that are handled and not yet acknowledged. */
final class Hands {
    /** How long what is handled waits for more, to be acknowledged together. */
    private static final long LINGER_NANOS = 5_000_000;

    /** A message, or a gap to be told. */
    record Item(@Nullable Given given, @Nullable TopicGap gap) {}

    /** What to say to Redis next. */
    record Round(int room, GapState gaps, List<EntryId> done) {}

    /** What became of the gaps that Redis gave: it keeps them until they were told. */
    enum GapState {
        NOT_TOLD_YET,
        TOLD,
        IN_DOUBT
    }

    private final int capacity;
    /** All below under this object's lock. Not more than the capacity. */
    private final Map<EntryId, Given> held = new HashMap<>();

    private final ArrayDeque<Item> queue = new ArrayDeque<>();
    private final Set<EntryId> done = new LinkedHashSet<>();
    private long doneSince;
    private int untold;
    private boolean more = true;
    private boolean stopped;

    Hands(int capacity) {
        this.capacity = capacity;
    }

    /** There may be something new. */
    synchronized void ring() {
        more = true;
        notifyAll();
    }

    /** Until something is to be done, by the latest at one of the moments; and nothing is before the pause is over. */
    synchronized void await(long lookAt, long renewAt, long pauseUntil) throws InterruptedException {
        for (long left = wait(lookAt, renewAt, pauseUntil); left > 0 && !stopped; ) {
            wait(left / 1_000_000 + 1);
            left = wait(lookAt, renewAt, pauseUntil);
        }
    }

    /** How long, in nanoseconds. */
    private long wait(long lookAt, long renewAt, long pauseUntil) {
        long now = System.nanoTime();
        long left = renewAt - now;
        if (!done.isEmpty()) {
            left = Math.min(left, roomy() ? 0 : doneSince + LINGER_NANOS - now);
        }
        if (room() > 0) {
            left = Math.min(left, more && roomy() ? 0 : lookAt - now);
        }
        return Math.max(left, pauseUntil - now);
    }

    private int room() {
        return capacity - held.size();
    }

    /** To take single ones while others wait would cost a round trip each. */
    private boolean roomy() {
        return queue.isEmpty() || 2 * room() >= capacity;
    }

    /** What comes from now on rings again. */
    synchronized Round round() {
        more = false;
        return new Round(room(), untold == 0 ? GapState.TOLD : GapState.NOT_TOLD_YET, List.copyOf(done));
    }

    /** The round is over: what was done is acknowledged, and this was given. */
    synchronized void took(Round round, List<TopicGap> gaps, List<Given> given) {
        round.done().forEach(done::remove);
        doneSince = System.nanoTime();
        more |= !given.isEmpty() && given.size() >= round.room();
        gaps.forEach(gap -> queue.add(new Item(null, gap)));
        untold += gaps.size();
        take(given);
    }

    /** What is at work here already, or handled, is passed over. */
    synchronized void take(List<Given> given) {
        for (Given each : given) {
            if (!done.contains(each.id()) && held.putIfAbsent(each.id(), each) == null) {
                queue.add(new Item(each, null));
            }
        }
        notifyAll();
    }

    /** All that Redis believes to be held, or will until it is acknowledged. */
    synchronized List<EntryId> known() {
        List<EntryId> known = new ArrayList<>(held.keySet());
        known.addAll(done);
        return known;
    }

    /** These are another one's now: those that are not at work are let go. */
    synchronized void lost(List<EntryId> ids) {
        for (EntryId id : ids) {
            Given given = held.get(id);
            if (given != null && queue.remove(new Item(given, null))) {
                held.remove(id);
            }
        }
    }

    /** The next for a worker, which waits for it; null when all is over. */
    synchronized @Nullable Item next() throws InterruptedException {
        while (queue.isEmpty() && !stopped) {
            wait();
        }
        Item next = stopped ? nextGap() : queue.remove();
        if (queue.isEmpty()) {
            notifyAll(); // it is time to take more
        }
        return next;
    }

    /** Null if there is none. */
    synchronized @Nullable Item nextGap() {
        Item gap = queue.stream().filter(item -> item.gap() != null).findFirst().orElse(null);
        queue.remove(gap);
        return gap;
    }

    /** A worker is through with it. */
    synchronized void finished(Item item, boolean acknowledge) {
        Given given = item.given();
        if (given == null) {
            untold--;
        } else {
            held.remove(given.id());
            if (acknowledge) {
                doneSince = done.isEmpty() ? System.nanoTime() : doneSince;
                done.add(given.id());
            } else {
                more = true; // it may be due again before anything else is
            }
            notifyAll();
        }
    }

    synchronized int inHand() {
        return held.size();
    }

    /** No worker gets more messages, but gaps; what none has begun with is given back. */
    synchronized List<Given> stop() {
        List<Given> untouched =
                queue.stream().map(Item::given).filter(Objects::nonNull).toList();
        queue.removeIf(item -> item.given() != null);
        untouched.forEach(given -> held.remove(given.id()));
        stopped = true;
        notifyAll();
        return untouched;
    }

    synchronized boolean stopped() {
        return stopped;
    }
}
