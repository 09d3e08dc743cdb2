package dev.redkeep.benchmarks.contender;

import dev.redkeep.core.client.Redis;
import java.util.Optional;

/** Our door around the very client that is the measure: what differs is our layers, and nothing else. */
final class Wrapped implements Contender {
    private final Redis redis;

    Wrapped(RawJedis raw) {
        this.redis = Redis.wrap(raw.client());
    }

    @Override
    public String name() {
        return "ours around it";
    }

    @Override
    public Optional<Operation> operation(Row row) {
        return row == Row.LAYERS ? Optional.of(() -> Ours.get(redis, Data.SMALL)) : Optional.empty();
    }

    @Override
    public void close() {
        redis.close();
    }
}
