package dev.redkeep.cache.writebehind;

import static dev.redkeep.core.key.Segment.text;

import dev.redkeep.core.key.KeyDeclaration;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import java.util.List;

/**
 * Where changes wait. No document has these keys, so they are hardened: those of a queue share a slot of a Cluster. They never
 * expire, since what is not written must not; so Redis must not evict them either: let {@code maxmemory-policy} be {@code
 * noeviction} or a {@code volatile} one, and keep an append-only file.
 */
public final class WriteBehindKeys {
    private static final String UNWRITTEN_DATA = "holds what is not written yet; goes when all is";

    /** By key what is to be written: a version in decimal, {@code +} and the value, or {@code -} for a deletion. */
    public static final KeyPattern1<String> ENTRIES =
            of("entries").hash().persistent(UNWRITTEN_DATA).owner("cache").in(KeyLayout.HARDENED);

    /** The keys that are not written, by a version: no put with a lower one is open. Those set aside are not among them. */
    public static final KeyPattern1<String> UNWRITTEN = sorted("unwritten");

    /** The keys that no worker has, by the Unix milliseconds from which on one may. */
    public static final KeyPattern1<String> DIRTY = sorted("dirty");

    /** The keys that a worker has, by the Unix milliseconds until which it may keep them. */
    public static final KeyPattern1<String> CLAIMED = sorted("claimed");

    /** By key who has it and in which version: the claim's token, a space, the version. */
    public static final KeyPattern1<String> CLAIMS =
            of("claims").hash().persistent(UNWRITTEN_DATA).owner("cache").in(KeyLayout.HARDENED);

    /**
     * By key how many tries failed, a star if the key came back after it was set aside and was not tried since, a space, and the
     * class of what the last try failed with.
     */
    public static final KeyPattern1<String> FAILURES =
            of("failures").hash().persistent(UNWRITTEN_DATA).owner("cache").in(KeyLayout.HARDENED);

    /** The keys that were set aside, by the Unix milliseconds at which they were. */
    public static final KeyPattern1<String> ASIDE = sorted("aside");

    /** The last version that was given. */
    public static final KeyPattern1<String> VERSION = of("version")
            .string()
            .persistent("versions must not go back")
            .owner("cache")
            .in(KeyLayout.HARDENED);

    /** All of them. */
    public static final List<KeyPattern> ALL =
            List.of(ENTRIES, UNWRITTEN, DIRTY, CLAIMED, CLAIMS, FAILURES, ASIDE, VERSION);

    private WriteBehindKeys() {}

    private static KeyPattern1<String> sorted(String part) {
        return of(part).sortedSet().persistent(UNWRITTEN_DATA).owner("cache").in(KeyLayout.HARDENED);
    }

    private static KeyDeclaration<KeyPattern1<String>> of(String part) {
        return KeyPattern.of("cache-write:{queue}:" + part, text().hashTag());
    }
}
