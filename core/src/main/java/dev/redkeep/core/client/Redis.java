package dev.redkeep.core.client;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.observe.RedisListener;
import dev.redkeep.core.observe.RedisStats;
import dev.redkeep.core.script.ScriptCall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.CommandObjects;
import redis.clients.jedis.UnifiedJedis;

/**
 * The one door to Redis: a standalone server, the primary that Sentinel names, or a Cluster. Whatever goes through it has
 * a deadline that includes the wait for a connection, is held against the schema, is timed, counted and told to the
 * listener, and fails with a {@link RedisException} that says what helps.
 *
 * <pre>{@code
 * try (Redis redis = Redis.connect(RedisOptions.fromEnvironment())) {
 *     Optional<byte[]> author = redis.execute("author.read", key, commands -> commands.get(key.bytes()));
 * }
 * }</pre>
 *
 * <p>Safe to share between threads; one for an application is enough. What does not return a stage
 * blocks its caller, until the deadline at the latest.
 *
 * <p>If a connection breaks before an answer is complete, as after an idle time in which the server closed it, a command that
 * only reads is sent once more, over a fresh connection and within the same deadline; so is a script that {@linkplain
 * ScriptCall#repeatable says} that a second run does no harm. No other command is sent again once it may have run, and none
 * because time ran out. A {@linkplain #wrap wrapped} client has its own ways.
 */
public interface Redis extends AutoCloseable {
    /**
     * Connects, and proves it with a ping.
     *
     * @param options where Redis is, and the bounds
     * @return the client; close it
     * @throws RedisException if no server answers or it refuses; the operation is {@code connect}
     */
    static Redis connect(RedisOptions options) {
        return connect(options, RedisListener.NO_OP);
    }

    /**
     * Connects, and proves it with a ping.
     *
     * @param options where Redis is, and the bounds
     * @param listener is told of every operation
     * @return the client; close it
     * @throws RedisException if no server answers or it refuses; the operation is {@code connect}
     */
    static Redis connect(RedisOptions options, RedisListener listener) {
        return JedisRedis.connect(options, listener);
    }

    /**
     * Uses a Jedis client that the application already has, with its own pool. What that client does by itself it goes
     * on doing: it keeps its own time limits, so that no deadline ends an operation that has begun; and a Cluster client,
     * or one with a retry of its own, may send a command again that may have run. Nothing is sent here but a {@code
     * HELLO}, which tells the protocol, and, unless the class tells it, an {@code INFO cluster}; a user who may not ask
     * that counts as on no Cluster.
     *
     * <p>An asynchronous call takes one of at most 20 threads, for which it waits until its deadline: 5 s, or that of
     * {@link #within}. To close the result ends nothing but that: whoever waits so then fails.
     *
     * @param jedis the client; it stays the application's to close
     * @return a client over it
     * @throws RedisException if no server answers; the operation is {@code connect}
     */
    static Redis wrap(UnifiedJedis jedis) {
        return wrap(jedis, RedisListener.NO_OP);
    }

    /**
     * Uses a Jedis client that the application already has, as {@link #wrap(UnifiedJedis)}.
     *
     * @param jedis the client; it stays the application's to close
     * @param listener is told of every operation
     * @return a client over it
     * @throws RedisException if no server answers; the operation is {@code connect}
     */
    static Redis wrap(UnifiedJedis jedis, RedisListener listener) {
        return JedisRedis.wrap(jedis, listener);
    }

    /**
     * Runs one command on one key, in one round trip.
     *
     * @param <R> the reply's type
     * @param operation what it is called in messages, events and timings, such as {@code author.read}
     * @param key the key; a channel for {@code PUBLISH}
     * @param command builds the command from the key's bytes; it is called once, before anything is sent
     * @return the reply; empty if Redis answered nil
     * @throws IllegalArgumentException if the command contradicts the schema: another key, a command of another type, a
     *     write to a deprecated pattern, a value over the size bound, or one that blocks. Nothing was sent
     * @throws RedisException if it failed
     */
    <R> Optional<R> execute(String operation, Key key, Function<CommandObjects, CommandObject<R>> command);

