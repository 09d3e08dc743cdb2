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
    SESSION_CREATE("create a session and enter it into its user's index; of 10,000 users"),
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
        return this == SESSION_CREATE;
    }

    /** Whether it is measured on a Cluster, and not on one server. */
    public boolean clustered() {
        return this == CLUSTER_GET;
    }

    public static Optional<Row> labelled(String label) {
        return Stream.of(values()).filter(row -> row.label().equals(label)).findFirst();
    }
}
