package dev.redkeep.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Bars of the ratios, a group for each row and load, with a line where raw Jedis is. An SVG that needs nothing else. */
final class Chart {
    private static final Set<String> CHARTED = Set.of("8", "64");
    private static final int LEFT = 170;
    private static final int WIDTH = 560;
    private static final int BAR = 16;

    private final StringBuilder body = new StringBuilder();
    private final double scale;
    private int y = 34;

    private Chart(double widest) {
        this.scale = WIDTH / Math.max(1.2, widest);
    }

    /** Draws 8 and 64 threads, or whatever there is if neither was measured. */
    static String of(List<Cell> cells) {
        List<Cell> usual =
                cells.stream().filter(cell -> CHARTED.contains(cell.threads())).toList();
        List<Bar> bars = bars(usual.isEmpty() ? cells : usual);
        Chart chart = new Chart(bars.stream().mapToDouble(Bar::ratio).max().orElse(1));
        String group = "";
        for (Bar bar : bars) {
            if (!bar.group().equals(group)) {
                group = bar.group();
                chart.title(group);
            }
            chart.bar(bar);
        }
        return chart.finished();
    }

    private record Bar(String group, String client, double ratio) {}

    private static List<Bar> bars(List<Cell> cells) {
        List<Bar> bars = new ArrayList<>();
        for (Cell cell : cells) {
            Spread ratio = cell.ratio();
            if (ratio != null) {
                bars.add(new Bar(cell.row() + ", " + cell.threads() + " threads", cell.contender(), ratio.median()));
            }
        }
        return bars;
    }

    private void title(String text) {
        y += 12;
        add("<text x='8' y='%d' font-weight='bold'>%s</text>", y + 12, escaped(text));
        y += 20;
    }

    private void bar(Bar bar) {
        double length = bar.ratio() * scale;
        String colour = bar.client().startsWith("ours") ? "#c2410c" : "#94a3b8";
        add("<text x='%d' y='%d' text-anchor='end'>%s</text>", LEFT - 8, y + 12, escaped(bar.client()));
        add("<rect x='%d' y='%d' width='%.1f' height='%d' fill='%s'/>", LEFT, y + 1, length, BAR - 3, colour);
        add("<text x='%.1f' y='%d'>%.2f</text>", LEFT + length + 5, y + 12, bar.ratio());
        y += BAR;
    }

    private String finished() {
        int height = y + 12;
        double one = LEFT + scale;
        add("<line x1='%.1f' x2='%.1f' y1='30' y2='%d' stroke='#334155' stroke-dasharray='3 3'/>", one, one, y);
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='12'>%n",
                        LEFT + WIDTH + 60,
                        height)
                + "<rect width='100%' height='100%' fill='white'/>\n"
                + "<text x='8' y='20' font-size='14'>Operations a second, as a ratio to raw Jedis (dashed)</text>\n"
                + body
                + "</svg>\n";
    }

    private void add(String format, Object... values) {
        body.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.chars()
                .mapToObj(c -> c == '<' ? "&lt;" : c == '&' ? "&amp;" : Character.toString(c))
                .collect(Collectors.joining());
    }
}
