package dev.redkeep.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract on this machine's own redis-server; where it has none, the embedded one is put on the path. */
class PathServerTest extends RedisServerContract {
    @TempDir
    private static Path directory;

    @Override
    RedisServer start(ServerOptions options) throws Exception {
        if (Files.notExists(directory.resolve("redis-server"))) {
            Programs.script(directory, "exec '" + EmbeddedBinary.file() + "' \"$@\"");
        }
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + directory;
        return BinaryProvider.onPath(path).start(options);
    }
}
