package dev.redkeep.benchmarks.contender;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.Optional;

/** Lettuce, by its synchronous interface over the one connection that its manual tells to share. */
final class Lettuce implements Contender {
    private final RedisClient client;
    private final RedisCommands<String, String> commands;
    private final String sha;

    Lettuce(Target target) {
        this.client = RedisClient.create(uri(target));
        this.commands = client.connect().sync();
        this.sha = commands.scriptLoad(Data.TAKE);
    }

    static RedisURI uri(Target target) {
        RedisURI.Builder uri = RedisURI.builder().withHost(target.host()).withPort(target.port());
        target.password().ifPresent(password -> {
            target.user()
                    .ifPresentOrElse(
                            user -> uri.withAuthentication(user, password),
                            () -> uri.withPassword(password.toCharArray()));
        });
        return uri.build();
    }

    @Override
    public String name() {
        return "Lettuce";
    }

    @Override
    public Optional<Operation> operation(Row row) {
        return Optional.ofNullable(
                switch (row) {
                    case GET, GET_1K -> () -> commands.get(Data.valueKey(row));
                    case SCRIPT -> this::take;
                    default -> null;
                });
    }

    private Object take() {
        String[] keys = {Data.bucketKey()};
        return commands.evalsha(sha, ScriptOutputType.MULTI, keys, Data.CAPACITY, Data.INTERVAL_MICROS);
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
