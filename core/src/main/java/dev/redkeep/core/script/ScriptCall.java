package dev.redkeep.core.script;

import static java.util.Objects.requireNonNull;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.text.Utf8;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * One call of a script: its keys, and its arguments in the order in which they are added. Not safe to share between
 * threads while arguments are being added.
 *
 * @param <R> what the script answers
 */
public final class ScriptCall<R> {
    private final Script<R> script;
    private final List<Key> keys;
    private final List<byte[]> args = new ArrayList<>(8);

    ScriptCall(Script<R> script, List<Key> keys) {
        this.script = script;
        this.keys = List.copyOf(keys);
    }

    /**
     * Adds a number, in decimal.
     *
     * @param value the number; Lua reads it exactly up to 2^53
     * @return this call
     */
    public ScriptCall<R> arg(long value) {
        return arg(Long.toString(value));
    }

    /**
     * Adds a text, in UTF-8.
     *
     * @param value the text
     * @return this call
     * @throws IllegalArgumentException if it has half of a surrogate pair, which has no bytes
     */
    public ScriptCall<R> arg(String value) {
        return arg(Utf8.encode(requireNonNull(value, "value"), "argument " + (args.size() + 1) + " of " + script));
    }

    /**
     * Adds bytes as they are.
     *
     * @param value the bytes; not copied
     * @return this call
     */
    public ScriptCall<R> arg(byte[] value) {
        args.add(requireNonNull(value, "value"));
        return this;
    }

    /**
     * Adds a length of time in whole milliseconds, rounded up.
     *
     * @param value the time; a positive one never becomes 0
     * @return this call
     * @throws ArithmeticException if it exceeds 2^63 milliseconds
     */
    public ScriptCall<R> arg(Duration value) {
        long millis = requireNonNull(value, "value").toMillis();
        return arg(value.minusMillis(millis).isZero() ? millis : Math.addExact(millis, 1));
    }

    /**
     * Adds the entries of a map, each as its key and then its value: the fields of a hash.
     *
     * @param fields the entries
     * @return this call
     */
    public ScriptCall<R> args(Map<String, String> fields) {
        fields.forEach((name, value) -> arg(name).arg(value));
        return this;
    }

    /**
     * The script.
     *
     * @return the script
     */
    public Script<R> script() {
        return script;
    }

    /**
     * The keys.
     *
     * @return the keys in the order of the header
     */
    public List<Key> keys() {
        return keys;
    }

    /**
     * The keys as they go to Redis.
     *
     * @return their bytes, in the order of the header
     */
    public List<byte[]> keyBytes() {
        List<byte[]> bytes = new ArrayList<>(keys.size());
        for (Key key : keys) {
            bytes.add(key.bytes());
        }
        return bytes;
    }

    /**
     * The arguments as they go to Redis.
     *
     * @return their bytes
     * @throws IllegalArgumentException if their number differs from the script's header
     */
    public List<byte[]> argBytes() {
        script.header().checkArgs(args.size());
        return Collections.unmodifiableList(args);
    }

    /**
     * Whether this call may be sent once more if its connection breaks, though the first may have run: as the script's header says.
     *
     * @return true if a second run does no harm
     */
    public boolean repeatable() {
        return script.header().twice().harmless(args);
    }

    /**
     * The script's name, never a key or an argument.
     *
     * @return the name
     */
    @Override
    public String toString() {
        return script.name();
    }
}
