package dev.redkeep.core.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a {@link PoolOptions}; they are checked when it is built. Not safe for use by many threads. */
public final class PoolOptionsBuilder {
    private int maxConnections = 20;
    private @Nullable Integer minIdle;
    private Duration maxAge = Duration.ofHours(1);
    private Duration maxIdleTime = Duration.ofMinutes(10);
    private Duration maxWait = Duration.ofSeconds(5);

    PoolOptionsBuilder() {}

    /**
     * The most connections at once.
     *
     * @param value 1 or more; 20 by default
     * @return this builder
     */
    public PoolOptionsBuilder maxConnections(int value) {
        maxConnections = value;
        return this;
    }

    /**
     * How many connections are kept ready.
     *
     * @param value 0..{@code maxConnections}; if never set, 5 or {@code maxConnections}, the lesser
     * @return this builder
     */
    public PoolOptionsBuilder minIdle(int value) {
        minIdle = value;
        return this;
    }

    /**
     * When a connection is replaced, however busy.
     *
     * @param value 1 ms..2147483647 ms; 1 h by default
     * @return this builder
     */
    public PoolOptionsBuilder maxAge(Duration value) {
        maxAge = value;
        return this;
    }

    /**
     * When an unused connection is closed.
     *
     * @param value 1 ms..2147483647 ms; 10 min by default
     * @return this builder
     */
    public PoolOptionsBuilder maxIdleTime(Duration value) {
        maxIdleTime = value;
        return this;
    }

    /**
     * The longest wait for a free connection.
     *
     * @param value 1 ms..2147483647 ms; 5 s by default
     * @return this builder
     */
    public PoolOptionsBuilder maxWait(Duration value) {
        maxWait = value;
        return this;
    }

    /**
     * Checks the settings and puts them together.
     *
     * @return the options
     * @throws IllegalArgumentException if a setting is out of bounds
     */
    public PoolOptions build() {
        int ready = minIdle == null ? PoolOptions.minIdleFor(maxConnections) : minIdle;
        return new PoolOptions(maxConnections, ready, maxAge, maxIdleTime, maxWait);
    }
}
