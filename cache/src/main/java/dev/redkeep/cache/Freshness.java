package dev.redkeep.cache;

import dev.redkeep.cache.Sight.State;
import dev.redkeep.core.client.Outcome;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.ServerClock.Bounds;
import dev.redkeep.core.key.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells of what use an entry is now, by the server's clock; it is asked only where that makes a difference. */
final class Freshness<K> {
    private final Redis redis;
    private final Times times;
    private final long staleForMillis;
    private final long staleIfErrorMillis;
    private final double refreshAhead;
    private final boolean heldAbove;

    Freshness(Redis redis, Times times, CacheOptions options) {
        this.redis = redis;
        this.times = times;
        this.staleForMillis = options.staleFor.toMillis();
        this.staleIfErrorMillis = options.staleIfError.toMillis();
        this.refreshAhead = options.refreshAhead;
        this.heldAbove = options.local.isPresent();
    }

    <V> Sight<V> of(Address<K> at, Look<V> look) {
        Entry<V> entry = look.entry();
        if (entry == null) {
            return new Sight<>(look, State.MISS, 0);
        }
        Envelope envelope = entry.envelope();
        if (envelope == null) {
            return new Sight<>(
                    look, State.FRESH, heldAbove ? foreign(List.of(at.value())).get(0) : 0);
        }
        return of(at.value(), look, envelope);
    }

    private <V> Sight<V> of(Key key, Look<V> look, Envelope envelope) {
        if (envelope.freshUntil() == Long.MAX_VALUE) {
            return new Sight<>(look, State.FRESH, Long.MAX_VALUE);
        }
        if (!heldAbove && !envelope.outlives() && refreshAhead == 0) {
            return new Sight<>(look, State.FRESH, 0);
        }
        Bounds now = times.present(key);
        long left = envelope.freshUntil() - now.latest();
        if (left > 0) {
            long leftNanos = TimeUnit.MILLISECONDS.toNanos(left);
            Ahead ahead = Ahead.of(envelope, refreshAhead);
            return new Sight<>(look, isTime(ahead, leftNanos) ? State.AHEAD : State.FRESH, leftNanos, ahead);
        }
        return new Sight<>(look, past(envelope, -left), 0);
    }

    private static boolean isTime(@Nullable Ahead ahead, long leftNanos) {
        return ahead != null
                && ahead.isTime(leftNanos, () -> ThreadLocalRandom.current().nextDouble());
    }

    private State past(Envelope envelope, long byMillis) {
        if (envelope.absent()) {
            return State.MISS;
        }
        return byMillis < staleForMillis ? State.STALE : byMillis < staleIfErrorMillis ? State.OVER : State.MISS;
    }

    /** Many, in one trip more at most. */
    <V> List<Sight<V>> of(List<Address<K>> ats, List<Look<V>> looks) {
        List<Key> unknown = new ArrayList<>();
        for (int i = 0; heldAbove && i < ats.size(); i++) {
            if (isForeign(looks.get(i))) {
                unknown.add(ats.get(i).value());
            }
        }
        List<Long> left = foreign(unknown);
        List<Sight<V>> sights = new ArrayList<>(ats.size());
        int next = 0;
        for (int i = 0; i < ats.size(); i++) {
            Look<V> look = looks.get(i);
            sights.add(
                    heldAbove && isForeign(look)
                            ? new Sight<>(look, State.FRESH, left.get(next++))
                            : of(ats.get(i), look));
        }
        return sights;
    }

    private static boolean isForeign(Look<?> look) {
        Entry<?> entry = look.entry();
        return entry != null && entry.envelope() == null;
    }

    /** How much longer values live of which only Redis knows that, in nanoseconds. */
    private List<Long> foreign(List<Key> keys) {
        List<Long> left = new ArrayList<>(keys.size());
        for (Outcome<Long> outcome :
                redis.executeAll("cache.ttl", keys, (commands, key) -> commands.pttl(key.bytes()))) {
            long millis = outcome.get().orElse(-2L);
            left.add(millis == -1 ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(Math.max(0, millis)));
        }
        return left;
    }
}
