package dev.redkeep.benchmarks.boards;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What each call costs the server on boards of some sizes; drawn as curves over the logarithm of the size. */
final class Growth {
    private static final int LEFT = 60;
    private static final int TOP = 40;
    private static final int WIDTH = 560;
    private static final int HEIGHT = 240;
    /** Between two lines across, in microseconds, or a multiple of it. */
    private static final int STEP = 10;

    private static final int LINES = 4;
    private static final String[] COLOURS = {"#c2410c", "#0f766e", "#4338ca", "#a16207", "#be185d", "#334155"};

    private final List<Integer> sizes = new ArrayList<>();
    private final Map<String, List<Double>> micros = new LinkedHashMap<>();

    void add(int size, String call, double took) {
        if (sizes.isEmpty() || sizes.get(sizes.size() - 1) != size) {
            sizes.add(size);
        }
        micros.computeIfAbsent(call, first -> new ArrayList<>()).add(took);
    }

    List<String> header() {
        List<String> header = new ArrayList<>(List.of("call, µs at the server"));
        sizes.forEach(size -> header.add(String.format(Locale.ROOT, "%,d", size)));
        return header;
    }

    List<List<String>> lines() {
        List<List<String>> lines = new ArrayList<>();
        micros.forEach((call, times) -> {
            List<String> line = new ArrayList<>(List.of(call));
            for (int i = 0; i < sizes.size(); i++) {
                line.add(i < times.size() ? String.format(Locale.ROOT, "%.1f", times.get(i)) : "");
            }
            lines.add(line);
        });
        return lines;
    }

    String svg() {
        double highest = micros.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        double most = Math.ceil(highest / LINES / STEP) * LINES * STEP;
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < sizes.size(); i++) {
            text(body, x(i), TOP + HEIGHT + 18, "middle", String.format(Locale.ROOT, "%,d", sizes.get(i)));
        }
        for (int i = 0; i <= LINES; i++) {
            double value = most * i / LINES;
            text(body, LEFT - 8, y(value, most) + 4, "end", String.format(Locale.ROOT, "%.0f", value));
            add(
                    body,
                    "<line x1='%1$d' x2='%2$d' y1='%3$.1f' y2='%3$.1f' stroke='#e2e8f0'/>",
                    LEFT,
                    LEFT + WIDTH,
                    y(value, most));
        }
        int curve = 0;
        for (Map.Entry<String, List<Double>> call : micros.entrySet()) {
            String colour = COLOURS[curve % COLOURS.length];
            StringBuilder points = new StringBuilder();
            List<Double> times = call.getValue();
            for (int i = 0; i < times.size(); i++) {
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(i), y(times.get(i), most)));
            }
            add(body, "<polyline points='%s' fill='none' stroke='%s' stroke-width='2'/>", points, colour);
            add(
                    body,
                    "<rect x='%d' y='%d' width='10' height='10' fill='%s'/>",
                    LEFT + WIDTH + 16,
                    TOP + 18 * curve,
                    colour);
            text(body, LEFT + WIDTH + 32, TOP + 18 * curve + 9, "start", call.getKey());
            curve++;
        }
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='12'>%n",
                        LEFT + WIDTH + 230,
                        TOP + HEIGHT + 30)
                + "<rect width='100%' height='100%' fill='white'/>\n"
                + "<text x='8' y='20' font-size='14'>Microseconds at the server, by the members of the board</text>\n"
                + body
                + "</svg>\n";
    }

    private double x(int size) {
        return LEFT + (sizes.size() < 2 ? 0 : (double) WIDTH * size / (sizes.size() - 1));
    }

    private static double y(double value, double most) {
        return TOP + HEIGHT * (1 - value / most);
    }

    private static void text(StringBuilder body, double x, double y, String anchor, String words) {
        add(body, "<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>", x, y, anchor, words);
    }

    private static void add(StringBuilder body, String format, Object... values) {
        body.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
