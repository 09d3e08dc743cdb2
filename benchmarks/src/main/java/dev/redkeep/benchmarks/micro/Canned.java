package dev.redkeep.benchmarks.micro;

import java.nio.charset.StandardCharsets;
import java.util.List;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.executors.CommandExecutor;

/** Answers at once, from memory: what is left is what lies above the connection. */
final class Canned implements CommandExecutor {
    private static final byte[] VALUE = "v".repeat(16).getBytes(StandardCharsets.UTF_8);

    @Override
    public <T> T executeCommand(CommandObject<T> command) {
        boolean greeting = command.getArguments().getCommand() == Command.HELLO;
        return command.getBuilder().build(greeting ? List.of() : VALUE);
    }

    @Override
    public void close() {}
}
