package dev.redkeep.core.key;

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
        return Decimal.size(value);
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
        return Decimal.describe(language, from);
    }
}
