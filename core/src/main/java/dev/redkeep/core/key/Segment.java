package dev.redkeep.core.key;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type of one placeholder of a {@link KeyPattern}: how its values become bytes of a key and are read back.
 * Rendering is injective: two different values never give the same bytes, and what was rendered parses to what it was.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param <T> the Java type of the values
 */
public abstract class Segment<T> {
    private final boolean tagged;

    Segment(boolean tagged) {
        this.tagged = tagged;
    }

    /**
     * A whole number in decimal, without leading zeros or a plus sign.
     *
     * @return the segment
     */
    public static Segment<Long> number() {
        return new NumberSegment(false);
    }

    /**
     * Any text that is not blank, of at most 1,024 UTF-16 units unless {@link TextSegment#max(int)} says otherwise.
     * Ordinary text stays byte for byte; a character that would step out of the segment is percent-escaped.
     *
     * @return the segment
     */
    public static TextSegment text() {
        return TextSegment.plain();
    }

    /**
     * A credential: text as {@link #text()} takes it, of at most 8,192 UTF-16 units, that makes its pattern
     * {@link Sensitivity#SECRET} and is replaced by its SHA-256 in the {@linkplain KeyLayout#HARDENED hardened} layout.
     *
     * @return the segment
     */
    public static TextSegment secret() {
        return TextSegment.credential();
    }

    /**
     * A constant of an enum, written as its name in lower case.
     *
     * @param <E> the enum
     * @param type the enum's class; its lower-case names must differ and consist of letters, digits and underscores
     * @return the segment
     * @throws IllegalArgumentException if two constants have the same lower-case name
     */
    public static <E extends Enum<E>> Segment<E> oneOf(Class<E> type) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            if (words.put(constant.name().toLowerCase(Locale.ROOT), constant) != null) {
                throw new IllegalArgumentException(type.getSimpleName() + " has two names that differ in case only");
            }
        }
        return new WordSegment<>(words, false);
    }

    /**
     * One of some words.
     *
     * @param words the words; they consist of ASCII letters, digits, underscores, dots and hyphens
     * @return the segment
     * @throws IllegalArgumentException if there are no words, two are equal, or one has another character
     */
    public static Segment<String> oneOf(String... words) {
        Map<String, String> map = new LinkedHashMap<>();
        Arrays.stream(words).forEach(word -> map.put(word, word));
        if (map.size() != words.length) {
            throw new IllegalArgumentException("words must differ");
        }
        return new WordSegment<>(map, false);
    }

    /**
     * A day, written {@code yyyy-MM-dd}, from year 0 to 9999.
     *
     * @return the segment
     */
    public static Segment<LocalDate> date() {
        return new DateSegment(false);
    }

    /**
     * A moment, written as Unix seconds. A moment with a fraction of a second is refused, since it would not come back
     * as it was: use {@code truncatedTo(ChronoUnit.SECONDS)}.
     *
     * @return the segment
     */
    public static Segment<Instant> epochSeconds() {
        return new InstantSegment(false);
    }

    /**
     * This segment as the Redis Cluster hash tag of its pattern: in the {@linkplain KeyLayout#HARDENED hardened} layout
     * it stands in braces, and all keys with the same value here share a slot.
     *
     * @return a tagged copy
     */
    public abstract Segment<T> hashTag();

    final boolean tagged() {
        return tagged;
    }

    /** Whether every value's bytes are its plain text, or its digest, so that others may put them together. */
    boolean standsAsItIs(Place place) {
        return place.takesRest();
    }

    /** Whether the values are credentials. */
    boolean credentials() {
        return false;
    }

    /** This segment in the hardened layout. */
    Segment<T> hardened() {
        return this;
    }

    /** Refuses, when the pattern is built, a place where values could not be read back. */
    void checkPlace(Place place) {}

    /** How many bytes a value takes; refuses a value that is out of bounds, before anything is rendered. */
    abstract int size(T value, Place place);

    /** Writes a value of {@code size} bytes at {@code at} and returns the position behind it. */
    abstract int write(T value, int size, byte[] into, int at, Place place);

    /** Reads {@code key[from, to)} back, or null if no value renders to just these bytes. */
    abstract @Nullable T read(byte[] key, int from, int to, Place place);

    /** Adds the bytes that values can have to an automaton. */
    abstract int describe(KeyLanguage language, int from, Place place);
}
