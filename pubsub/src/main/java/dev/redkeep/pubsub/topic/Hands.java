package dev.redkeep.pubsub.topic;

import dev.redkeep.pubsub.topic.TopicScripts.Given;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a consumer holds: messages that wait for a worker, that are at work, and that are handled and not yet acknowledged. */
final class Hands {
    /** How long what is handled waits for more, to be acknowledged together. */
    private static final long LINGER_NANOS = 5_000_000;

    /** A message, or a gap to be told. */
    record Item(@Nullable Given given, @Nullable TopicGap gap) {}

    /** What to say to Redis next. */
    record Round(int room, List<EntryId> done) {}

    private final int capacity;
    /** All below under this object's lock. Not more than the capacity. */
    private final Map<EntryId, Given> held = new HashMap<>();

    /** Of which Redis is just told that they could not be handled. One may come again before its worker is through. */
    private final Set<EntryId> failing = new HashSet<>();

    private final ArrayDeque<Item> queue = new ArrayDeque<>();
    private List<EntryId> done = new ArrayList<>();
    private long doneSince;
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
        return capacity - held.size() - failing.size();
    }

    /** To take single ones while others wait would cost a round trip each. */
    private boolean roomy() {
        return queue.isEmpty() || 2 * room() >= capacity;
    }

    /** What comes from now on rings again. */
    synchronized Round round() {
        more = false;
        return new Round(room(), List.copyOf(done));
    }

    /** The round is over: what was done is acknowledged, and this was given. */
    synchronized void took(Round round, List<TopicGap> gaps, List<Given> given) {
        done = new ArrayList<>(done.subList(round.done().size(), done.size()));
        doneSince = System.nanoTime();
        more |= !given.isEmpty() && given.size() >= round.room();
        gaps.forEach(gap -> queue.add(new Item(null, gap)));
        take(given);
    }

    /** What is at work here already is passed over. */
    synchronized void take(List<Given> given) {
        for (Given each : given) {
            boolean handled = each.tries() > 1 && done.contains(each.id());
            if (!handled && held.putIfAbsent(each.id(), each) == null) {
                queue.add(new Item(each, null));
            }
        }
        notifyAll();
    }

    /** All that Redis believes to be held, or will until it is acknowledged. */
    synchronized List<EntryId> known() {
        List<EntryId> known = new ArrayList<>(held.keySet());
        known.addAll(done);
        known.addAll(failing);
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
        Item next = stopped ? null : queue.remove();
        if (queue.isEmpty()) {
            notifyAll(); // it is time to take more
        }
        return next;
    }

    /** It could not be handled, of which Redis is told next. */
    synchronized void fails(Given given) {
        held.remove(given.id());
        failing.add(given.id());
    }

    /** Redis was told that it could not be handled. */
    synchronized void failed(Given given) {
        failing.remove(given.id());
        notifyAll();
    }

    /** It is handled, and to be acknowledged. */
    synchronized void handled(Given given) {
        held.remove(given.id());
        doneSince = done.isEmpty() ? System.nanoTime() : doneSince;
        done.add(given.id());
        notifyAll();
    }

    synchronized int inHand() {
        return held.size();
    }

    /** No worker gets more. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    synchronized boolean stopped() {
        return stopped;
    }

    /** What no worker has begun with. */
    synchronized List<Given> untouched() {
        List<Given> untouched = new ArrayList<>();
        for (Item item : queue) {
            if (item.given() != null) {
                untouched.add(item.given());
            }
        }
        return untouched;
    }
}
