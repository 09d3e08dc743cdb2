package dev.redkeep.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Starts a {@code redis-server} of this machine. */
final class BinaryProvider implements Provider {
    private final String name;
    private final Memo<Binary> binary;

    BinaryProvider(String name, Memo.Source<Path> path) {
        this.name = name;
        this.binary = new Memo<>(() -> Binary.probe(path.get()));
    }

    /** Looks for it in the directories of a PATH. */
    static BinaryProvider onPath(@Nullable String path) {
        return new BinaryProvider("path", () -> find(Objects.requireNonNullElse(path, "")));
    }

    static BinaryProvider embedded() {
        return new BinaryProvider("embedded", EmbeddedBinary::file);
    }

    private static Path find(String path) throws Unavailable {
        for (String directory : path.split(File.pathSeparator, -1)) {
            Path file = Path.of(directory.isEmpty() ? "." : directory, "redis-server")
                    .toAbsolutePath();
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return file;
            }
        }
        throw new Unavailable(
                "no redis-server on the PATH", "install it (Debian, Ubuntu: redis-server; macOS: brew install redis)");
    }

    @Override
    public String name() {
        return name;
    }

    Binary binary() throws Unavailable {
        return binary.get();
    }

    @Override
    public RedisServer start(@Nullable ServerOptions options) throws Unavailable {
        ServerOptions wanted = Objects.requireNonNullElse(options, ServerOptions.defaults());
        return LocalServer.start(binary(), Launch.of(wanted));
    }
}
