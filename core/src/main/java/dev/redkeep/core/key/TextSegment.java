package dev.redkeep.core.key;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Any text that is not blank. Immutable. See {@link Segment#text()} and {@link Segment#secret()}. */
public final class TextSegment extends Segment<String> {
    private final int max;
    private final boolean credential;
    private final Set<String> reserved;

    private TextSegment(boolean tagged, int max, boolean credential, Set<String> reserved) {
        super(tagged);
        this.max = max;
        this.credential = credential;
        this.reserved = reserved;
    }

    static TextSegment plain() {
        return new TextSegment(false, 1_024, false, Set.of());
    }

    static TextSegment credential() {
        return new TextSegment(false, 8_192, true, Set.of());
    }

    /**
     * Sets the bound on the length.
     *
     * @param units the most UTF-16 units that a value may have, from 1 to 65,536
     * @return a copy with that bound
     * @throws IllegalArgumentException if the bound is out of range
     */
    public TextSegment max(int units) {
        if (units < 1 || units > 65_536) {
            throw new IllegalArgumentException("units must be 1 to 65536");
        }
        return new TextSegment(tagged(), units, credential, reserved);
    }

    /**
     * Keeps values apart from the literals of sibling patterns: where {@code user:all} is a key of its own, the name
     * {@code all} in {@code user:{name}} is written {@code user:%61ll}.
     *
     * @param words what siblings have in this place, in ASCII; a word that ends in a colon stands for all text that
     *     begins with it
     * @return a copy that keeps those words apart
     * @throws IllegalArgumentException if a word is empty or not ASCII
     */
    public TextSegment reserving(String... words) {
        Set<String> all = new TreeSet<>(reserved);
        for (String word : words) {
            if (word.isEmpty() || !word.chars().allMatch(c -> c < 0x80)) {
                throw new IllegalArgumentException("words must be ASCII and not empty");
            }
            all.add(word);
        }
        return new TextSegment(tagged(), max, credential, all);
    }

    @Override
    public TextSegment hashTag() {
        return new TextSegment(true, max, credential, reserved);
    }

    @Override
    boolean standsAsItIs(Place place) {
        return place.takesRest() && reserved.isEmpty();
    }

    @Override
    void checkPlace(Place place) {
        if (!place.takesRest() && Character.isLetterOrDigit(place.stop())) {
            throw place.refuse("is text and must not be followed by a letter or digit, which would be escaped in it");
        }
    }

    @Override
    boolean credentials() {
        return credential;
    }

    @Override
    Segment<String> hardened() {
        return credential ? new DigestSegment(this, tagged()) : this;
    }

    @Override
    int size(String value, Place place) {
        check(value, place);
        if (!reserved.isEmpty() && escapesFirst(value, place)) {
            return EscapedText.size(value, place, true);
        }
        if (!isPlain(value, place)) {
            return EscapedText.size(value, place, false);
        }
        return value.length();
    }

    /** Whether the text is ASCII that stands as it is. Where nothing is escaped, one pass without a branch tells. */
    private static boolean isPlain(String value, Place place) {
        int bits = 0;
        for (int i = 0; i < value.length(); i++) {
            bits |= value.charAt(i);
        }
        if (bits >= 0x80 || place.takesRest()) {
            return bits < 0x80;
        }
        for (int i = 0; i < value.length(); i++) {
            if (place.escapes(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    void check(String value, Place place) {
        if (place.present(value).length() > max) {
            throw place.refuse("must have at most " + max + " characters, not " + value.length());
        }
        if (value.isBlank()) {
            throw place.refuse("must not be blank");
        }
    }

    /** Every longer form takes more bytes than the value has characters, so equal sizes mean plain ASCII. */
    @Override
    @SuppressWarnings("deprecation") // the one way to copy ASCII without a second array
    int write(String value, int size, byte[] into, int at, Place place) {
        if (size == value.length()) {
            value.getBytes(0, size, into, at);
            return at + size;
        }
        boolean first = !reserved.isEmpty() && escapesFirst(value, place);
        return EscapedText.write(value, into, at, place, first);
    }

    /** A reserved word, and in the last segment what could be taken for an escaped one. */
    private boolean escapesFirst(String value, Place place) {
        for (String word : reserved) {
            if (word.endsWith(":") ? value.startsWith(word) : value.equals(word)) {
                return true;
            }
        }
        return place.takesRest() && value.startsWith("%");
    }

    @Override
    @Nullable
    String read(byte[] key, int from, int to, Place place) {
        String value = EscapedText.read(key, from, to, place, !reserved.isEmpty());
        if (value == null || value.isBlank() || value.length() > max) {
            return null;
        }
        byte[] again = new byte[size(value, place)];
        write(value, again.length, again, 0, place);
        return Arrays.equals(again, 0, again.length, key, from, to) ? value : null;
    }

    @Override
    int describe(KeyLanguage language, int from, Place place) {
        int end = language.state();
        int rest = language.state();
        language.allowed(rest, b -> fits(b, place), rest);
        language.join(rest, end);
        describeBranch(language, from, "", rest, end, place);
        return end;
    }

    /** What may follow {@code prefix}, which begins some reserved word: each byte leads along a word or away. */
    private void describeBranch(KeyLanguage language, int at, String prefix, int rest, int end, Place place) {
        if (prefix.endsWith(":") && reserved.contains(prefix)) {
            return;
        }
        if (!prefix.isEmpty() && !reserved.contains(prefix)) {
            language.join(at, end);
        }
        Map<Integer, String> branches = new HashMap<>();
        for (String word : reserved) {
            if (word.startsWith(prefix) && word.length() > prefix.length()) {
                branches.put((int) word.charAt(prefix.length()), word.substring(0, prefix.length() + 1));
            }
        }
        language.allowed(at, b -> fits(b, place) && !branches.containsKey(b), rest);
        branches.forEach((symbol, longer) -> {
            if (fits(symbol, place)) {
                int next = language.state();
                language.step(at, symbol, next);
                describeBranch(language, next, longer, rest, end, place);
            }
        });
    }

    private static boolean fits(int b, Place place) {
        return b == '%' || !place.escapes(b);
    }
}