    /**
     * Runs one command on one key, and lets the caller go on. In {@link ConnectionMode#SHARED} no thread waits for the
     * answer; otherwise one of the client's own does, of which there are at most as many as connections ({@link
     * PoolOptions#maxConnections()}), and up to 16,384 calls with 64 MiB of arguments wait for one. What follows a stage
     * that is not over yet runs on threads of the client's own, at least 4 and as many as processors: who blocks them keeps
     * other answers from being told.
     *
     * @param <R> the reply's type
     * @param operation what it is called in messages, events and timings
     * @param key the key; a channel for {@code PUBLISH}
     * @param command builds the command from the key's bytes; it is called once, before anything is sent
     * @return the reply, empty if Redis answered nil; it fails with a {@link RedisException}, at the deadline at the
     *     latest. Stages that depend on it get that in a {@link java.util.concurrent.CompletionException}
     * @throws IllegalArgumentException as {@link #execute}. Nothing was sent
     */
    <R> CompletionStage<Optional<R>> executeAsync(
            String operation, Key key, Function<CommandObjects, CommandObject<R>> command);

    /**
     * Runs commands on one key as one transaction ({@code MULTI}), atomically and in one round trip. Where no command needs
     * the answer of another this costs the server about half of what a script does.
     *
     * <pre>{@code
     * List<Object> told = redis.transact("score.raise", key, commands -> List.of(
     *         commands.zscore(key.bytes(), member), commands.zincrby(key.bytes(), 1, member)));
     * }</pre>
     *
     * @param operation what it is called in messages, events and timings
     * @param key the key
     * @param commands builds the commands from the key's bytes; it is called once, before anything is sent. None is a round
     *     trip saved
     * @return what each answered, in their order, of the types of the commands' builders; null where Redis answered nil
     * @throws IllegalArgumentException as {@link #execute}, for any of them. Nothing was sent
     * @throws RedisException if it failed. A command that Redis refused at once has stopped all; if one failed when its turn
     *     came, {@link RedisException#mayHaveRun} tells whether others may have changed something
     */
    List<@Nullable Object> transact(
            String operation, Key key, Function<CommandObjects, List<CommandObject<?>>> commands);

    /**
     * Runs one command on each of many keys, in one round trip for each node that serves some of them. The commands are
     * sent together, not atomically.
     *
     * @param <R> the reply's type
     * @param operation what it is called in messages, events and timings
     * @param keys the keys; none is a round trip saved
     * @param command builds the command for a key
     * @return what became of each, in the order of the keys. A failure of one spoils no other
     * @throws IllegalArgumentException as {@link #execute}, for any of them. Nothing was sent
     */
    <R> List<Outcome<R>> executeAll(
            String operation, List<Key> keys, BiFunction<CommandObjects, Key, CommandObject<R>> command);

    /**
     * Reads the values of many strings: by one {@code MGET} for a thousand keys and, on a Cluster, for each slot, and in one
     * round trip for each node that serves some of them; a key alone by {@code GET}. The values of one command are of one
     * moment, others are not. A slot that is just moving costs a second trip.
     *
     * <p>What is no string is nil to {@code MGET}, and so it is here; for a key that is asked for alone it is a failure of
     * wrong type.
     *
     * @param operation what it is called in messages, events and timings, such as {@code author.read}; the event has the
     *     first key's pattern
     * @param keys the keys, of patterns that are declared strings; one that is named twice is answered twice, and none is a
     *     round trip saved
     * @return what became of each, in the order of the keys: the bytes, or nothing if Redis answered nil. A node that fails
     *     spoils its own keys only
     * @throws IllegalArgumentException if the operation is blank, or a key's pattern is no string. Nothing was sent
     */
    List<Outcome<byte[]>> readAll(String operation, List<Key> keys);

