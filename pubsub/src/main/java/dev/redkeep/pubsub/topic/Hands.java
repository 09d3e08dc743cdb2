package dev.redkeep.pubsub.topic;

import dev.redkeep.pubsub.topic.TopicScripts.Given;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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

    /**
     * What to say to Redis next.
     *
     * @param repeated how many are held that were given before; one of them may have ended whoever handled it
     */
    record Round(int room, int repeated, GapState gaps, List<EntryId> done) {}

    /** What became of the gaps that Redis gave: it keeps them until they were told. */
    enum GapState {
        NOT_TOLD_YET,
        TOLD,
        IN_DOUBT
    }

    private final int capacity;
    /** All below under this object's lock. Not more than the capacity. */
    private final Map<EntryId, Given> held = new HashMap<>();

    /** Of which Redis is just told that they could not be handled. One may come again before its worker is through. */
    private final Set<EntryId> failing = new HashSet<>();
    /** What the close interrupted. */
    private final List<Given> interrupted = new ArrayList<>();

    private final ArrayDeque<Item> queue = new ArrayDeque<>();
    private final Set<EntryId> done = new LinkedHashSet<>();
    private long doneSince;
    private int untold;
    private boolean more = true;
    private boolean stopped;
    private boolean interrupting;
    private boolean over;

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
        return Math.max(0, capacity - held.size() - failing.size() - untold);
    }

    /** To take single ones while others wait would cost a round trip each. */
    private boolean roomy() {
        return queue.isEmpty() || 2 * room() >= capacity;
    }

    /** What comes from now on rings again. */
    synchronized Round round() {
        more = false;
        int repeated =
                (int) held.values().stream().filter(given -> given.tries() > 1).count();
        return new Round(room(), repeated, untold == 0 ? GapState.TOLD : GapState.NOT_TOLD_YET, List.copyOf(done));
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

    /** A gap was told. */
    synchronized void told() {
        untold--;
        more = true; // for which there was no room, perhaps
        notifyAll();
    }

    /** It is handled, and to be acknowledged. False if nobody does that any more. */
    synchronized boolean handled(Given given) {
        held.remove(given.id());
        failing.remove(given.id());
        doneSince = done.isEmpty() ? System.nanoTime() : doneSince;
        done.add(given.id());
        notifyAll();
        return !over;
    }

    /** It could not be handled, of which Redis is to be told. False if that was because the close interrupted it. */
    synchronized boolean fails(Given given) {
        held.remove(given.id());
        if (interrupting) {
            interrupted.add(given);
        } else {
            failing.add(given.id());
        }
        return !interrupting;
    }

    /** Redis was told that it could not be handled. */
    synchronized void failed(Given given) {
        failing.remove(given.id());
        more = true; // it may be due again before anything else is
        notifyAll();
    }

    /** From now on what fails does so because it is interrupted. */
    synchronized void interrupt() {
        interrupting = true;
    }

    /** Whether nobody gives anything back any more. */
    synchronized boolean isOver() {
        return over;
    }

    /** What was interrupted, to be given back. Nobody asks again. */
    synchronized List<Given> interrupted() {
        over = true;
        return List.copyOf(interrupted);
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
