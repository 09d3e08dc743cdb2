package dev.redkeep.benchmarks.caches;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.resps.Slowlog;

/**
 * What a server spends on commands, by its slow log, which takes every command meanwhile: where scripts ran, these alone, for what
 * they run is a part of them. What the server frees beside is not in it.
 */
final class ServerTime implements AutoCloseable {
    private static final String THRESHOLD = "slowlog-log-slower-than";
    private static final String LENGTH = "slowlog-max-len";
    private static final int MOST = 100_000;
    /** Our own questions, and what clients send by themselves. */
    private static final Set<String> BESIDE = Set.of("CONFIG", "SLOWLOG", "PING", "HELLO", "CLIENT");

    private static final Set<String> SCRIPTS = Set.of("EVAL", "EVALSHA");

    private final Jedis control;
    private final String threshold;
    private final String length;

    /**
     * What commands took.
     *
     * @param micros all of them
     * @param longest the longest of them, in microseconds: so long nobody else was served
     * @param commands which they were
     */
    record Spent(long micros, long longest, String commands) {}

    ServerTime(Jedis control) {
        this.control = control;
        this.threshold = requireNonNull(control.configGet(THRESHOLD).get(THRESHOLD));
        this.length = requireNonNull(control.configGet(LENGTH).get(LENGTH));
        control.configSet(LENGTH, Integer.toString(MOST));
    }

    void begin() {
        control.slowlogReset();
        control.configSet(THRESHOLD, "0");
    }

    Spent end() {
        control.configSet(THRESHOLD, "-1");
        List<Slowlog> ran = control.slowlogGet(MOST).stream()
                .filter(one -> !BESIDE.contains(name(one)))
                .toList();
        if (ran.stream().anyMatch(ServerTime::script)) {
            ran = ran.stream().filter(ServerTime::script).toList();
        }
        Map<String, Long> counts =
                ran.stream().collect(Collectors.groupingBy(ServerTime::name, TreeMap::new, Collectors.counting()));
        return new Spent(
                ran.stream().mapToLong(Slowlog::getExecutionTime).sum(),
                ran.stream().mapToLong(Slowlog::getExecutionTime).max().orElse(0),
                counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", ")));
    }

    private static boolean script(Slowlog ran) {
        return SCRIPTS.contains(name(ran));
    }

    private static String name(Slowlog ran) {
        return ran.getArgs().get(0).toUpperCase(Locale.ROOT);
    }

    @Override
    public void close() {
        control.slowlogReset();
        control.configSet(THRESHOLD, threshold);
        control.configSet(LENGTH, length);
    }
}
