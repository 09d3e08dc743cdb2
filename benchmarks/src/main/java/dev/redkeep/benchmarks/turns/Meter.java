package dev.redkeep.benchmarks.turns;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** Reads what was used so far, here and at the server. */
final class Meter {
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final Supplier<String> stats;

    /** Takes what answers with {@code INFO stats}. */
    Meter(Supplier<String> stats) {
        this.stats = stats;
    }

    Usage read() {
        String info = stats.get();
        return new Usage(
                system.getProcessCpuTime(),
                field(info, "total_commands_processed"),
                field(info, "total_reads_processed"));
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
