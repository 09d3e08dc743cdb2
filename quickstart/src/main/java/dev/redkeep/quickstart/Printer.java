package dev.redkeep.quickstart;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Writes for a person: with rules and a little colour on a terminal, in plain ASCII elsewhere. */
final class Printer {
    private static final int WIDTH = 78;

    private final PrintStream out;
    private final boolean terminal;

    private Printer(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    static Printer plain(PrintStream out) {
        return new Printer(out, false);
    }

    /** For this process' output. {@code NO_COLOR} (no-color.org) makes it plain on a terminal too. */
    @SuppressWarnings("SystemConsoleNull") // it is null without a terminal: see jdk.console in the pom
    static Printer standard() {
        boolean terminal = System.console() != null && System.getenv("NO_COLOR") == null;
        PrintStream utf8 = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        return new Printer(utf8, terminal);
    }

    void title(String text) {
        out.println();
        out.println(styled("1", text));
    }

    void line(String text) {
        out.println(text);
    }

    void step(int number, String title, Notes notes, Duration took) {
        String time = millis(took);
        String head = number + "  " + title + " ";
        int rule = Math.max(3, WIDTH - head.length() - time.length() - 1);
        out.println();
        out.println(styled("1", head) + styled("2", (terminal ? "─" : "-").repeat(rule) + " " + time));
        notes.aligned().forEach(row -> out.println("   " + row));
    }

    private String styled(String code, String text) {
        return terminal ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
    }
}
