package dev.redkeep.core.key;

/** How a pattern's segments become bytes. */
public enum KeyLayout {
    /** Byte for byte as the schema documents it, so that services in other languages share the data. */
    DOCUMENTED,
    /**
     * The {@linkplain Segment#hashTag() tagged} segment in braces, so that an entity's keys share one slot of a Redis
     * Cluster, and every {@linkplain Segment#secret() secret} segment as its SHA-256, so that no credential shows in
     * {@code MONITOR}, {@code SLOWLOG} or a dump.
     */
    HARDENED
}
