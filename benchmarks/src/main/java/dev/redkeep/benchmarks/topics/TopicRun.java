package dev.redkeep.benchmarks.topics;

import dev.redkeep.benchmarks.report.Reports;
import dev.redkeep.testing.RedisServer;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Durable messages from eight publishers to one consumer: how many are handled in a second, and how late at a modest rate. */
public final class TopicRun {
    private static final int ROUNDS = 5;
    private static final int PUBLISHERS = 8;
    /** So many at most are published and not handled. */
    private static final int WINDOW = 10_000;

    private static final int PER_SECOND = 500;
    private static final int SIZE = 100;
    private static final long FOREVER = Duration.ofSeconds(30).toNanos();

    private TopicRun() {}

    /**
     * Measures in turns, and prints a Markdown table. The server is EMPTIED.
     *
     * @param seconds how long a turn lasts
     */
    public static void print(RedisServer server, int seconds) throws Exception {
        System.out.print(
                Reports.table(1, TopicTurns.HEADER, measure(server.uri(), ROUNDS, Duration.ofSeconds(seconds))));
    }

    static List<List<String>> measure(URI server, int rounds, Duration length) throws Exception {
        Map<Client, List<TopicTurn>> turns = new LinkedHashMap<>();
        Clients.on(server).forEach(client -> turns.put(client, new ArrayList<>()));
        try {
            List<Client> order = new ArrayList<>(turns.keySet());
            for (int round = -1; round < rounds; round++) { // the first does not count
                Collections.shuffle(order);
                for (Client client : order) {
                    TopicTurn turn = turn(client, length);
                    if (round >= 0) {
                        turns.computeIfAbsent(client, absent -> new ArrayList<>())
                                .add(turn);
                    }
                }
            }
        } finally {
            turns.keySet().forEach(Client::close);
        }
        return TopicTurns.lines(turns);
    }

    private static TopicTurn turn(Client client, Duration length) throws InterruptedException {
        long before = client.handler().heard();
        long begun = System.nanoTime();
        long published = flood(client, before, begun + length.toNanos());
        double perSecond = (client.handler().heard() - before) * 1e9 / (System.nanoTime() - begun);
        await(client, before + published);
        client.handler().note(true);
        published += trickle(client, System.nanoTime() + length.toNanos());
        await(client, before + published);
        Histogram late = new Histogram(3);
        client.handler().addTo(late);
        client.handler().note(false);
        return new TopicTurn(
                perSecond,
                late.getValueAtPercentile(50) / 1e3,
                late.getValueAtPercentile(99) / 1e3,
                published - (client.handler().heard() - before));
    }

    /** As fast as they are handled. */
    private static long flood(Client client, long before, long until) throws InterruptedException {
        AtomicLong published = new AtomicLong();
        List<Thread> threads = IntStream.range(0, PUBLISHERS)
                .mapToObj(i -> new Thread(() -> {
                    while (System.nanoTime() - until < 0) {
                        if (published.get() - (client.handler().heard() - before) < WINDOW) {
                            published.incrementAndGet();
                            client.publish().accept(message());
                        } else {
                            LockSupport.parkNanos(100_000);
                        }
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        return published.get();
    }

    private static long trickle(Client client, long until) {
        long published = 0;
        long start = System.nanoTime();
        while (System.nanoTime() - until < 0) {
            long early = start + published * 1_000_000_000L / PER_SECOND - System.nanoTime();
            if (early > 0) {
                LockSupport.parkNanos(early);
            } else {
                client.publish().accept(message());
                published++;
            }
        }
        return published;
    }

    private static byte[] message() {
        return ByteBuffer.allocate(SIZE).putLong(System.nanoTime()).array();
    }

    private static void await(Client client, long handled) {
        long until = System.nanoTime() + FOREVER;
        while (client.handler().heard() < handled && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(100_000);
        }
    }
}
