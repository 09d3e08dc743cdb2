package dev.redkeep.core.client;

import dev.redkeep.core.key.RedisType;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.commands.ProtocolCommand;

/** Which type of key a command works on, for the commands that know only one. */
final class CommandTypes {
    private static final Map<Command, RedisType> TYPES = new EnumMap<>(Command.class);

    static {
        all(
                RedisType.STRING,
                "GET SET GETDEL GETEX GETSET SETEX PSETEX SETNX APPEND STRLEN INCR INCRBY INCRBYFLOAT DECR DECRBY"
                        + " GETRANGE SETRANGE SUBSTR GETBIT SETBIT BITCOUNT BITPOS BITFIELD BITFIELD_RO");
        all(
                RedisType.HASH,
                "HGET HSET HSETNX HMGET HMSET HGETALL HDEL HEXISTS HINCRBY HINCRBYFLOAT HKEYS HVALS HLEN HSTRLEN"
                        + " HRANDFIELD HSCAN HEXPIRE HPEXPIRE HTTL HPTTL HPERSIST HGETEX HGETDEL HSETEX");
        all(RedisType.SET, "SADD SREM SCARD SISMEMBER SMISMEMBER SMEMBERS SPOP SRANDMEMBER SSCAN");
        all(
                RedisType.SORTED_SET,
                "ZADD ZREM ZCARD ZCOUNT ZINCRBY ZSCORE ZMSCORE ZRANK ZREVRANK ZRANGE ZREVRANGE ZRANGEBYSCORE"
                        + " ZREVRANGEBYSCORE ZRANGEBYLEX ZREVRANGEBYLEX ZLEXCOUNT ZREMRANGEBYRANK ZREMRANGEBYSCORE"
                        + " ZREMRANGEBYLEX ZPOPMIN ZPOPMAX ZRANDMEMBER ZSCAN");
        all(RedisType.LIST, "LPUSH RPUSH LPUSHX RPUSHX LPOP RPOP LLEN LRANGE LINDEX LSET LREM LTRIM LINSERT LPOS");
        all(
                RedisType.STREAM,
                "XADD XDEL XLEN XRANGE XREVRANGE XTRIM XACK XPENDING XCLAIM XAUTOCLAIM XGROUP XINFO XREADGROUP XREAD");
        all(RedisType.CHANNEL, "PUBLISH SPUBLISH");
    }

    private CommandTypes() {}

    private static void all(RedisType type, String commands) {
        for (String name : commands.split(" ", -1)) {
            TYPES.put(Command.valueOf(name), type);
        }
    }

    /** The type, or null for a command that works on any key, or on none. */
    static @Nullable RedisType of(ProtocolCommand command) {
        return command instanceof Command known ? TYPES.get(known) : null;
    }
}
