package dev.redkeep.testing;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs a Redis image by Testcontainers. */
final class DockerProvider implements Provider {
    private static final String DEFAULT_IMAGE = "redis:8-alpine";

    private final Memo<String> image;

    DockerProvider(Map<String, String> env) {
        String named = env.getOrDefault("REDKEEP_TEST_IMAGE", "").strip();
        String name = named.isEmpty() ? DEFAULT_IMAGE : named;
        this.image = new Memo<>(() -> {
            new DockerEngine(env).prepare(name);
            return name;
        });
    }

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public RedisServer start(@Nullable ServerOptions options) throws Unavailable {
        String ready = image.get();
        return DockerServer.start(ready, Objects.requireNonNullElse(options, ServerOptions.defaults()));
    }
}
