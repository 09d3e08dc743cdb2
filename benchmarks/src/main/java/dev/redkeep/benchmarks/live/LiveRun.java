package dev.redkeep.benchmarks.live;

import com.sun.management.OperatingSystemMXBean;
import dev.redkeep.benchmarks.report.Reports;
import dev.redkeep.testing.RedisServer;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Messages on one channel to some handlers: how many get there in a second, and how late at a modest rate. */
public final class LiveRun {
    private static final int ROUNDS = 5;
    /** Less than the default queue of ours, so that nobody lets a message go. */
    private static final int WINDOW = 1_000;

    private static final int PER_SECOND = 2_000;

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final Publisher publisher;
    private final Duration turn;

    private LiveRun(Publisher publisher, Duration turn) {
        this.publisher = publisher;
        this.turn = turn;
    }

    /**
     * Measures in turns, and prints a Markdown table.
     *
     * @param seconds how long a turn lasts
     */
    public static void print(RedisServer server, int seconds) throws Exception {
        List<List<String>> lines = new ArrayList<>();
        for (int handlers : new int[] {1, 10}) {
            lines.addAll(
                    measure(server.uri(), List.of(Listeners.values()), handlers, ROUNDS, Duration.ofSeconds(seconds)));
        }
        System.out.print(Reports.table(1, Turns.HEADER, lines));
    }

    /** The lines of the table for some clients with as many handlers each. */
    static List<List<String>> measure(URI server, List<Listeners> clients, int handlers, int rounds, Duration turn)
            throws Exception {
        Map<Listening, List<Turn>> turns = new LinkedHashMap<>();
        try (Publisher publisher = new Publisher(server, WINDOW)) {
            for (Listeners client : clients) {
                turns.put(client.listen(server, handlers), new ArrayList<>());
            }
            LiveRun run = new LiveRun(publisher, turn);
            List<Listening> order = new ArrayList<>(turns.keySet());
            for (int round = -1; round < rounds; round++) { // the first does not count
                Collections.shuffle(order);
                for (Listening listening : order) {
                    Turn measured = run.turn(listening);
                    if (round >= 0) {
                        turns.computeIfAbsent(listening, absent -> new ArrayList<>())
                                .add(measured);
                    }
                }
            }
        } finally {
            turns.keySet().forEach(Listening::close);
        }
        return Turns.lines(turns);
    }

    private Turn turn(Listening listening) {
        long first = listening.delivered();
        long start = listening.heardByAll();
        long total = publisher.flood(listening, start, System.nanoTime() + turn.toNanos() / 10);
        long before = listening.delivered();
        long used = used();
        long begun = System.nanoTime();
        total = publisher.flood(listening, total, begun + turn.toNanos());
        double nanos = System.nanoTime() - begun;
        long delivered = listening.delivered() - before;
        double micros = (used() - used) / 1e3 / delivered;
        Publisher.await(listening, total);

        listening.handlers().forEach(handler -> handler.note(true));
        total = publisher.trickle(listening, total, PER_SECOND, System.nanoTime() + turn.toNanos());
        Publisher.await(listening, total);
        Histogram late = new Histogram(3);
        listening.handlers().forEach(handler -> {
            handler.addTo(late);
            handler.note(false);
        });
        return new Turn(
                delivered / nanos * 1e9,
                micros,
                late.getValueAtPercentile(50) / 1e3,
                late.getValueAtPercentile(99) / 1e3,
                late.getValueAtPercentile(99.9) / 1e3,
                (total - start) * listening.handlers().size() - (listening.delivered() - first));
    }

    /** The processor time of this process without the publisher, which is this thread. */
    private long used() {
        return system.getProcessCpuTime() - ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
