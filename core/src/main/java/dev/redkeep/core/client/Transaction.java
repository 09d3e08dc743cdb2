package dev.redkeep.core.client;

import static java.util.Objects.requireNonNull;

import dev.redkeep.core.key.Key;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Builder;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.args.Rawable;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Commands on one key between {@code MULTI} and {@code EXEC}: sent as one, and answered as one. It goes where a command with
 * that key goes.
 */
final class Transaction extends CommandArguments {
    private static final CommandArguments MULTI = new CommandArguments(Command.MULTI);
    private static final CommandArguments EXEC = new CommandArguments(Command.EXEC);

    private final Key key;
    private final List<CommandObject<?>> commands;
    private final List<Rawable> wire = new ArrayList<>();

    private Transaction(Key key, List<CommandObject<?>> commands) {
        super(Command.EXEC);
        key(key.bytes());
        this.key = key;
        this.commands = commands;
        write(command -> command.forEach(wire::add));
    }

    static CommandObject<List<@Nullable Object>> of(Key key, List<CommandObject<?>> commands) {
        Transaction all = new Transaction(key, commands);
        return new CommandObject<>(all, all.builder());
    }

    private Builder<List<@Nullable Object>> builder() {
        return new Builder<>() {
            @Override
            public List<@Nullable Object> build(Object reply) {
                return built((List<?>) reply);
            }
        };
    }

    byte[] key() {
        return key.bytes();
    }

    List<CommandObject<?>> commands() {
        return commands;
    }

    /** How many replies come before the one that answers: to MULTI, and to each command, that it is queued. */
    int preface() {
        return commands.size() + 1;
    }

    boolean onlyReads() {
        return commands.stream().allMatch(command -> Again.onlyReads(command.getArguments()));
    }

    void write(Consumer<CommandArguments> wire) {
        wire.accept(MULTI);
        commands.forEach(command -> wire.accept(command.getArguments()));
        wire.accept(EXEC);
    }

    /** Sends it over a connection of one's own, and reads the answer. Throws what refused it. */
    Object exchange(Connection connection) {
        write(connection::sendCommand);
        Preface preface = requireNonNull(Preface.of(this, false));
        Object reply;
        do {
            reply = read(connection);
        } while (preface.takes(reply));
        if (preface.answer(reply) instanceof JedisDataException refusal) {
            throw refusal;
        }
        return reply;
    }

    private static Object read(Connection connection) {
        try {
            return connection.getOne();
        } catch (JedisDataException refusal) {
            return refusal;
        }
    }

    /** What each command answered, if none was refused when its turn came. */
    List<@Nullable Object> built(List<?> replies) {
        List<@Nullable Object> results = new ArrayList<>(replies.size());
        for (int i = 0; i < replies.size(); i++) {
            Object reply = replies.get(i);
            results.add(
                    reply == null || reply instanceof JedisDataException
                            ? reply
                            : commands.get(i).getBuilder().build(reply));
        }
        return checked(results);
    }

    /** The results, unless one is an error: that is thrown, with a note if others may have changed something. */
    List<@Nullable Object> checked(List<@Nullable Object> results) {
        for (Object result : results) {
            if (result instanceof JedisDataException refusal) {
                if (!onlyReads()) {
                    refusal.addSuppressed(new JedisDataException("the other commands ran"));
                }
                throw refusal;
            }
        }
        return results;
    }

    /** All that is sent, so that its size is known. */
    @Override
    public Iterator<Rawable> iterator() {
        return wire.iterator();
    }
}
