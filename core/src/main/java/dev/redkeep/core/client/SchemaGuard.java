package dev.redkeep.core.client;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyFacts;
import dev.redkeep.core.key.RedisType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandFlagsRegistry.CommandFlag;
import redis.clients.jedis.StaticCommandFlagsRegistry;
import redis.clients.jedis.args.Rawable;

/** Holds a command against what the schema says of its key, before anything is sent. */
final class SchemaGuard {
    private SchemaGuard() {}

    static void check(Key key, CommandArguments command) {
        KeyFacts facts = key.pattern().facts();
        String name = name(command);
        if (blocks(command)) {
            throw refuse(name, "blocks, and an operation has a deadline: use a connection of your own");
        }
        if (!isBuiltOn(key, command)) {
            throw refuse(name, "must be built on the key " + key + " and no other");
        }
        RedisType type = CommandTypes.of(command.getCommand());
        if (type != null && type != facts.type()) {
            throw refuse(
                    name,
                    "works on a " + type.wireName() + ", but " + key + " is declared a "
                            + facts.type().wireName());
        }
        if (facts.deprecated() && writes(command)) {
            throw refuse(
                    name, "would write " + key + ", which " + facts.replacedBy().orElseThrow() + " replaced");
        }
        if (facts.maxBytes().isPresent() && writes(command)) {
            checkSizes(key, name, command, facts.maxBytes().getAsInt());
        }
    }

    private static void checkSizes(Key key, String name, CommandArguments command, int maxBytes) {
        for (Rawable argument : command) {
            boolean value = argument != command.getCommand() && !Arrays.equals(argument.getRaw(), key.bytes());
            if (value && argument.getRaw().length > maxBytes) {
                throw refuse(
                        name,
                        "has a value of " + argument.getRaw().length + " bytes, but " + key + " allows " + maxBytes);
            }
        }
    }

    /** Jedis marks what it builds itself; a stream is read with a block only if that is asked for. */
    private static boolean blocks(CommandArguments command) {
        return command.isBlocking()
                || (flags(command).contains(CommandFlag.BLOCKING)
                        && CommandTypes.of(command.getCommand()) != RedisType.STREAM);
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

    private static boolean writes(CommandArguments command) {
        return flags(command).contains(CommandFlag.WRITE);
    }

    private static EnumSet<CommandFlag> flags(CommandArguments command) {
        return StaticCommandFlagsRegistry.registry().getFlags(command);
    }

    private static String name(CommandArguments command) {
        return new String(command.getCommand().getRaw(), StandardCharsets.US_ASCII);
    }

    private static IllegalArgumentException refuse(String command, String problem) {
        return new IllegalArgumentException("command " + command + " " + problem);
    }
}
