package dev.redkeep.core.client;

import dev.redkeep.core.key.KeyPattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisDataException;

/** What a feed wants to hear, as a connection is told when it begins. */
final class FeedSubject {
    private final List<byte[]> prefixes;
    private final byte[] channel;

    FeedSubject(KeyFeedOptions options) {
        this.prefixes = prefixes(options.patterns());
        this.channel = options.channel().bytes();
    }

    /** What the keys begin with. Redis refuses prefixes of which one begins with another, so the longer one is left out. */
    static List<byte[]> prefixes(List<KeyPattern> patterns) {
        List<byte[]> kept = new ArrayList<>();
        patterns.stream()
                .map(KeyPattern::stem)
                .sorted(Comparator.comparingInt(stem -> stem.length))
                .filter(stem -> kept.stream().noneMatch(shorter -> begins(stem, shorter)))
                .forEach(kept::add);
        return kept;
    }

    private static boolean begins(byte[] stem, byte[] shorter) {
        return Arrays.equals(stem, 0, shorter.length, shorter, 0, shorter.length);
    }

    /** Throws what the server answers if it refuses. */
    void begin(FeedWire wire, boolean tracking) {
        if (!tracking) {
            wire.executeCommand(new CommandArguments(Command.SUBSCRIBE).add(channel));
            return;
        }
        if (wire.getRedisProtocol() != RedisProtocol.RESP3) {
            throw new JedisDataException("NOPROTO no RESP3");
        }
        CommandArguments track =
                new CommandArguments(Command.CLIENT).add("TRACKING").add("ON").add("BCAST");
        for (byte[] prefix : prefixes) {
            track.add("PREFIX").add(prefix);
        }
        wire.executeCommand(track);
    }
}
