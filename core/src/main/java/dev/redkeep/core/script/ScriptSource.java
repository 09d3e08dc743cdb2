package dev.redkeep.core.script;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts a script together. A line {@code -- Use: record, index} of {@code lua/create.lua} becomes the functions of these
 * preludes, {@code lua/prelude/record.lua} and its sibling, without their comments; so one file tells an operation, whatever
 * the form in which its data are stored, and has only the functions it calls, since Lua makes each anew in every run.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class ScriptSource {
    private static final String USE = "-- Use: ";

    private final Function<String, @Nullable InputStream> open;
    private final Map<String, List<String>> forms;
    private final Map<String, String> words;

    /**
     * Where scripts come from, and what they are made of.
     *
     * @param open opens a resource by its path below the caller's package, such as {@code lua/create.lua}: pass {@code
     *     X.class::getResourceAsStream} of a class of the same module, since a resource of one module is not visible to another
     * @param forms the preludes that stand for some names: {@code record} for instance is {@code record_hash}. A name that is
     *     not among them stands for itself
     * @param words what stands for a name in braces, anywhere in a script
     */
    public ScriptSource(
            Function<String, @Nullable InputStream> open, Map<String, List<String>> forms, Map<String, String> words) {
        this.open = open;
        this.forms = Map.copyOf(forms);
        this.words = Map.copyOf(words);
    }

    /**
     * A script, for {@link Script#read}.
     *
     * @param script its file's name, without {@code .lua}
     * @return its source with its preludes
     * @throws IllegalArgumentException if the script or a prelude has no resource
     * @throws UncheckedIOException if a resource cannot be read
     */
    public InputStream of(String script) {
        Set<String> used = new HashSet<>();
        String source = lines("lua/" + script + ".lua").stream()
                .flatMap(line -> line.startsWith(USE) ? functions(line.substring(USE.length()), used) : Stream.of(line))
                .collect(Collectors.joining("\n"));
        for (Map.Entry<String, String> word : words.entrySet()) {
            source = source.replace("{" + word.getKey() + "}", word.getValue());
        }
        return new ByteArrayInputStream(source.getBytes(StandardCharsets.UTF_8));
    }

    /** Each prelude comes once, however often it is named. */
    private Stream<String> functions(String names, Set<String> used) {
        return Stream.of(names.split(", ", -1))
                .flatMap(name -> forms.getOrDefault(name, List.of(name)).stream())
                .filter(used::add)
                .flatMap(name -> lines("lua/prelude/" + name + ".lua").stream())
                .filter(line -> !line.isBlank() && !line.startsWith("--"));
    }

    private List<String> lines(String path) {
        try (@Nullable InputStream resource = open.apply(path)) {
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
