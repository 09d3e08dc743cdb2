package dev.redkeep.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of text as a Markdown table whose columns line up, so that it reads well in a terminal too. */
final class Table {
    private final List<List<String>> lines = new ArrayList<>();

    private Table(String... header) {
        lines.add(List.of(header));
    }

    static String of(int leftColumns, List<String> header, List<List<String>> lines) {
        Table table = new Table(header.toArray(String[]::new));
        table.lines.addAll(lines);
        return table.text(leftColumns);
    }

    static String of(List<Cell> cells) {
        Table table = new Table(
                "row",
                "client",
                "threads",
                "ops/s",
                "ratio",
                "quartiles",
                "p50 µs",
                "p99 µs",
                "CPU µs",
                "commands",
                "round trips",
                "reads");
        for (Cell cell : cells) {
            Spread ratio = cell.ratio();
            Spread perSecond = cell.perSecond();
            String reached = cell.failure() == null
                    ? number("%,.0f", perSecond == null ? null : perSecond.median())
                    : cell.failure();
            table.lines.add(List.of(
                    cell.row(),
                    cell.contender(),
                    cell.threads(),
                    reached,
                    number("%.2f", ratio == null ? null : ratio.median()),
                    quartiles("%.2f", ratio),
                    number("%,.0f", cell.p50Micros()),
                    number("%,.0f", cell.p99Micros()),
                    number("%.1f", cell.cpuMicros()),
                    number("%.1f", cell.commands()),
                    number("%.1f", cell.roundTrips()),
                    number("%.2f", cell.reads())));
        }
        return table.text(3);
    }

    static String ofMicro(List<Micro> results) {
        Table table = new Table("without a server", "ns/op", "quartiles", "bytes/op");
        for (Micro micro : results) {
            Spread nanos = micro.nanos();
            table.lines.add(List.of(
                    micro.name(),
                    number("%,.1f", nanos == null ? null : nanos.median()),
                    quartiles("%,.1f", nanos),
                    number("%,.0f", micro.bytes())));
        }
        return table.text(1);
    }

    private static String quartiles(String format, @Nullable Spread spread) {
        return spread == null ? "–" : number(format, spread.low()) + "–" + number(format, spread.high());
    }

    private static String number(String format, @Nullable Double value) {
        return value == null || value.isNaN() ? "–" : String.format(Locale.ROOT, format, value);
    }

    /** Text to the left in the first columns, numbers to the right in the others. */
    private String text(int leftColumns) {
        int[] widths = IntStream.range(0, lines.get(0).size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        List<String> ruler = IntStream.range(0, widths.length)
                .mapToObj(column ->
                        "-".repeat(widths[column] - (column < leftColumns ? 0 : 1)) + (column < leftColumns ? "" : ":"))
                .toList();
        return Stream.of(lines.subList(0, 1), List.of(ruler), lines.subList(1, lines.size()))
                .flatMap(List::stream)
                .map(line -> line(line, widths, leftColumns))
                .collect(Collectors.joining());
    }

    private static String line(List<String> cells, int[] widths, int leftColumns) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - cells.get(i).length());
            line.append(' ')
                    .append(i < leftColumns ? cells.get(i) + padding : padding + cells.get(i))
                    .append(" |");
        }
        return line.append('\n').toString();
    }
}
