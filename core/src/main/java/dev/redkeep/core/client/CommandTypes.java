package dev.redkeep.core.client;

import dev.redkeep.core.key.RedisType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What commands do to a key, by their names in capital letters. A command with two keys gives the type of both. */
final class CommandTypes {
    private static final Map<String, RedisType> TYPES = new HashMap<>();

    /** They write, on whatever type, and leave it what it is. */
    private static final Set<String> GENERIC = words("DEL UNLINK EXPIRE PEXPIRE EXPIREAT PEXPIREAT PERSIST TOUCH DUMP");

    /** They take something away, or let it end sooner; a group's reader is one that moves on. */
    private static final Set<String> REMOVING = words("DEL UNLINK GETDEL DELEX EXPIRE PEXPIRE EXPIREAT PEXPIREAT"
            + " HDEL HGETDEL HEXPIRE HPEXPIRE HEXPIREAT HPEXPIREAT SREM SPOP ZREM ZREMRANGEBYRANK ZREMRANGEBYSCORE"
            + " ZREMRANGEBYLEX ZPOPMIN ZPOPMAX ZMPOP LPOP RPOP LMPOP LREM LTRIM XDEL XDELEX XTRIM XACK XACKDEL"
            + " XREADGROUP XCLAIM XAUTOCLAIM");

    private static final Set<String> SCRIPTS = words("EVAL EVALSHA EVAL_RO EVALSHA_RO FCALL FCALL_RO");

    static {
        all(
                RedisType.STRING,
                "GET SET GETDEL GETEX GETSET SETEX PSETEX SETNX APPEND STRLEN INCR INCRBY INCRBYFLOAT DECR DECRBY"
                        + " GETRANGE SETRANGE SUBSTR GETBIT SETBIT BITCOUNT BITPOS BITOP BITFIELD BITFIELD_RO MGET MSET"
                        + " MSETNX MSETEX LCS DIGEST DELEX INCREX PFADD PFCOUNT PFMERGE");
        all(
                RedisType.HASH,
                "HGET HSET HSETNX HMGET HMSET HGETALL HDEL HEXISTS HINCRBY HINCRBYFLOAT HKEYS HVALS HLEN HSTRLEN"
                        + " HRANDFIELD HSCAN HEXPIRE HPEXPIRE HEXPIREAT HPEXPIREAT HEXPIRETIME HPEXPIRETIME HTTL HPTTL"
                        + " HPERSIST HGETEX HGETDEL HSETEX");
        all(
                RedisType.SET,
                "SADD SREM SCARD SISMEMBER SMISMEMBER SMEMBERS SPOP SRANDMEMBER SSCAN SMOVE SINTER SINTERSTORE"
                        + " SINTERCARD SUNION SUNIONSTORE SDIFF SDIFFSTORE");
        all(
                RedisType.SORTED_SET,
                "ZADD ZREM ZCARD ZCOUNT ZINCRBY ZSCORE ZMSCORE ZRANK ZREVRANK ZRANGE ZREVRANGE ZRANGEBYSCORE"
                        + " ZREVRANGEBYSCORE ZRANGEBYLEX ZREVRANGEBYLEX ZLEXCOUNT ZREMRANGEBYRANK ZREMRANGEBYSCORE"
                        + " ZREMRANGEBYLEX ZPOPMIN ZPOPMAX ZMPOP ZRANDMEMBER ZSCAN ZRANGESTORE ZINTER ZINTERSTORE"
                        + " ZINTERCARD ZUNION ZUNIONSTORE ZDIFF ZDIFFSTORE GEOADD GEODIST GEOHASH GEOPOS GEORADIUS"
                        + " GEORADIUS_RO GEORADIUSBYMEMBER GEORADIUSBYMEMBER_RO GEOSEARCH GEOSEARCHSTORE");
        all(
                RedisType.LIST,
                "LPUSH RPUSH LPUSHX RPUSHX LPOP RPOP LMPOP LLEN LRANGE LINDEX LSET LREM LTRIM LINSERT LPOS LMOVE"
                        + " RPOPLPUSH");
        all(
                RedisType.STREAM,
                "XADD XDEL XDELEX XLEN XRANGE XREVRANGE XTRIM XACK XACKDEL XPENDING XCLAIM XAUTOCLAIM XGROUP XINFO"
                        + " XREADGROUP XREAD XSETID");
        all(RedisType.CHANNEL, "PUBLISH SPUBLISH");
    }

    private CommandTypes() {}

    private static Set<String> words(String text) {
        return Set.of(text.split(" ", -1));
    }

    private static void all(RedisType type, String commands) {
        words(commands).forEach(name -> TYPES.put(name, type));
    }

    /** The type, or null for a command that works on any key, or on none, or is not known here. */
    static @Nullable RedisType of(String command) {
        return TYPES.get(command);
    }

    static boolean isGeneric(String command) {
        return GENERIC.contains(command);
    }

    static boolean onlyRemoves(String command) {
        return REMOVING.contains(command);
    }

    static boolean runsScript(String command) {
        return SCRIPTS.contains(command);
    }
}
