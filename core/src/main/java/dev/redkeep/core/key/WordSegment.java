package dev.redkeep.core.key;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One of a fixed set of words, each standing for a value. */
final class WordSegment<T> extends Segment<T> {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]+");

    private final Map<String, T> values;
    private final Map<T, byte[]> words = new LinkedHashMap<>();

    WordSegment(Map<String, T> values, boolean tagged) {
        super(tagged);
        this.values = values;
        if (values.isEmpty()) {
            throw new IllegalArgumentException("words must not be empty");
        }
        values.forEach((word, value) -> {
            if (!WORD.matcher(word).matches()) {
                throw new IllegalArgumentException("words must consist of letters, digits, underscores, dots, hyphens");
            }
            if (words.put(value, word.getBytes(StandardCharsets.US_ASCII)) != null) {
                throw new IllegalArgumentException("words must stand for different values");
            }
        });
    }

    @Override
    public Segment<T> hashTag() {
        return new WordSegment<>(values, true);
    }

    @Override
    void checkPlace(Place place) {
        if (values.keySet().stream().anyMatch(word -> word.indexOf(place.stop()) >= 0)) {
            throw place.refuse("has a word with the character that ends the segment");
        }
    }

    @Override
    int size(T value, Place place) {
        return word(value, place).length;
    }

    @Override
    int write(T value, int size, byte[] into, int at, Place place) {
        System.arraycopy(word(value, place), 0, into, at, size);
        return at + size;
    }

    private byte[] word(T value, Place place) {
        byte[] word = words.get(place.present(value));
        if (word == null) {
            throw place.refuse("must be one of " + values.keySet());
        }
        return word;
    }

    @Override
    @Nullable
    T read(byte[] key, int from, int to, Place place) {
        return values.get(new String(key, from, to - from, StandardCharsets.ISO_8859_1));
    }

    @Override
    int describe(KeyLanguage language, int from, Place place) {
        int end = language.state();
        words.values().forEach(word -> language.join(language.literal(from, word), end));
        return end;
    }
}
