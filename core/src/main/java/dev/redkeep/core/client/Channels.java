package dev.redkeep.core.client;

import static java.util.Objects.requireNonNull;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.RedisType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.commands.ProtocolCommand;

/** What a {@link MessageFeed} subscribes to: a channel, or all channels of a pattern. Immutable. */
public final class Channels {
    /** How Redis is asked for them. */
    enum Kind {
        CHANNEL(Command.SUBSCRIBE, Command.UNSUBSCRIBE),
        PATTERN(Command.PSUBSCRIBE, Command.PUNSUBSCRIBE),
        SHARDED(Command.SSUBSCRIBE, Command.SUNSUBSCRIBE);

        private final Command begin;
        private final Command end;

        Kind(Command begin, Command end) {
            this.begin = begin;
            this.end = end;
        }

        ProtocolCommand command(boolean on) {
            return on ? begin : end;
        }

        /** Whether the server confirms that command by this word. */
        boolean confirms(boolean on, String word) {
            return (on ? begin : end).name().equalsIgnoreCase(word);
        }
    }

    /** As Redis names them. */
    static final class Name {
        private final Kind kind;
        private final byte[] bytes;
        private final int hash;

        Name(Kind kind, byte[] bytes) {
            this.kind = kind;
            this.bytes = bytes;
            this.hash = 31 * Arrays.hashCode(bytes) + kind.hashCode();
        }

        Kind kind() {
            return kind;
        }

        byte[] bytes() {
            return bytes;
        }

        boolean is(Kind itsKind, byte[] itsBytes) {
            return kind == itsKind && Arrays.equals(bytes, itsBytes);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Name that && is(that.kind, that.bytes);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private final Name name;
    private final KeyPattern pattern;

    private Channels(Kind kind, byte[] bytes, KeyPattern pattern) {
        if (pattern.facts().type() != RedisType.CHANNEL) {
            throw new IllegalArgumentException(pattern + " must be declared a channel");
        }
        this.name = new Name(kind, bytes);
        this.pattern = pattern;
    }

    /**
     * One channel.
     *
     * @param channel its name; whatever glob characters it has mean themselves
     * @return the channel
     * @throws IllegalArgumentException if its pattern is not declared a channel
     */
    public static Channels of(Key channel) {
        return new Channels(Kind.CHANNEL, channel.bytes(), channel.pattern());
    }

    /**
     * All channels of a pattern. What Redis delivers by such a glob and the pattern never renders is left out.
     *
     * @param pattern theirs
     * @return the channels
     * @throws IllegalArgumentException if it is not declared a channel
     */
    public static Channels matching(KeyPattern pattern) {
        return new Channels(Kind.PATTERN, requireNonNull(pattern, "pattern").glob(), pattern);
    }

    /**
     * One shard channel: from Redis 7 on, messages that {@code SPUBLISH} sends to the nodes of the channel's slot alone.
     *
     * @param channel its name
     * @return the channel
     * @throws IllegalArgumentException if its pattern is not declared a channel
     */
    public static Channels sharded(Key channel) {
        return new Channels(Kind.SHARDED, channel.bytes(), channel.pattern());
    }

    /**
     * The pattern of the channel, or of all of them.
     *
     * @return the pattern
     */
    public KeyPattern pattern() {
        return pattern;
    }

    Name name() {
        return name;
    }

    /** Whether a channel of that name is meant; Redis' globs take more than the pattern renders. */
    boolean mean(byte[] channel) {
        return name.kind() != Kind.PATTERN || pattern.match(channel).isPresent();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Channels that && pattern.equals(that.pattern) && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Its pattern's spelling, without values. */
    @Override
    public String toString() {
        return pattern.template();
    }
}
