package dev.redkeep.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What it ran on.
 *
 * @param load how many threads of the whole machine wanted a processor, on average over the minute before the run
 */
public record Machine(String system, String processor, int processors, String java, String server, double load) {
    public static Machine here(String server) {
        return new Machine(
                property("os.name") + " " + property("os.arch"),
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                property("java.vm.name") + " " + property("java.runtime.version"),
                server,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %d processors (%s), load %.1f before the run; %s; Redis %s",
                system,
                processors,
                processor,
                load,
                java,
                server);
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }

    /** The kind of processor, where Linux tells it. */
    private static String processorName() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException notLinux) {
            return "unknown";
        }
    }
}
