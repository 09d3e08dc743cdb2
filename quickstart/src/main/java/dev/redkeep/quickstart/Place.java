package dev.redkeep.quickstart;

import dev.redkeep.core.client.Endpoint;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the tour goes: the Redis that {@code REDIS_ADDR} names, else one that is started for it and ends with it. */
record Place(RedisOptions options, Optional<RedisServer> own) implements AutoCloseable {
    static Place of(Map<String, String> environment) {
        if (!environment.getOrDefault("REDIS_ADDR", "").isEmpty()) {
            return new Place(RedisOptions.fromEnvironment(environment), Optional.empty());
        }
        RedisServer server = RedisServer.start(ServerOptions.defaults());
        return new Place(RedisOptions.of(server.uri()), Optional.of(server));
    }

    /** The address, without credentials. */
    String describe() {
        String address =
                options.topology().endpoints().stream().map(Endpoint::toString).collect(Collectors.joining(", "));
        return own.map(server -> "Redis " + server.version() + " at " + address + ", started for this tour")
                .orElse("Redis at " + address + ", database " + options.database() + ", from REDIS_ADDR");
    }

    String farewell() {
        return own.isPresent()
                ? "This Redis ends now, and the keys with it. Set REDIS_ADDR=host:port to keep them in yours."
                : "The keys stay until they expire.";
    }

    @Override
    public void close() {
        own.ifPresent(RedisServer::close);
    }
}
