package dev.redkeep.cache.writebehind;

import java.util.Optional;

/**
 * The latest value of a key, to be written; or its deletion.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 * @param key the key
 * @param value the value; empty if the key was deleted
 * @param version grows with every put and deletion of a key, over all processes and restarts, as long as the server's clock is
 *     not set back while Redis loses its data; below 2<sup>53</sup>. About the Unix microseconds of the put
 */
public record Change<K, V>(K key, Optional<V> value, long version) {
    /**
     * The version alone: key and value can be personal.
     *
     * @return such as {@code Change[version=1763798400000000]}
     */
    @Override
    public String toString() {
        return "Change[version=" + version + "]";
    }
}
