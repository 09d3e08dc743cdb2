package dev.redkeep.core.client;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** The feeds of a client, which end with it. */
final class Feeds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFeed.class);
    private static final long NO_LIMIT = Long.MAX_VALUE;

    private final Nodes nodes;
    private final BiFunction<HostAndPort, Long, FeedWire> connector;
    private final Map<Object, Runnable> open = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * None yet.
     *
     * @param connector opens a connection to a node, within some nanoseconds
     */
    Feeds(Nodes nodes, BiFunction<HostAndPort, Long, FeedWire> connector) {
        this.nodes = nodes;
        this.connector = connector;
    }

    /** Finds out how changes can be heard, by a first connection, and begins. */
    KeyFeed follow(KeyFeedOptions options, KeyFeedListener listener, long deadline) {
        if (closed) {
            throw NotSentException.closed();
        }
        FeedSubject subject = new FeedSubject(options);
        boolean tracking = isTracked(subject, options, deadline);
        Feed feed = new Feed(
                tracking, options.heartbeat(), listener, nodes, node -> begun(node, subject, tracking), open::remove);
        open.put(feed, feed::close);
        feed.start();
        if (closed) {
            feed.close();
            throw NotSentException.closed();
        }
        return feed;
    }

    /** Begins to hear messages; nothing is sent before something is subscribed to. */
    MessageHub listen(Duration heartbeat, MessageListener listener) {
        MessageHub hub =
                new MessageHub(heartbeat, listener, nodes, node -> connector.apply(node, NO_LIMIT), open::remove);
        open.put(hub, hub::close);
        if (closed) {
            hub.close();
            throw NotSentException.closed();
        }
        return hub;
    }

    private FeedWire begun(HostAndPort node, FeedSubject subject, boolean tracking) {
        FeedWire wire = connector.apply(node, NO_LIMIT);
        try {
            subject.begin(wire, tracking);
            return wire;
        } catch (RuntimeException refused) {
            wire.end();
            throw refused;
        }
    }

    /** The first node that answers decides for all, since they are set up alike; those that are silent share the time. */
    private boolean isTracked(FeedSubject subject, KeyFeedOptions options, long deadline) {
        Collection<HostAndPort> serving = nodes.addresses();
        RuntimeException last = new JedisConnectionException("no primary is known");
        int left = serving.size();
        for (HostAndPort node : serving) {
            long share = (deadline - System.nanoTime()) / left--;
            try (FeedWire wire = connector.apply(node, share)) {
                return isTracked(wire, subject, options);
            } catch (JedisConnectionException silent) {
                last = silent;
            }
        }
        throw new NotSentException(last);
    }

    private static boolean isTracked(FeedWire wire, FeedSubject subject, KeyFeedOptions options) {
        if (options.mode() != KeyFeedOptions.Mode.MESSAGES) {
            try {
                subject.begin(wire, true);
                LOG.info("Changes of keys are heard from the server (CLIENT TRACKING)");
                return true;
            } catch (JedisDataException refusal) {
                if (options.mode() == KeyFeedOptions.Mode.TRACKING || !lacksTracking(refusal)) {
                    throw isOld(refusal) ? NotSentException.noTracking() : refusal;
                }
                LOG.info(
                        "The server refuses CLIENT TRACKING ({}), so that changes of keys are heard as messages on {}",
                        refusal.getMessage(),
                        options.channel());
            }
        }
        subject.begin(wire, false);
        return false;
    }

    /** Whether that will not pass: no such command, no right to it, no RESP3. */
    private static boolean lacksTracking(JedisDataException refusal) {
        return isOld(refusal) || String.valueOf(refusal.getMessage()).startsWith("NOPERM");
    }

    private static boolean isOld(JedisDataException refusal) {
        String reply = String.valueOf(refusal.getMessage());
        return reply.startsWith("ERR") || reply.startsWith("NOPROTO");
    }

    @Override
    public void close() {
        closed = true;
        open.values().forEach(Runnable::run);
    }
}
