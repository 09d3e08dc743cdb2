package dev.redkeep.testing;

import java.io.IOException;
import java.net.URI;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A server that is a process of this machine, in a directory of its own. */
final class LocalServer implements RedisServer {
    private static final int ATTEMPTS = 5;

    private final Binary binary;
    private final Endpoint endpoint;
    private final ServerHome home;

    private volatile @Nullable ServerProcess process;
    private boolean paused;
    private boolean closed;

    private LocalServer(Binary binary, Endpoint endpoint, ServerHome home) {
        this.binary = binary;
        this.endpoint = endpoint;
        this.home = home;
    }

    static LocalServer start(Binary binary, Launch launch) {
        for (int attempt = 1; ; attempt++) {
            LocalServer server = create(binary, launch);
            try {
                server.launch();
                return server;
            } catch (TestServerException e) {
                boolean again = attempt < ATTEMPTS
                        && StartFailure.isPortTaken(server.log().tail());
                server.close();
                if (!again) {
                    throw e;
                }
            }
        }
    }

    private static LocalServer create(Binary binary, Launch launch) {
        int port = Ports.take();
        try {
            Endpoint endpoint = new Endpoint(Ports.LOOPBACK, port, launch.password());
            return new LocalServer(binary, endpoint, ServerHome.create(binary, endpoint, launch));
        } catch (IOException e) {
            Ports.giveBack(port);
            throw new TestServerException(
                    "the server's directory can't be made -> point -Djava.io.tmpdir to a writable one", e);
        }
    }

    private void launch() {
        Deadline deadline = Deadline.usual();
        long logged = log().size();
        try {
            ServerProcess started = home.start();
            process = started;
            paused = false;
            while (!endpoint.answers(started.pid())) {
                if (!started.isAlive()) {
                    String tail = log().tailFrom(logged);
                    throw new TestServerException(
                            this + " ended at once; it printed:\n" + tail + "\n-> " + StartFailure.remedy(tail));
                }
                if (deadline.hasPassed()) {
                    throw new TestServerException(this + " did not answer in time; it printed:\n" + log().tail());
                }
                deadline.nap();
            }
        } catch (IOException e) {
            throw new TestServerException(this + " can't be started", e);
        }
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
    public String version() {
        return binary.version();
    }

    @Override
    public synchronized void stop() {
        end(ServerProcess::terminate);
    }

    @Override
    public synchronized void kill() {
        end(ServerProcess::kill);
    }

    private void end(Consumer<ServerProcess> way) {
        ServerProcess running = process;
        if (running == null) {
            return;
        }
        if (running.isAlive()) {
            way.accept(running);
        }
        if (!running.awaitEnd(Deadline.usual())) {
            running.kill();
            running.awaitEnd(Deadline.usual());
            throw new TestServerException(this + " did not end in time and was killed; it printed:\n" + log().tail());
        }
        process = null;
    }

    @Override
    public synchronized void pause() {
        ServerProcess running = running();
        if (!paused) {
            running.pause();
            paused = true;
        }
    }

    @Override
    public synchronized void resume() {
        ServerProcess running = running();
        if (paused) {
            running.resume();
            paused = false;
        }
    }

    private ServerProcess running() {
        ServerProcess running = process;
        if (running == null || !running.isAlive()) {
            throw new IllegalStateException(this + " is not running");
        }
        return running;
    }

    @Override
    public synchronized void restart() {
        if (closed) {
            throw new IllegalStateException(this + " is closed");
        }
        stop();
        Deadline deadline = Deadline.usual();
        deadline.await("the return of port " + port(), () -> Ports.isFree(port()), log()::tail);
        launch();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            try {
                kill();
            } finally {
                Workspace.delete(home.directory());
                Ports.giveBack(port());
            }
        }
    }

    ServerLog log() {
        return home.log();
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** Whether its process is there, paused or not. */
    boolean isRunning() {
        ServerProcess running = process;
        return running != null && running.isAlive();
    }

    /** The process' id, or -1 if it isn't running. */
    long pid() {
        ServerProcess running = process;
        return running == null ? -1 : running.pid();
    }

    @Override
    public String toString() {
        return "Redis " + version() + " on " + host() + ":" + port();
    }
}
