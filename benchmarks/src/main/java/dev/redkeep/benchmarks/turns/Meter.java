package dev.redkeep.benchmarks.turns;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Supplier;

/** Reads what was used so far, here and at the servers, without its own questions. */
final class Meter {
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final Supplier<List<String>> stats;
    private long asked;

    /** Takes what answers with the {@code INFO stats} of each server. */
    Meter(Supplier<List<String>> stats) {
        this.stats = stats;
    }

    Usage read() {
        List<String> infos = stats.get();
        Usage usage = new Usage(
                system.getProcessCpuTime(),
                sum(infos, "total_commands_processed") - asked,
                sum(infos, "total_reads_processed") - asked);
        asked += infos.size();
        return usage;
    }

    private static long sum(List<String> infos, String name) {
        return infos.stream().mapToLong(info -> field(info, name)).sum();
    }

    /** A number of {@code INFO}; 0 where the server is too old to have it. */
    static long field(String info, String name) {
        return info.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> Long.parseLong(line.substring(name.length() + 1).strip()))
                .findFirst()
                .orElse(0L);
    }
}
