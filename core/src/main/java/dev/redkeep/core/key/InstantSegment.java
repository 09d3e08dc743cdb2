package dev.redkeep.core.key;

import dev.redkeep.core.text.Decimal;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A moment as Unix seconds. */
final class InstantSegment extends Segment<Instant> {
    InstantSegment(boolean tagged) {
        super(tagged);
    }

    @Override
    public Segment<Instant> hashTag() {
        return new InstantSegment(true);
    }

    @Override
    void checkPlace(Place place) {
        new NumberSegment(false).checkPlace(place);
    }

    @Override
    int size(Instant value, Place place) {
        Instant moment = place.present(value);
        if (moment.getNano() != 0) {
            throw place.refuse("must be a whole second: truncate it");
        }
        return Decimal.size(moment.getEpochSecond());
    }

    @Override
    int write(Instant value, int size, byte[] into, int at, Place place) {
        return Decimal.write(value.getEpochSecond(), size, into, at);
    }

    @Override
    @Nullable
    Instant read(byte[] key, int from, int to, Place place) {
        Long seconds = Decimal.read(key, from, to);
        try {
            return seconds == null ? null : Instant.ofEpochSecond(seconds);
        } catch (DateTimeException beyondTheCalendar) {
            return null;
        }
    }

    @Override
    int describe(KeyLanguage language, int from, Place place) {
        return NumberSegment.describe(language, from);
    }
}
