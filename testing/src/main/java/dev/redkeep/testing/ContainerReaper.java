package dev.redkeep.testing;

import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/**
 * Removes a container when the JVM ends, where Ryuk, which would, is switched off: a shell waits for the end of a pipe
 * from the JVM and calls {@code docker rm}. Without that command only an orderly end of the JVM removes the container
 * (Testcontainers has a shutdown hook); after SIGKILL it then remains.
 */
final class ContainerReaper implements AutoCloseable {
    private static final String SCRIPT = """
            trap '' HUP INT QUIT TERM
            command -v docker || exit 0
            while read -r line; do :; done
            docker rm -f -v "$1"
            """;

    private final @Nullable Process shell;

    private ContainerReaper(@Nullable Process shell) {
        this.shell = shell;
    }

    static ContainerReaper of(String containerId) {
        boolean needed = DockerEngine.isRyukDisabled(System.getenv()) && new File("/bin/sh").canExecute();
        return new ContainerReaper(needed ? start(containerId) : null);
    }

    private static @Nullable Process start(String containerId) {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", SCRIPT, "redkeep-reaper", containerId)
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"));
        builder.environment()
                .putIfAbsent(
                        "DOCKER_HOST",
                        DockerClientFactory.instance()
                                .getTransportConfig()
                                .getDockerHost()
                                .toString());
        try {
            return builder.start();
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void close() {
        if (shell != null) {
            shell.destroyForcibly();
        }
    }
}
