package dev.redkeep.core.key;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A whole key schema: patterns of which no two can produce the same key. Immutable and safe to share between threads.
 */
public final class KeyCatalog {
    private final List<KeyPattern> patterns;

    private KeyCatalog(List<KeyPattern> patterns) {
        this.patterns = patterns;
    }

    /**
     * Builds a catalogue.
     *
     * @param patterns the patterns, all of them in the layouts that are in use
     * @return the catalogue
     * @throws IllegalArgumentException if two patterns can produce the same key; the message names both, such a key, and
     *     the remedy
     */
    public static KeyCatalog of(Collection<? extends KeyPattern> patterns) {
        List<KeyPattern> all = List.copyOf(patterns);
        List<KeyLanguage> languages =
                all.stream().map(pattern -> pattern.shape.language()).toList();
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                Optional<String> common = languages.get(i).common(languages.get(j));
                if (common.isPresent()) {
                    throw ambiguous(all.get(i), all.get(j), common.get());
                }
            }
        }
        return new KeyCatalog(all);
    }

    /**
     * Builds a catalogue.
     *
     * @param patterns the patterns
     * @return the catalogue
     * @throws IllegalArgumentException as {@link #of(Collection)}
     */
    public static KeyCatalog of(KeyPattern... patterns) {
        return of(Arrays.asList(patterns));
    }

    /** The automata know no calendar and no lengths, so the key that they found may not be one; then it is only alike. */
    private static IllegalArgumentException ambiguous(KeyPattern one, KeyPattern other, String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        boolean real = one.match(bytes).isPresent() && other.match(bytes).isPresent();
        return new IllegalArgumentException("patterns " + one + " and " + other
                + (real ? " both produce the key " : " cannot be told apart in keys like ") + key
                + ": rename one, give its segment a narrower type, or let text().reserving(…) keep the literal apart");
    }

    /**
     * Joins catalogues of several modules.
     *
     * @param other the other catalogue
     * @return a catalogue of both
     * @throws IllegalArgumentException as {@link #of(Collection)}
     */
    public KeyCatalog with(KeyCatalog other) {
        List<KeyPattern> all = new ArrayList<>(patterns);
        all.addAll(other.patterns);
        return of(all);
    }

    /**
     * The patterns in the order in which they were given.
     *
     * @return the patterns
     */
    public List<KeyPattern> patterns() {
        return patterns;
    }

    /**
     * Finds the pattern of a key.
     *
     * @param key the key's bytes
     * @return the only pattern that renders it, with its values; empty if none does
     */
    public Optional<KeyMatch> match(byte[] key) {
        return patterns.stream().flatMap(pattern -> pattern.match(key).stream()).findFirst();
    }

    /**
     * Finds the pattern of a key.
     *
     * @param key the key as text
     * @return as {@link #match(byte[])}
     */
    public Optional<KeyMatch> match(String key) {
        return match(key.getBytes(StandardCharsets.UTF_8));
    }
}
