package dev.redkeep.core.client;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyFacts;
import dev.redkeep.core.key.RedisType;
import java.util.Arrays;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandFlagsRegistry.CommandFlag;
import redis.clients.jedis.args.Rawable;

/** Holds a command against what the schema says of its key, before anything is sent. */
final class SchemaGuard {
    private SchemaGuard() {}

    static void check(Key key, CommandArguments command) {
        KeyFacts facts = key.pattern().facts();
        CommandFacts called = CommandFacts.of(command);
        String name = called.name();
        if (called.runsScript()) {
            throw refuse(name, "runs a script, which tells nothing of what it does: use Redis.run");
        }
        if (blocks(called, command)) {
            throw refuse(
                    name, "blocks, and an operation has a deadline: use a Jedis client of your own beside Redkeep");
        }
        if (!isBuiltOn(key, command)) {
            throw refuse(name, "must be built on the key " + key + " and no other");
        }
        RedisType type = called.type();
        if (type != null && type != facts.type()) {
            throw refuse(
                    name,
                    "works on a " + type.wireName() + ", but " + key + " is declared a "
                            + facts.type().wireName());
        }
        if (!writes(called, command)) {
            return;
        }
        if (type == null && !called.keepsType()) {
            throw refuse(name, "may make " + key + " another type: use a command of its type, or a script");
        }
        if (called.onlyRemoves()) {
            return;
        }
        if (facts.deprecated()) {
            throw refuse(
                    name, "would write " + key + ", which " + facts.replacedBy().orElseThrow() + " replaced");
        }
        if (facts.maxBytes().isPresent()) {
            checkSizes(key, name, command, facts.maxBytes().getAsInt());
        }
    }

    /** Holds a read of many keys at once against what the schema says of one of them. */
    static void checkString(Key key) {
        if (key.pattern().facts().type() != RedisType.STRING) {
            throw refuse(
                    "MGET",
                    "works on a string, but " + key + " is declared a "
                            + key.pattern().facts().type().wireName());
        }
    }

    private static void checkSizes(Key key, String name, CommandArguments command, int maxBytes) {
        for (Rawable argument : command) {
            boolean value = argument != command.getCommand() && !Arrays.equals(argument.getRaw(), key.bytes());
            checkSize(key, name, value ? argument.getRaw().length : 0, maxBytes);
        }
        if (name.equals("SETRANGE") && command.size() == 4) {
            checkSize(key, name, offset(command) + command.get(3).getRaw().length, maxBytes);
        }
    }

    private static void checkSize(Key key, String name, long bytes, int maxBytes) {
        if (bytes > maxBytes) {
            throw refuse(name, "has a value of " + bytes + " bytes, but " + key + " allows " + maxBytes);
        }
    }

    /** What is no number, Redis refuses; and what is above 512 MB. */
    private static long offset(CommandArguments command) {
        String offset = CommandFacts.text(command.get(2));
        return offset.matches("[0-9]{1,18}") ? Long.parseLong(offset) : 0;
    }

    /** Jedis marks what it builds itself; a stream is read with a block only if that is asked for. */
    private static boolean blocks(CommandFacts called, CommandArguments command) {
        return command.isBlocking()
                || (called.flagged(CommandFlag.BLOCKING, command) && called.type() != RedisType.STREAM);
    }

    /** A channel is no key to Redis, so that its command names none; it is what comes after the command's name. */
    private static boolean isBuiltOn(Key key, CommandArguments command) {
        if (key.pattern().facts().type() == RedisType.CHANNEL) {
            return command.size() > 1 && Arrays.equals(command.get(1).getRaw(), key.bytes());
        }
        return !command.isKeyless() && command.getKeys().stream().allMatch(named -> same(named, key));
    }

    private static boolean same(Object named, Key key) {
        return named instanceof byte[] bytes ? Arrays.equals(bytes, key.bytes()) : named.equals(key.text());
    }

    /** A message is written too, though to no key; and to sort is to read, unless it is told where to. */
    private static boolean writes(CommandFacts called, CommandArguments command) {
        if (called.name().equals("SORT")) {
            return CommandFacts.has(command, "STORE");
        }
        return called.flagged(CommandFlag.WRITE, command) || called.type() == RedisType.CHANNEL;
    }

    private static IllegalArgumentException refuse(String command, String problem) {
        return new IllegalArgumentException("command " + command + " " + problem);
    }
}
