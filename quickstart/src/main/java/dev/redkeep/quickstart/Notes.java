package dev.redkeep.quickstart;

import java.util.ArrayList;
import java.util.List;

/** What a step tells: rows of cells, aligned when they are printed. */
final class Notes {
    private final List<List<String>> rows = new ArrayList<>();

    void add(String... cells) {
        rows.add(List.of(cells));
    }

    /** The rows with each column as wide as its widest cell; the last cell of a row is not padded. */
    List<String> aligned() {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size() - 1; i++) {
                if (i == widths.size()) {
                    widths.add(0);
                }
                widths.set(i, Math.max(widths.get(i), row.get(i).length()));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i));
            if (i < row.size() - 1) {
                line.append(" ".repeat(widths.get(i) - row.get(i).length() + 2));
            }
        }
        return line.toString();
    }
}
