package dev.redkeep.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a report in each of its forms. */
public final class Reports {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Reports() {}

    /** What was measured, where, and what came out. */
    public static String text(Report report) {
        StringBuilder text = new StringBuilder();
        text.append(facts(report)).append('\n');
        if (!report.micro().isEmpty()) {
            text.append(Table.ofMicro(report.micro())).append('\n');
        }
        return text.append(Table.of(report.cells())).toString();
    }

    /**
     * A Markdown table.
     *
     * @param leftColumns how many begin with text; the others are numbers
     */
    public static String table(int leftColumns, List<String> header, List<List<String>> lines) {
        return Table.of(leftColumns, header, lines);
    }

    /** Where something was measured, and what. */
    public static String facts(Machine machine, Map<String, String> versions) {
        return "Machine: " + machine + ".\n\nVersions: "
                + versions.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "))
                + ".\n";
    }

    private static String facts(Report report) {
        String mode = report.plan().quick() ? "quick: the figures are rough" : "full";
        return "Mode: " + mode + "; " + report.plan().rounds() + " rounds of "
                + report.plan().slice().toMillis() + " ms, begun " + report.time() + ".\n\n"
                + facts(report.machine(), report.versions())
                + (report.leftOut().isEmpty() ? "" : "\nLeft out: " + report.leftOut() + ".\n");
    }

    /** Writes {@code report.json} and {@code ratios.svg}. */
    public static void write(Report report, Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("report.json"), json(report));
        Files.writeString(directory.resolve("ratios.svg"), Chart.of(report.cells()));
    }

    /** Puts the report between the marks of a page, and the chart beside it, named as the page is. */
    public static void page(Report report, Path page) throws IOException {
        String name = String.valueOf(page.getFileName()).replaceFirst("\\.md$", "") + ".svg";
        Files.writeString(page.resolveSibling(name), Chart.of(report.cells()));
        String content = text(report) + "\n![Ratios to raw Jedis](" + name + ")\n";
        Files.writeString(page, Marks.fill(Files.readString(page), content));
    }

    static String json(Report report) throws IOException {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("time", report.time().toString());
        tree.put("machine", report.machine());
        tree.put("versions", report.versions());
        tree.put("leftOut", report.leftOut());
        tree.put("quick", report.plan().quick());
        tree.put("rounds", report.plan().rounds());
        tree.put("sliceMillis", report.plan().slice().toMillis());
        tree.put("micro", report.micro());
        tree.put("cells", report.cells());
        return JSON.writeValueAsString(tree) + "\n";
    }
}
