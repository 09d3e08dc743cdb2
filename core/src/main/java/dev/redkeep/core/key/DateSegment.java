package dev.redkeep.core.key;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A day as {@code yyyy-MM-dd}. */
final class DateSegment extends Segment<LocalDate> {
    private static final String SHAPE = "dddd-dd-dd";

    DateSegment(boolean tagged) {
        super(tagged);
    }

    @Override
    public Segment<LocalDate> hashTag() {
        return new DateSegment(true);
    }

    @Override
    void checkPlace(Place place) {
        if (place.stop() == '-' || (place.stop() >= '0' && place.stop() <= '9')) {
            throw place.refuse("is a day and must not be followed by a digit or a hyphen");
        }
    }

    @Override
    int size(LocalDate value, Place place) {
        if (place.present(value).getYear() < 0 || value.getYear() > 9999) {
            throw place.refuse("must be in the years 0 to 9999");
        }
        return SHAPE.length();
    }

    @Override
    int write(LocalDate value, int size, byte[] into, int at, Place place) {
        int position = digits(value.getYear(), 4, into, at);
        into[position++] = '-';
        position = digits(value.getMonthValue(), 2, into, position);
        into[position++] = '-';
        return digits(value.getDayOfMonth(), 2, into, position);
    }

    private static int digits(int value, int count, byte[] into, int at) {
        int rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            into[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + count;
    }

    @Override
    @Nullable
    LocalDate read(byte[] key, int from, int to, Place place) {
        if (to - from != SHAPE.length()) {
            return null;
        }
        try {
            return LocalDate.parse(new String(key, from, to - from, StandardCharsets.ISO_8859_1));
        } catch (DateTimeException noDay) {
            return null;
        }
    }

    @Override
    int describe(KeyLanguage language, int from, Place place) {
        int at = from;
        for (int i = 0; i < SHAPE.length(); i++) {
            char c = SHAPE.charAt(i);
            int next = language.state();
            if (c == 'd') {
                language.range(at, '0', '9', next);
            } else {
                language.step(at, c, next);
            }
            at = next;
        }
        return at;
    }
}
