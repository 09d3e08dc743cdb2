package dev.redkeep.benchmarks.micro;

import java.nio.charset.StandardCharsets;
import java.util.List;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.executors.CommandExecutor;

/** Answers at once, from memory: what is left is what lies above the connection. */
final class Canned implements CommandExecutor {
    /** Of a rate limit: nothing taken, nothing free, an hour to wait. */
    private static final List<Long> REFUSED = List.of(0L, 0L, 3_600_000_000L, 3_600_000_000L);

    private static final byte[] VALUE = "v".repeat(16).getBytes(StandardCharsets.UTF_8);

    @Override
    public <T> T executeCommand(CommandObject<T> command) {
        ProtocolCommand asked = command.getArguments().getCommand();
        return command.getBuilder()
                .build(asked == Command.HELLO ? List.of() : asked == Command.EVALSHA ? REFUSED : VALUE);
    }

    @Override
    public void close() {}
}
