package dev.redkeep.benchmarks.contender;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** One operation that several clients know how to do. */
public enum Row {
    GET("one value of 16 bytes, of 1,000 keys"),
    GET_1K("one value of 1 kB, of 1,000 keys"),
    SCRIPT("a token bucket by EVALSHA, of 10,000 keys"),
    RATE_LIMIT("one permit, of 10,000 clients with 1,000 a second each: all are granted"),
    RATE_LIMIT_HOT("one permit, all threads for one client with 1,000,000 a second: all are granted"),
    SESSION_TOUCH("find a session, note its use, put its end off; of 1,000"),
    SESSION_TOUCH_HARDENED("as session-touch, ours in the hardened layout"),
    SESSION_TOUCH_TRACKEEP("as session-touch, a session being JSON that is found by its id alone"),
    SESSION_CREATE("create a session and enter it into its user's index; of 10,000 users"),
    SESSION_CREATE_HARDENED("as session-create, ours in the hardened layout"),
    REFRESH_ROTATE("use a refresh token up for its successor; of 10,000"),
    CACHE_LOCAL("a cached value that is in this process' memory, of 1,000 of 1 kB; raw is Caffeine alone"),
    CACHE_HIT("a cached record of 1 kB of JSON, of 1,000 in Redis; raw is GET and Jackson"),
    CACHE_ALL("100 such records; raw is 100 times GET and Jackson"),
    CACHE_HIT_ONE_KEY("as cache-hit, ours not clearable, so that a hit reads one key"),
    CACHE_ALL_ONE_KEY("as cache-all, ours not clearable"),
    BOARD_SUBMIT(
            "set a score on a board of 100,000, and tell the rank; ours tells the old ones too. Redisson takes two calls"),
    BOARD_RANK("rank and score of a member of a board of 100,000; ours tells the total too. Redisson takes two calls"),
    LAYERS("one small value through our door, beside the very client it is wrapped around"),
    CLUSTER_GET("one value of 16 bytes, of 1,000 keys on a Cluster of three primaries");

    private final String about;

    Row(String about) {
        this.about = about;
    }

    /** As the command line and the report call it: {@code session-touch}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String about() {
        return about;
    }

    /** Whether what it writes piles up, so that the server is emptied before each slice. */
    public boolean growing() {
        return this == SESSION_CREATE || this == SESSION_CREATE_HARDENED;
    }

    /** Whether a quick run has it without being asked; so that it stays one. */
    public boolean quick() {
        return switch (this) {
            case SESSION_TOUCH_HARDENED,
                    SESSION_TOUCH_TRACKEEP,
                    SESSION_CREATE_HARDENED,
                    REFRESH_ROTATE,
                    CACHE_LOCAL,
                    CACHE_HIT,
                    CACHE_ALL,
                    CACHE_HIT_ONE_KEY,
                    CACHE_ALL_ONE_KEY,
                    BOARD_SUBMIT,
                    BOARD_RANK -> false;
            default -> true;
        };
    }

    /** Whether it is measured on a Cluster, and not on one server. */
    public boolean clustered() {
        return this == CLUSTER_GET;
    }

    public static Optional<Row> labelled(String label) {
        return Stream.of(values()).filter(row -> row.label().equals(label)).findFirst();
    }
}
