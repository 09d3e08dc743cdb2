package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.Fixture.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern0;
import dev.redkeep.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the tests of feeds share. */
final class FeedFixture {
    static final KeyPattern0 CHANGES = KeyPattern.of("test-changes").channel().owner("test");
    static final KeyFeedOptions OPTIONS =
            KeyFeedOptions.of(List.of(TEXT, Fixture.TAGGED), CHANGES.key()).withHeartbeat(Duration.ofMillis(50));

    private FeedFixture() {}

    /** Remembers what it was told. */
    static final class Heard implements KeyFeedListener {
        private final Map<String, Integer> keys = new ConcurrentHashMap<>();
        private final AtomicInteger alls = new AtomicInteger();
        private final AtomicLong syncs = new AtomicLong();
        private volatile long asOf = System.nanoTime();

        @Override
        public void changed(byte[] key) {
            keys.merge(new String(key, UTF_8), 1, Integer::sum);
        }

        @Override
        public void allChanged() {
            alls.incrementAndGet();
        }

        @Override
        public void inSync(long asOfNanos) {
            if (asOfNanos - asOf <= 0 && syncs.get() > 0) {
                alls.set(Integer.MIN_VALUE / 2); // every test then fails
            }
            asOf = asOfNanos;
            syncs.incrementAndGet();
        }

        boolean heard(Key key) {
            return times(key) > 0;
        }

        int times(Key key) {
            return keys.getOrDefault(key.text(), 0);
        }

        boolean inSyncAfter(long moment) {
            return syncs.get() > 0 && asOf - moment > 0;
        }

        int alls() {
            return alls.get();
        }

        void forget() {
            keys.clear();
        }

        /** Until whatever is done by now has been told. */
        void awaitSync() {
            long now = System.nanoTime();
            await().atMost(GENEROUS).pollInterval(Duration.ofMillis(2)).until(() -> inSyncAfter(now));
        }

        void awaitAll(int before) {
            await().atMost(GENEROUS).pollInterval(Duration.ofMillis(2)).until(() -> alls() > before);
        }
    }

    static String clients(RedisServer server) {
        return new String((byte[]) requireNonNull(Fixture.raw(server, "CLIENT", "LIST")), UTF_8);
    }

    /** Ends connections that hear: flag B for tracking in broadcast, P for a subscription. How many, is told. */
    static int killFeeds(RedisServer server) {
        int killed = 0;
        for (String line : clients(server).split("\n", -1)) {
            String flags = line.replaceFirst("(?s).* flags=(\\S*).*", "$1");
            if (flags.contains("B") || flags.contains("P")) {
                Fixture.raw(server, "CLIENT", "KILL", "ID", line.replaceFirst("(?s)id=([0-9]+).*", "$1"));
                killed++;
            }
        }
        return killed;
    }

    /** Counts the feeds' threads from now on. */
    static NewThreads threads() {
        return new NewThreads("redkeep-feed");
    }

    /** A close waits for them, but not for long. */
    static void awaitThreads(NewThreads threads, int count) {
        await().atMost(GENEROUS).until(() -> threads.count() == count);
    }
}
