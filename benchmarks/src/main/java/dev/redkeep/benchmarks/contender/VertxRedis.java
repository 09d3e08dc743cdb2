package dev.redkeep.benchmarks.contender;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;
import io.vertx.redis.client.RedisOptions;
import java.util.List;
import java.util.Optional;

/** Vert.x' client over one connection, which pipelines; callers wait on a future. */
final class VertxRedis implements Contender {
    private final Vertx vertx = Vertx.vertx();
    private final RedisAPI api;
    private final String sha;

    VertxRedis(Target target) throws Exception {
        RedisOptions options = new RedisOptions()
                .setConnectionString("redis://" + target.host() + ":" + target.port())
                .setMaxWaitingHandlers(4_096);
        target.user().ifPresent(options::setUser);
        target.password().ifPresent(options::setPassword);
        this.api = RedisAPI.api(wait(Redis.createClient(vertx, options).connect()));
        this.sha = wait(api.script(List.of("LOAD", Data.TAKE))).toString();
    }

    private static <T> T wait(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get();
    }

    @Override
    public String name() {
        return "Vert.x";
    }

    @Override
    public Optional<Operation> operation(Row row) {
        return Optional.ofNullable(
                switch (row) {
                    case GET, GET_1K -> () -> wait(api.get(Data.valueKey(row))).toString();
                    case SCRIPT ->
                        () -> wait(
                                api.evalsha(List.of(sha, "1", Data.bucketKey(), Data.CAPACITY, Data.INTERVAL_MICROS)));
                    default -> null;
                });
    }

    @Override
    public void close() {
        api.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
