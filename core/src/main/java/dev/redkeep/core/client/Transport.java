package dev.redkeep.core.client;

import java.time.Duration;
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

    /**
     * Sends one command, and lets the caller go on. What follows the answer runs among the {@link Followers}.
     *
     * @throws NotSentException if it is refused at once
     */
    <R> CompletableFuture<R> executeAsync(CommandObject<R> command, long deadline);

    /** Hears of changes from now on, once a server has told by the deadline how that can be. */
    KeyFeed follow(KeyFeedOptions options, KeyFeedListener listener, long deadline);

    /** Begins to hear messages. */
    MessageHub listen(Duration heartbeat, MessageListener listener);

    /** The pool's figures, unless the pool is not ours. */
    Optional<PoolFigures> pool();

    boolean cluster();

    @Override
    void close();
}
