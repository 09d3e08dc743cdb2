package dev.redkeep.core.client;

import dev.redkeep.core.observe.ListenerGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisDataException;

/** An open feed of messages: what is wanted, and from which server each is heard. */
final class MessageHub {
    private static final Logger LOG = LoggerFactory.getLogger(MessageFeed.class);
    private static final long PATIENCE = Duration.ofSeconds(2).toNanos();

    private final Function<HostAndPort, FeedWire> connector;
    private final MessageListener listener;
    private final ListenerGuard guard;
    private final Consumer<MessageHub> ended;
    private final Beat beat;
    /** Changed under the lock, read without. */
    private final Map<Channels.Name, Wish> wishes = new ConcurrentHashMap<>();

    private final MessageHomes homes;
    private boolean closed;

    /**
     * Hears nothing yet.
     *
     * @param connector opens a connection on which messages come
     * @param ended is told of the close
     */
    MessageHub(
            Duration heartbeat,
            MessageListener listener,
            Nodes nodes,
            Function<HostAndPort, FeedWire> connector,
            Consumer<MessageHub> ended) {
        this.beat = new Beat(heartbeat.toNanos());
        this.listener = listener;
        this.guard = new ListenerGuard(MessageFeed.class, listener);
        this.homes = new MessageHomes(this, nodes);
        this.connector = connector;
        this.ended = ended;
    }

    MessageHomes homes() {
        return homes;
    }

    Beat beat() {
        return beat;
    }

    FeedWire connect(HostAndPort node) {
        return connector.apply(node);
    }

    /** Returns when it is confirmed; throws what refused it, or that time ran out. */
    void subscribe(Channels channels, long deadline) {
        Wish wish = wished(channels, homes.place(channels.name()));
        try {
            await(wish, deadline);
            given(wish, channels, true);
        } catch (RuntimeException unheard) {
            given(wish, channels, false);
            throw unheard;
        }
    }

    private synchronized Wish wished(Channels channels, Object place) {
        if (closed) {
            throw NotSentException.closed();
        }
        Wish present = wishes.get(channels.name());
        if (present != null) {
            present.awaited(channels);
            return present;
        }
        MessageHome home = homes.at(place);
        Wish wish = new Wish(channels.name());
        wish.awaited(channels);
        wishes.put(channels.name(), wish);
        home.want(wish);
        return wish;
    }

    private void await(Wish wish, long deadline) {
        try {
            heard(wish).get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException refused) {
            throw refused.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(refused);
        } catch (TimeoutException late) {
            Throwable broken = broken(wish);
            throw broken == null ? NotSentException.late() : new NotSentException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw NotSentException.interrupted();
        }
    }

    private synchronized CompletableFuture<@Nullable Void> heard(Wish wish) {
        return wish.heard();
    }

    private synchronized @Nullable Throwable broken(Wish wish) {
        MessageHome home = wish.home;
        return home == null ? null : home.broken();
    }

    /** What nobody was told is heard is wanted no more. */
    private synchronized void given(Wish wish, Channels channels, boolean heardNow) {
        if (wish.given(channels, heardNow)) {
            drop(wish);
        }
    }

    void unsubscribe(Channels channels) {
        CompletableFuture<@Nullable Void> waitedFor;
        synchronized (this) {
            Wish wish = wishes.get(channels.name());
            if (wish == null || !wish.without(channels)) {
                return;
            }
            drop(wish);
            waitedFor = wish.heard();
        }
        waitedFor.completeExceptionally(NotSentException.unsubscribed());
    }

    private void drop(Wish wish) {
        MessageHome home = wish.home;
        if (wishes.remove(wish.name(), wish) && home != null) {
            home.leave(wish);
            homes.closeIfUnused(home);
        }
    }

    /** The server has ended a shard channel, whose slot went elsewhere. */
    synchronized void moved(MessageHome home, Channels.Name name) {
        Wish wish = wishes.get(name);
        if (wish != null && wish.home == home) {
            home.ended(wish);
        }
        homes.refresh();
    }

    /** What there is to tell of a refusal, without the lock. One that will not pass ends what never began. */
    Runnable refused(Wish wish, JedisDataException refusal) {
        String reply = String.valueOf(refusal.getMessage());
        if (reply.startsWith("MOVED") || reply.startsWith("ASK")) {
            homes.refresh();
        }
        boolean passes = !reply.startsWith("NOPERM") && !reply.startsWith("ERR");
        if (!passes && !wish.began()) {
            drop(wish);
            CompletableFuture<@Nullable Void> waitedFor = wish.heard();
            return () -> waitedFor.completeExceptionally(refusal);
        } else if (passes || !wish.refused()) {
            return () -> {};
        }
        return () -> LOG.warn("{} is not heard any more, and is asked for until it is: {}", wish.all(), reply);
    }

    /** What there is to tell of a wish that is heard now, without the lock. */
    Runnable confirmed(Wish wish) {
        Instant now = Instant.now();
        Instant from = wish.confirmed(now);
        CompletableFuture<@Nullable Void> waitedFor = wish.heard();
        return () -> {
            if (from != null) {
                Instant to = now.isBefore(from) ? from : now; // clocks are set back
                wish.all().forEach(channels -> guard.tell(() -> listener.gap(channels, from, to)));
            }
            waitedFor.complete(null);
        };
    }

    void message(MessageHome from, Channels.Name name, byte[] channel, byte[] payload) {
        Wish wish = wishes.get(name);
        if (wish == null || !wish.heardFrom(from)) {
            return;
        }
        boolean shared = wish.all().size() > 1; // each gets bytes of its own
        for (Channels channels : wish.all()) {
            if (channels.mean(channel)) {
                tell(channels, shared ? channel.clone() : channel, shared ? payload.clone() : payload);
            }
        }
    }

    private void tell(Channels channels, byte[] channel, byte[] payload) {
        try {
            listener.message(channels, channel, payload);
        } catch (RuntimeException fault) {
            guard.faulted(fault);
        }
    }

    /** All that one of the servers said by now was told. */
    void drained() {
        try {
            listener.drained();
        } catch (RuntimeException fault) {
            guard.faulted(fault);
        }
    }

    void close() {
        List<CompletableFuture<@Nullable Void>> waitedFor = new ArrayList<>();
        List<FeedEar> ears;
        synchronized (this) {
            closed = true;
            wishes.values().forEach(wish -> waitedFor.add(wish.heard()));
            wishes.clear();
            ears = homes.close();
        }
        ended.accept(this);
        waitedFor.forEach(heard -> heard.completeExceptionally(NotSentException.closed()));
        ears.forEach(FeedEar::close);
        long until = System.nanoTime() + PATIENCE;
        try {
            for (FeedEar ear : ears) {
                ear.join(until);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
