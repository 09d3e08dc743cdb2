package dev.redkeep.testing;

import dev.redkeep.testing.ServerOptions.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The text of a {@code redis.conf}. A file, not arguments: those are seen by everybody who lists the processes. */
final class ConfigFile {
    private final StringBuilder text = new StringBuilder();

    ConfigFile line(String name, String... values) {
        text.append(name);
        for (String value : values) {
            text.append(' ').append(quote(value));
        }
        text.append('\n');
        return this;
    }

    /** Nothing on disk, then the options, so that they win. */
    ConfigFile options(ServerOptions options) {
        line("save", "").line("appendonly", "no");
        if (!options.password().isEmpty()) {
            line("requirepass", options.password()).line("masterauth", options.password());
        }
        for (Option option : options.options()) {
            line(option.name(), option.values().toArray(new String[0]));
        }
        return this;
    }

    String text() {
        return text.toString();
    }

    private static String quote(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\0' -> quoted.append("\\x00");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** The values that no log may show, as they may stand there: as they are, and quoted. Longest first. */
    static List<String> secrets(ServerOptions options) {
        List<String> secrets = new ArrayList<>();
        Stream.concat(
                        Stream.of(options.password()),
                        options.options().stream()
                                .flatMap(option ->
                                        option.values().stream().filter(value -> isSecret(option.name(), value))))
                .filter(value -> !value.isEmpty())
                .forEach(value -> {
                    secrets.add(value);
                    String quoted = quote(value);
                    secrets.add(quoted.substring(1, quoted.length() - 1));
                });
        secrets.sort((a, b) -> b.length() - a.length());
        return secrets;
    }

    private static boolean isSecret(String name, String value) {
        return name.contains("pass")
                || name.equals("masterauth")
                || (name.equals("user") && (value.startsWith(">") || value.startsWith("#")));
    }
}
