package dev.redkeep.core.client;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.CommandObjects;

/** How commands reach a server. Throws what Jedis throws, and {@link NotSentException} for what was never sent. */
interface Transport extends AutoCloseable {
    /** Builds commands for the protocol that is spoken. */
    CommandObjects commands();

    /** Sends one command and waits for its answer until the deadline, in {@link System#nanoTime()}. */
    <R> R execute(CommandObject<R> command, long deadline);

    /** Sends commands together; the list holds, for each, its outcome with what Jedis threw. */
    <R> List<Outcome<R>> executeAll(List<CommandObject<R>> commands, long deadline);

    /** Sends one command without a thread that waits; where there are no lanes, with one of the common pool. */
    default <R> CompletableFuture<R> executeAsync(CommandObject<R> command, long deadline) {
        return CompletableFuture.supplyAsync(() -> execute(command, deadline));
    }

    /** The pool's figures, unless the pool is not ours. */
    Optional<PoolFigures> pool();

    boolean cluster();

    @Override
    void close();
}
