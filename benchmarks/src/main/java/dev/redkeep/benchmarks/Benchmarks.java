package dev.redkeep.benchmarks;

import dev.redkeep.benchmarks.boards.GrowthRun;
import dev.redkeep.benchmarks.caches.ColdRun;
import dev.redkeep.benchmarks.caches.TagRun;
import dev.redkeep.benchmarks.live.LiveRun;
import dev.redkeep.benchmarks.memory.LimitMemory;
import dev.redkeep.benchmarks.memory.SessionMemory;
import dev.redkeep.benchmarks.micro.MicroRun;
import dev.redkeep.benchmarks.report.Machine;
import dev.redkeep.benchmarks.report.Micro;
import dev.redkeep.benchmarks.report.Report;
import dev.redkeep.benchmarks.report.Reports;
import dev.redkeep.benchmarks.topics.TopicRun;
import dev.redkeep.testing.RedisServer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The command: measures Redkeep beside its peers, and reports. Progress goes to the standard error. */
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] args) throws IOException {
        if (args.length > 0 && args[0].equals("jmh")) {
            org.openjdk.jmh.Main.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        try {
            if (args.length > 0 && apart(args[0], args.length > 1 ? args[1] : null)) {
                System.exit(0); // peers leave threads behind
            }
        } catch (Exception failed) {
            failed.printStackTrace();
            System.exit(1);
        }
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        if (options.help()) {
            System.out.print(Options.HELP);
            return;
        }
        try {
            run(options);
        } catch (Exception failed) {
            failed.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    /** Measures what is no row, if that is what was named; with a count of its own, or the one of the documentation. */
    private static boolean apart(String name, @Nullable String count) throws Exception {
        switch (name) {
            case "memory" -> {
                SessionMemory.print();
                System.out.println();
                LimitMemory.print(count == null ? 1_000_000 : Integer.parseInt(count));
            }
            case "cache-tag" -> beside(TagRun::print, count == null ? 100_000 : Integer.parseInt(count));
            case "board-growth" -> beside(GrowthRun::print, count == null ? 10_000_000 : Integer.parseInt(count));
            case "topics" -> beside(TopicRun::print, count == null ? 3 : Integer.parseInt(count));
            case "cache-cold" -> beside(ColdRun::print, count == null ? 1_000 : Integer.parseInt(count));
            case "live" -> beside(LiveRun::print, count == null ? 3 : Integer.parseInt(count));
            default -> {
                return false;
            }
        }
        return true;
    }

    private interface Measurement {
        void print(RedisServer server, int count) throws Exception;
    }

    private static void beside(Measurement measurement, int count) throws Exception {
        try (RedisServer server = RedisServer.start()) {
            System.out.println(Reports.facts(Machine.here(server.version()), versions()));
            measurement.print(server, count);
        }
    }

    private static void run(Options options) throws Exception {
        Instant time = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (RedisServer server = RedisServer.start()) {
            Machine machine = Machine.here(server.version());
            List<Micro> micro = List.of();
            if (options.micro()) {
                tell("without a server");
                micro = MicroRun.run(options.plan().quick());
            }
            Rows rows = new Rows(options);
            rows.measure(server);
            Report report = new Report(time, machine, versions(), rows.leftOut(), options.plan(), micro, rows.cells());
            System.out.print(Reports.text(report));
            Reports.write(report, options.out());
            if (options.page().isPresent()) {
                Reports.page(report, options.page().get());
            }
        }
    }

    private static Map<String, String> versions() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Benchmarks.class.getResourceAsStream("versions.properties")) {
            properties.load(in);
        }
        Map<String, String> versions = new TreeMap<>();
        properties.forEach((name, version) -> versions.put(name.toString(), version.toString()));
        return versions;
    }

    static void tell(String progress) {
        System.err.println(progress);
    }
}
