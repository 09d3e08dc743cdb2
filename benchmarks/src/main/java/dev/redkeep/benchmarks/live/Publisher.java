package dev.redkeep.benchmarks.live;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.util.JedisURIHelper;

/** Publishes for whoever is measured, in the same way: over one connection, without answers. Of one thread. */
final class Publisher implements AutoCloseable {
    private static final int SIZE = 100;
    /** It looks so often whether there is room for more. */
    private static final long LOOK_NANOS = 20_000;

    private static final long FOREVER = Duration.ofSeconds(20).toNanos();

    private final Wire wire;
    private final int window;
    private final byte[] message = new byte[SIZE];

    /** A connection whose writer decides when it is sent. */
    private static final class Wire extends Connection {
        Wire(URI server) {
            super(
                    JedisURIHelper.getHostAndPort(server),
                    DefaultJedisClientConfig.builder()
                            .user(JedisURIHelper.getUser(server))
                            .password(JedisURIHelper.getPassword(server))
                            .timeoutMillis((int) Listeners.PATIENCE.toMillis())
                            .build());
        }

        void send() {
            flush();
        }
    }

    /**
     * Connects.
     *
     * @param window so many messages at most are on their way to some handler
     */
    Publisher(URI server, int window) {
        this.wire = new Wire(server);
        this.window = window;
        wire.sendCommand(Command.CLIENT, "REPLY", "OFF");
    }

    /**
     * As fast as the handlers take them; until a moment, or until nothing moves for long.
     *
     * @param total how many messages each handler will have been told, ever, by what was published before
     * @return the same, with what was published now
     */
    long flood(Listening listening, long total, long until) {
        byte[] channel = listening.channel().bytes();
        long published = total;
        long heard = listening.heardByAll();
        long moved = System.nanoTime();
        while (System.nanoTime() - until < 0 && System.nanoTime() - moved < FOREVER) {
            long room = window - (published - heard);
            if (room >= window / 4) {
                for (long i = 0; i < room; i++) {
                    put(channel);
                }
                wire.send();
                published += room;
            } else {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            long now = listening.heardByAll();
            if (now != heard) {
                heard = now;
                moved = System.nanoTime();
            }
        }
        return published;
    }

    /** One after the other, so many a second, until a moment; else as {@link #flood}. */
    long trickle(Listening listening, long total, int perSecond, long until) {
        byte[] channel = listening.channel().bytes();
        long published = 0;
        long start = System.nanoTime();
        while (System.nanoTime() - until < 0) {
            long early = start + published * 1_000_000_000L / perSecond - System.nanoTime();
            if (early > 0) {
                LockSupport.parkNanos(early);
            } else {
                put(channel);
                wire.send();
                published++;
            }
        }
        return total + published;
    }

    private void put(byte[] channel) {
        ByteBuffer.wrap(message).putLong(System.nanoTime());
        wire.sendCommand(Command.PUBLISH, channel, message);
    }

    /** Waits until each handler was told so many, ever, or for long. */
    static void await(Listening listening, long total) {
        long until = System.nanoTime() + FOREVER;
        while (listening.heardByAll() < total && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
