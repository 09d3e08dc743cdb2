package dev.redkeep.core.script;

import static java.util.Objects.requireNonNull;

import dev.redkeep.core.key.Key;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Lua script: one change of many steps that Redis runs as one. It is read from a resource once, known to the server by
 * its SHA-1, and says in its header what it takes:
 *
 * <pre>
 * -- What it does.
 * -- KEYS[1]    what is there
 * -- ARGV[1]    what it means, with its unit
 * -- ARGV[2..]  any number of these
 * -- Reply: slot by slot.
 * </pre>
 *
 * <p>A script of which a second run does no harm, in what it leaves and in what it answers, says so, and why:
 *
 * <pre>
 * -- Twice: harmless: it only reads.
 * -- Twice: harmless if ARGV[1] is 0: it only looks then.
 * </pre>
 *
 * <p>Then it is sent once more if its connection breaks before the answer is complete. Others never are: they may have run.
 *
 * <pre>{@code
 * static final Script<Long> TAKE = Script.read(
 *         "take", Limiter.class.getResourceAsStream("lua/take.lua"), ScriptReply::integer);
 *
 * long left = redis.run(TAKE.on(key).arg(capacity).arg(Duration.ofSeconds(1)));
 * }</pre>
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param <R> what it answers, as a Java type
 * @see <a href="https://redis.io/docs/latest/develop/interact/programmability/eval-intro/">Scripting with Lua</a>
 */
public final class Script<R> {
    private final String name;
    private final byte[] source;
    private final byte[] sha;
    private final ScriptHeader header;
    private final ReplyMapping<R> reply;

    private Script(String name, byte[] source, byte[] sha, ScriptHeader header, ReplyMapping<R> reply) {
        this.name = name;
        this.source = source;
        this.sha = sha;
        this.header = header;
        this.reply = reply;
    }

    /**
     * Reads a script. The resource is opened by the caller's own class, because a resource of one module is not visible
     * to another on the module path.
     *
     * @param <R> what the script answers
     * @param name what the operation is called in messages, events and timings, such as {@code sessions.create}
     * @param resource the source as {@code Class.getResourceAsStream} gives it; closed here. Null, as that method
     *     answers for a missing resource, is refused
     * @param reply maps the answer
     * @return the script
     * @throws IllegalArgumentException if the resource is missing, or its header does not number its keys and arguments
     *     from 1
     * @throws UncheckedIOException if the resource cannot be read
     */
    public static <R> Script<R> read(String name, @Nullable InputStream resource, ReplyMapping<R> reply) {
        if (resource == null) {
            throw new IllegalArgumentException("script " + name
                    + " has no resource: check its path, which is relative to the class that opens it");
        }
        try (resource) {
            byte[] source = resource.readAllBytes();
            ScriptHeader header = ScriptHeader.parse(name, new String(source, StandardCharsets.UTF_8));
            return new Script<>(name, source, sha1(source), header, reply);
        } catch (IOException e) {
            throw new UncheckedIOException("script " + name + " cannot be read", e);
        }
    }

    /**
     * This script with a look at its answer before that is mapped. Nothing is read or hashed again.
     *
     * @param check is given each answer; what it throws, such as for a refusal that many scripts share, the caller gets
     * @return the script
     */
    public Script<R> checking(Consumer<ScriptReply> check) {
        requireNonNull(check, "check");
        return new Script<>(name, source, sha, header, told -> {
            check.accept(told);
            return reply.map(told);
        });
    }

    /**
     * Begins a call.
     *
     * @param keys the keys, as many as the header lists; on a Redis Cluster they must share a slot
     * @return the call, to which arguments are added
     * @throws IllegalArgumentException if the number of keys differs from the header
     */
    public ScriptCall<R> on(Key... keys) {
        return on(List.of(keys));
    }

    /**
     * Begins a call.
     *
     * @param keys the keys, as many as the header lists; on a Redis Cluster they must share a slot
     * @return the call, to which arguments are added
     * @throws IllegalArgumentException if the number of keys differs from the header
     */
    public ScriptCall<R> on(List<Key> keys) {
        header.checkKeys(keys.size());
        return new ScriptCall<>(this, keys);
    }

    /**
     * What the operation is called.
     *
     * @return the name, safe to log
     */
    public String name() {
        return name;
    }

    /**
     * The source, for {@code EVAL}.
     *
     * @return the script's own bytes: don't write to them
     */
    public byte[] source() {
        return source;
    }

    /**
     * The source's SHA-1 in lower case hexadecimal, for {@code EVALSHA}.
     *
     * @return the script's own bytes: don't write to them
     */
    public byte[] sha() {
        return sha;
    }

    /**
     * Maps an answer.
     *
     * @param raw the answer as it came: a Long, a byte array, a List of these, or null
     * @return what it means
     * @throws UnexpectedReplyException if it has another shape than the script's header promises
     */
    public R map(@Nullable Object raw) {
        return reply.map(new ScriptReply(raw));
    }

    ScriptHeader header() {
        return header;
    }

    /**
     * The name.
     *
     * @return the same as {@link #name()}
     */
    @Override
    public String toString() {
        return name;
    }

    private static byte[] sha1(byte[] source) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(source);
            return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
