package dev.redkeep.core.client;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What became of one command of several that were sent together: a value, nothing (Redis answered nil), or a failure of
 * its own. Immutable.
 *
 * @param <T> the value's type
 */
public final class Outcome<T> {
    private final @Nullable T value;
    private final @Nullable RuntimeException failure;

    private Outcome(@Nullable T value, @Nullable RuntimeException failure) {
        this.value = value;
        this.failure = failure;
    }

    static <T> Outcome<T> of(@Nullable T value) {
        return new Outcome<>(value, null);
    }

    static <T> Outcome<T> failed(RuntimeException failure) {
        return new Outcome<>(null, failure);
    }

    /**
     * The value.
     *
     * @return the value; empty if Redis answered nil
     * @throws RuntimeException the failure, if the command failed
     */
    public Optional<T> get() {
        if (failure != null) {
            throw failure;
        }
        return Optional.ofNullable(value);
    }

    /**
     * What went wrong.
     *
     * @return the failure, a {@link RedisException} unless {@link #map} met another; empty if there was none
     */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * Turns the value into another, such as bytes into what a codec reads in them. What the function throws becomes the
     * outcome's failure, so that one unreadable value spoils no other.
     *
     * @param <U> the other type
     * @param function applied to a value; not to nil, and not to a failure
     * @return the outcome with the other value
     */
    public <U> Outcome<U> map(Function<? super T, ? extends U> function) {
        if (failure != null || value == null) {
            return new Outcome<>(null, failure);
        }
        try {
            return of(function.apply(value));
        } catch (RuntimeException thrown) {
            return failed(thrown);
        }
    }

    /** Translates a failure. */
    Outcome<T> mapFailure(UnaryOperator<RuntimeException> translation) {
        return failure == null ? this : failed(translation.apply(failure));
    }

    /**
     * The kind of outcome, without the value.
     *
     * @return {@code value}, {@code nil} or the failure
     */
    @Override
    public String toString() {
        return failure != null ? failure.toString() : value != null ? "value" : "nil";
    }
}
