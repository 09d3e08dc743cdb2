package dev.redkeep.core.key;

import dev.redkeep.core.ttl.TtlPolicy;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a pattern says of its keys beside how they are spelled.
 *
 * @param type what Redis stores
 * @param ttl how long; empty for a channel only
 * @param owner the module or service that writes the keys
 * @param sensitivity who may see them
 * @param maxBytes the most bytes that one value may have, as far as the schema bounds it
 * @param replacedBy for a deprecated pattern, which is read but never written: what took its place
 */
public record KeyFacts(
        RedisType type,
        Optional<TtlPolicy> ttl,
        String owner,
        Sensitivity sensitivity,
        OptionalInt maxBytes,
        Optional<String> replacedBy) {
    /**
     * Refuses what makes no sense together.
     *
     * @param type see the record
     * @param ttl see the record
     * @param owner see the record
     * @param sensitivity see the record
     * @param maxBytes see the record
     * @param replacedBy see the record
     * @throws IllegalArgumentException if the owner is blank, the size bound below 1, or the TTL policy missing
     */
    public KeyFacts {
        if (owner.isBlank()) {
            throw new IllegalArgumentException("owner must not be blank");
        }
        if (ttl.isEmpty() != (type == RedisType.CHANNEL)) {
            throw new IllegalArgumentException("ttl must be given for everything but a channel");
        }
        if (maxBytes.isPresent() && maxBytes.getAsInt() < 1) {
            throw new IllegalArgumentException("maxBytes must be at least 1");
        }
    }

    /**
     * Whether the keys are only read, for the sake of older data.
     *
     * @return true for a deprecated pattern
     */
    public boolean deprecated() {
        return replacedBy.isPresent();
    }
}
