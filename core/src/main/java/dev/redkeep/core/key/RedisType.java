package dev.redkeep.core.key;

/** What Redis stores under a key. */
public enum RedisType {
    /** A string: text, JSON, a counter. */
    STRING("string"),
    /** A hash. */
    HASH("hash"),
    /** A set. */
    SET("set"),
    /** A sorted set. */
    SORTED_SET("zset"),
    /** A list. */
    LIST("list"),
    /** A stream. */
    STREAM("stream"),
    /** A pub/sub channel: it has a name in the schema, but nothing is stored. */
    CHANNEL("channel");

    private final String wireName;

    RedisType(String wireName) {
        this.wireName = wireName;
    }

    /**
     * The word that Redis' {@code TYPE} command answers with.
     *
     * @return the word; for {@link #CHANNEL}, which no key has, {@code channel}
     */
    public String wireName() {
        return wireName;
    }
}
