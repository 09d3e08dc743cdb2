package dev.redkeep.sessions;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts a script together. A line {@code -- Use: record, index} of it becomes the functions of these preludes, without their
 * comments; so one file tells an operation, whatever the form in which sessions are stored, and has only the functions it
 * calls, since Lua makes each anew in every run.
 */
final class ScriptSource {
    private static final String USE = "-- Use: ";

    private ScriptSource() {}

    /**
     * A script.
     *
     * @param script its file's name
     * @param forms the preludes that stand for some names: {@code record} for instance is {@code record_hash}
     * @param words what stands for a name in braces
     */
    static InputStream of(String script, Map<String, List<String>> forms, Map<String, String> words) {
        Set<String> used = new HashSet<>();
        String source = lines("lua/" + script + ".lua").stream()
                .flatMap(line ->
                        line.startsWith(USE) ? functions(line.substring(USE.length()), forms, used) : Stream.of(line))
                .collect(Collectors.joining("\n"));
        for (Map.Entry<String, String> word : words.entrySet()) {
            source = source.replace("{" + word.getKey() + "}", word.getValue());
        }
        return new ByteArrayInputStream(source.getBytes(StandardCharsets.UTF_8));
    }

    /** Each prelude comes once, however often it is named. */
    private static Stream<String> functions(String names, Map<String, List<String>> forms, Set<String> used) {
        return Stream.of(names.split(", ", -1))
                .flatMap(name -> forms.getOrDefault(name, List.of(name)).stream())
                .filter(used::add)
                .flatMap(name -> lines("lua/prelude/" + name + ".lua").stream())
                .filter(line -> !line.isBlank() && !line.startsWith("--"));
    }

    private static List<String> lines(String path) {
        try (@Nullable InputStream resource = ScriptSource.class.getResourceAsStream(path)) {
            if (resource == null) {
                throw new IllegalArgumentException("script " + path + " has no resource");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("script " + path + " cannot be read", unreadable);
        }
    }
}
