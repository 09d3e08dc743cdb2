package dev.redkeep.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.testcontainers.DockerClientFactory;

/** A server in a container. */
final class DockerServer implements RedisServer {
    private static final int ATTEMPTS = 3;

    private final DockerClient docker = DockerClientFactory.instance().client();
    private final RedisContainer container;
    private final ContainerReaper reaper;
    private final Endpoint endpoint;
    private final List<String> secrets;
    private String version = "unknown";
    private boolean closed;

    private DockerServer(RedisContainer container, Endpoint endpoint, List<String> secrets) {
        this.container = container;
        this.endpoint = endpoint;
        this.secrets = secrets;
        this.reaper = ContainerReaper.of(container.getContainerId());
    }

    static DockerServer start(String image, ServerOptions options) {
        for (int attempt = 1; ; attempt++) {
            int port = Ports.take();
            RedisContainer container = new RedisContainer(
                    image, port, new ConfigFile().options(options).text());
            try {
                container.start();
            } catch (RuntimeException e) {
                container.stop();
                Ports.giveBack(port);
                if (attempt < ATTEMPTS) {
                    continue; // mostly a lost race for the port
                }
                throw new TestServerException("the container of " + image + " can't be started: " + e.getMessage(), e);
            }
            Endpoint endpoint = new Endpoint(container.getHost(), port, options.password());
            DockerServer server = new DockerServer(container, endpoint, ConfigFile.secrets(options));
            try {
                server.awaitAnswer();
                try (Resp resp = endpoint.connect()) {
                    server.version = resp.version();
                }
                return server;
            } catch (IOException | RuntimeException e) {
                server.close();
                throw e instanceof TestServerException known ? known : new TestServerException(server + " failed", e);
            }
        }
    }

    private void awaitAnswer() {
        Deadline deadline = Deadline.usual();
        while (!endpoint.answers()) {
            boolean ended = !isRunning();
            if (ended || deadline.hasPassed()) {
                String tail = log();
                throw new TestServerException(this + (ended ? " ended at once" : " did not answer in time")
                        + "; it printed:\n" + tail + "\n-> " + StartFailure.remedy(tail));
            }
            deadline.nap();
        }
    }

    private String log() {
        try {
            return ServerLog.hide(ServerLog.lastLines(container.getLogs()), secrets);
        } catch (RuntimeException e) {
            return "(no log)";
        }
    }

    private ContainerState state() {
        return docker.inspectContainerCmd(container.getContainerId()).exec().getState();
    }

    private boolean isRunning() {
        return Boolean.TRUE.equals(state().getRunning());
    }

    private boolean isPaused() {
        return Boolean.TRUE.equals(state().getPaused());
    }

    @Override
    public URI uri() {
        return endpoint.uri();
    }

    @Override
    public String host() {
        return endpoint.host();
    }

    @Override
    public int port() {
        return endpoint.port();
    }

    @Override
    public synchronized String version() {
        return version;
    }

    @Override
    public synchronized void stop() {
        int seconds = Math.toIntExact(Deadline.USUAL.toSeconds());
        end("stopped", id -> {
            if (isPaused()) {
                docker.unpauseContainerCmd(id).exec();
            }
            docker.stopContainerCmd(id).withTimeout(seconds).exec();
        });
    }

    @Override
    public synchronized void kill() {
        end("killed", id -> docker.killContainerCmd(id).exec());
    }

    private void end(String what, Consumer<String> way) {
        if (closed || !isRunning()) {
            return;
        }
        tell(what, way);
        Deadline.usual().await(this + " to be " + what, () -> !isRunning(), this::log);
    }

    @Override
    public synchronized void pause() {
        requireRunning();
        if (!isPaused()) {
            tell("paused", id -> docker.pauseContainerCmd(id).exec());
        }
    }

    @Override
    public synchronized void resume() {
        requireRunning();
        if (isPaused()) {
            tell("resumed", id -> docker.unpauseContainerCmd(id).exec());
        }
    }

    private void requireRunning() {
        if (closed || !isRunning()) {
            throw new IllegalStateException(this + " is not running");
        }
    }

    @Override
    public synchronized void restart() {
        if (closed) {
            throw new IllegalStateException(this + " is closed");
        }
        stop();
        tell("started again", id -> docker.startContainerCmd(id).exec());
        awaitAnswer();
    }

    private void tell(String what, Consumer<String> command) {
        try {
            command.accept(container.getContainerId());
        } catch (DockerException e) {
            throw new TestServerException(this + " can't be " + what + "; it printed:\n" + log(), e);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            try {
                container.stop();
            } finally {
                reaper.close();
                Ports.giveBack(port());
            }
        }
    }

    @Override
    public String toString() {
        return "Redis in a container on " + endpoint;
    }
}
