package dev.redkeep.core.ttl;

import java.time.Duration;
import java.util.Optional;

/**
 * No expiry, for a stated reason. Made by {@link TtlPolicy#persistent}.
 *
 * @param reason why the key never expires, one line, trimmed, never blank
 */
public record Persistent(String reason) implements TtlPolicy {

    /**
     * Checks and trims the reason.
     *
     * @param reason why the key never expires
     * @throws IllegalArgumentException if {@code reason} is blank or holds control characters
     */
    public Persistent {
        reason = TtlBounds.checkWords("reason", reason);
    }

    @Override
    public Optional<Duration> longest() {
        return Optional.empty();
    }

    @Override
    public String describe() {
        return "none: " + reason;
    }
}