    /**
     * Runs a script, atomically, in one round trip; in two the first time that a server meets it. A script that ran into
     * the deadline is not sent again, and one whose connection broke only if it is {@linkplain ScriptCall#repeatable
     * repeatable}.
     *
     * @param <R> what the script answers
     * @param call the script with its keys and arguments
     * @return the answer
     * @throws IllegalArgumentException if the number of arguments differs from the script's header. Nothing was sent
     * @throws RedisException if it failed
     */
    <R> R run(ScriptCall<R> call);

    /**
     * Runs a script as {@link #run}, and lets the caller go on, as {@link #executeAsync}.
     *
     * @param <R> what the script answers
     * @param call the script with its keys and arguments
     * @return the answer; it fails with a {@link RedisException}, at the deadline at the latest
     * @throws IllegalArgumentException as {@link #run}. Nothing was sent
     */
    <R> CompletionStage<R> runAsync(ScriptCall<R> call);

    /**
     * Hears of changes of keys from now on, over connections beside those for operations: one, or with tracking one to each
     * primary of a Cluster. A primary that Sentinel or the Cluster replaces is followed. To open it takes one connection on
     * which the server is asked how changes can be heard, within the deadline; the feed's own are opened by its threads, and
     * its first {@link KeyFeedListener#inSync} says that it hears.
     *
     * <pre>{@code
     * KeyFeed feed = redis.follow(KeyFeedOptions.of(List.of(AUTHOR), CHANGES.key()), listener);
     * }</pre>
     *
     * @param options what is followed, and how
     * @param listener is told; on the feed's threads, before this returns already
     * @return the feed; it ends with this client, if it is not closed before
     * @throws IllegalStateException for a {@linkplain #wrap wrapped} client, which lends no connection for so long: follow by
     *     one of {@link #connect}, beside it
     * @throws RedisException if no server answers, or it allows neither way that the mode allows; the operation is {@code
     *     follow}
     */
    KeyFeed follow(KeyFeedOptions options, KeyFeedListener listener);

    /**
     * Opens what hears messages, over connections beside those for operations. Nothing is sent before something is subscribed
     * to.
     *
     * @param heartbeat how often each server is asked whether it is still there, 10 ms..1 h; one that does not answer for two
     *     heartbeats, and for two seconds, counts as lost
     * @param listener is told of messages and gaps, on the feed's threads
     * @return the feed; it ends with this client, if it is not closed before
     * @throws IllegalArgumentException if the heartbeat is out of range
     * @throws IllegalStateException for a {@linkplain #wrap wrapped} client, which lends no connection for so long
     * @throws RedisUnavailableException if the client is closed
     */
    MessageFeed listen(Duration heartbeat, MessageListener listener);

    /**
     * The same client with another deadline for every operation.
     *
     * @param deadline for the whole operation, at least 1 ms
     * @return a view on this client; closing it does nothing
     * @throws IllegalArgumentException if the deadline is out of range
     */
    Redis within(Duration deadline);

    /**
     * Which features the application wants on Redis, by its {@link RedisOptions#features}.
     *
     * @return the features; all of them for a {@linkplain #wrap wrapped} client
     */
    Features features();

    /**
     * Whether this is a Redis Cluster, where an operation on several keys needs them in one slot.
     *
     * @return true on a Cluster
     */
    boolean cluster();

    /**
     * Pings. Never throws for what is wrong with Redis.
     *
     * @return how it does
     */
    RedisHealth health();

    /**
     * What was counted since the client was built.
     *
     * @return a snapshot, this client's views included
     */
    RedisStats stats();

    /**
     * Closes the connections. Operations that still run fail, and later ones fail with a {@link
     * RedisUnavailableException}. Closing again, or a view, does nothing.
     */
    @Override
    void close();
}
