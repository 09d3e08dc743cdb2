package dev.redkeep.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code redis-server} that {@code com.github.codemonstur:embedded-redis} carries at the root of its jar, written to
 * this JVM's temporary directory. Only that file is used, none of its classes.
 */
final class EmbeddedBinary {
    /** By system and processor. Those for Linux on arm64 and x86 are static; amd64 and macOS on arm64 need OpenSSL 3. */
    private static final Map<String, String> RESOURCES = Map.of(
            "linux, amd64", "redis-server-6.2.6-v5-linux-amd64",
            "linux, arm64", "redis-server-6.2.7-linux-arm64",
            "linux, x86", "redis-server-6.2.7-linux-386",
            "darwin, amd64", "redis-server-6.2.6-v5-darwin-amd64",
            "darwin, arm64", "redis-server-6.2.6-v5-darwin-arm64");

    private static final Memo<Path> EXTRACTED = new Memo<>(EmbeddedBinary::extract);

    private EmbeddedBinary() {}

    /** Written at the first call. */
    static Path file() throws Unavailable {
        return EXTRACTED.get();
    }

    private static Path extract() throws Unavailable {
        String resource = resourceFor(BinaryFormat.Platform.system(), BinaryFormat.Platform.processor());
        URL url = find(resource);
        if (url == null) {
            throw new Unavailable(
                    "no " + resource + " on the class path",
                    "add com.github.codemonstur:embedded-redis 1.4.4, which Redkeep's own tests use");
        }
        Path file = Workspace.base().resolve(resource);
        try {
            URLConnection connection = url.openConnection();
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                Files.copy(in, file);
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
            return file;
        } catch (IOException e) {
            throw new Unavailable(
                    resource + " can't be written to the temporary directory: " + e.getMessage(),
                    "point -Djava.io.tmpdir to a directory with 10 MB of space");
        }
    }

    /** The resource's name; refuses a system for which there is none. */
    static String resourceFor(String system, String processor) throws Unavailable {
        if (system.equals("windows")) {
            throw new Unavailable(
                    "the embedded Redis for Windows is 5.0, older than what is supported",
                    "run the tests under WSL or with Docker, or name a server by REDKEEP_TEST_REDIS");
        }
        String resource = RESOURCES.get(system + ", " + processor);
        if (resource == null) {
            throw new Unavailable(
                    "no embedded Redis for " + system + ", " + processor,
                    "install redis-server, run Docker, or name a server by REDKEEP_TEST_REDIS");
        }
        return resource;
    }

    private static @Nullable URL find(String resource) {
        ClassLoader own = EmbeddedBinary.class.getClassLoader();
        URL url = own == null ? null : own.getResource(resource);
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return url == null && context != null ? context.getResource(resource) : url;
    }
}
