package dev.redkeep.benchmarks.contender;

import java.util.Optional;

/** A client, connected. */
public interface Contender extends AutoCloseable {
    /** What every other is compared with: Jedis, with its client for whatever it meets. */
    String BASELINE = "raw Jedis";

    String name();

    /** How it does a row; empty if it has no part in it. */
    Optional<Operation> operation(Row row);

    /** Puts there what only this client can read. The server was emptied and seeded before. */
    default void prepare(Row row) throws Exception {}

    @Override
    void close();
}
