package dev.redkeep.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a server printed, without its secrets.
 *
 * @param file the log
 * @param secrets the texts to hide
 */
record ServerLog(Path file, List<String> secrets) {
    private static final int LINES = 20;

    long size() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** The last lines. */
    String tail() {
        return tailFrom(0);
    }

    /** The last lines, of those from this byte on. */
    String tailFrom(long offset) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int from = (int) Math.min(offset, bytes.length);
            return hide(lastLines(new String(bytes, from, bytes.length - from, UTF_8)), secrets);
        } catch (IOException e) {
            return "(no log)";
        }
    }

    static String lastLines(String text) {
        List<String> lines = text.strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }

    static String hide(String text, List<String> secrets) {
        String hidden = text;
        for (String secret : secrets) {
            hidden = hidden.replace(secret, "***");
        }
        return hidden;
    }

    @Override
    public String toString() {
        return "ServerLog[" + file.getFileName() + "]";
    }
}
