package dev.redkeep.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A server's process, started through a shell that outlives this JVM: the shell's input is a pipe from the JVM, so when
 * the JVM ends in whatever way, the pipe ends, and the shell kills the server (paused or not) and deletes the JVM's
 * temporary directory. When the server ends, so does the shell, with its exit code;
 * SIGUSR1 ends the part of it that watches the pipe, unless that is about to clear up.
 */
final class ServerProcess {
    private static final String WATCHDOG = """
            trap '' HUP INT QUIT TERM
            base=$1 log=$2 pidfile=$3
            shift 3
            exec 3<&0 </dev/null
            "$@" >>"$log" 2>&1 3<&- &
            server=$!
            echo "$server" >"$pidfile"
            (
                while read -r line <&3; do :; done
                trap '' USR1
                kill -9 "$server"
                rm -rf "$base"
            ) >/dev/null 2>&1 &
            watchdog=$!
            wait "$server"
            status=$?
            kill -USR1 "$watchdog"
            exit "$status"
            """;

    private final Process shell;
    private final ProcessHandle server;

    private ServerProcess(Process shell, ProcessHandle server) {
        this.shell = shell;
        this.server = server;
    }

    /** Starts a command in a directory. What it prints is added to the log. */
    static ServerProcess start(Path directory, Path log, List<String> command) throws IOException {
        Path pidFile = directory.resolve("redkeep.pid");
        Files.deleteIfExists(pidFile);
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", WATCHDOG, "redkeep-watchdog"));
        words.addAll(List.of(Workspace.base().toString(), log.toString(), pidFile.toString()));
        words.addAll(command);
        Process shell = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
        long pid = awaitPid(shell, pidFile);
        return new ServerProcess(shell, ProcessHandle.of(pid).orElseGet(shell::toHandle));
    }

    private static long awaitPid(Process shell, Path pidFile) throws IOException {
        Deadline deadline = Deadline.usual();
        while (true) {
            boolean over = deadline.hasPassed() || !shell.isAlive(); // before the look: what it wrote last is seen too
            String text = Files.exists(pidFile) ? Files.readString(pidFile) : "";
            if (text.endsWith("\n")) {
                return Long.parseLong(text.strip());
            }
            if (over) {
                shell.destroyForcibly();
                throw new IOException("/bin/sh did not start the server");
            }
            deadline.nap();
        }
    }

    long pid() {
        return server.pid();
    }

    boolean isAlive() {
        return shell.isAlive();
    }

    /** Asks it to end ({@code SIGTERM}), also if it is paused. */
    void terminate() {
        server.destroy();
        resume();
    }

    void kill() {
        server.destroyForcibly();
    }

    /** Returns when it has stopped running. */
    void pause() {
        signal("STOP");
        Deadline.usual()
                .await("the pause of process " + pid(), () -> state().orElse('T') == 'T' || !isAlive(), () -> "");
    }

    void resume() {
        signal("CONT");
    }

    /** Waits for the end of the process, which has been reaped by then. */
    boolean awaitEnd(Deadline deadline) {
        try {
            return shell.waitFor(deadline.leftMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestServerException("interrupted while waiting for the end of process " + pid(), e);
        }
    }

    /** The letter Linux gives a process' state; empty elsewhere. */
    private Optional<Character> state() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid()), "stat"));
            return Optional.of(stat.charAt(stat.lastIndexOf(')') + 2));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -s \"$0\" \"$1\"", name, Long.toString(pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(new File("/dev/null"))
                    .start();
            kill.getOutputStream().close();
            if (!kill.waitFor(Deadline.USUAL.toMillis(), TimeUnit.MILLISECONDS)) {
                kill.destroyForcibly();
                throw new TestServerException("SIG" + name + " could not be sent in time to process " + pid());
            }
        } catch (IOException e) {
            throw new TestServerException("SIG" + name + " could not be sent to process " + pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestServerException("interrupted while sending SIG" + name + " to process " + pid(), e);
        }
    }
}
