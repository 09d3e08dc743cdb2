package dev.redkeep.core.key;

import dev.redkeep.core.text.Decimal;
import org.jspecify.annotations.Nullable;

/** A whole number. */
final class NumberSegment extends Segment<Long> {
    NumberSegment(boolean tagged) {
        super(tagged);
    }

    @Override
    public Segment<Long> hashTag() {
        return new NumberSegment(true);
    }

    @Override
    void checkPlace(Place place) {
        if (place.stop() >= '0' && place.stop() <= '9') {
            throw place.refuse("is a number and must not be followed by a digit");
        }
    }

    @Override
    int size(Long value, Place place) {
        return Decimal.size(place.present(value));
    }

    @Override
    int write(Long value, int size, byte[] into, int at, Place place) {
        return Decimal.write(value, size, into, at);
    }

    @Override
    @Nullable
    Long read(byte[] key, int from, int to, Place place) {
        return Decimal.read(key, from, to);
    }

    @Override
    int describe(KeyLanguage language, int from, Place place) {
        return describe(language, from);
    }

    static int describe(KeyLanguage language, int from) {
        int end = language.state();
        int signed = language.state();
        int digits = language.state();
        language.step(from, '0', end);
        language.step(from, '-', signed);
        for (int start : new int[] {from, signed}) {
            language.range(start, '1', '9', digits);
        }
        language.range(digits, '0', '9', digits);
        language.join(digits, end);
        return end;
    }
}
