package dev.redkeep.cache.writebehind;

import java.time.Instant;
import java.util.Optional;

/**
 * A change that failed so often that it was set aside.
 *
 * @param <K> the type of the keys
 * @param key the key; empty if the codec can't read it
 * @param id names the key to {@link WriteBehind#retryPoisoned} and {@link WriteBehind#dropPoisoned}: its bytes in base64url
 * @param version the version of the change; 0 if what is stored can't be read
 * @param tries how often it failed, from 1
 * @param since when it was set aside, by the server's clock
 * @param reason the class of what it failed with last, such as {@code java.sql.SQLDataException}; or {@link #CLAIM_ENDED}
 */
public record Poisoned<K>(Optional<K> key, String id, long version, int tries, Instant since, String reason) {
    /** Who had the change did not say in time what became of it: its process died, or took too long. */
    public static final String CLAIM_ENDED = "claim-ended";

    /**
     * All but the key, which can be personal.
     *
     * @return such as {@code Poisoned[version=1763798400000000, tries=16, since=…, reason=java.sql.SQLDataException]}
     */
    @Override
    public String toString() {
        return "Poisoned[version=" + version + ", tries=" + tries + ", since=" + since + ", reason=" + reason + "]";
    }
}
