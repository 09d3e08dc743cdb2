package dev.redkeep.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is left of a server: not after it is closed, and not after its JVM is killed. */
@Timeout(600)
class ReapingTest {
    @TempDir
    private Path temp;

    /** What the forked JVM runs: starts a server, says where, and waits to be killed. */
    static final class Child {
        private Child() {}

        public static void main(String[] how) throws Exception {
            RedisServer server = how[0].equals("selected")
                    ? RedisServer.start(ServerOptions.defaults())
                    : BinaryProvider.embedded().start(ServerOptions.defaults());
            long pid = server instanceof LocalServer local ? local.pid() : 0;
            if (how[1].equals("paused")) {
                server.pause();
            }
            System.out.println("started " + server.port() + " " + pid);
            if (how[1].equals("ends")) {
                return;
            }
            Thread.currentThread().join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"running", "paused", "ends"})
    void a_server_ends_with_its_jvm_however_that_ends(String state) throws Exception {
        Started started = fork("embedded", state);
        ProcessHandle server = ProcessHandle.of(started.pid()).orElse(null);
        started.end();
        await("the server's end").atMost(Deadline.USUAL).until(() -> server == null || !server.isAlive());
        await("the end of its files")
                .atMost(Deadline.USUAL)
                .untilAsserted(() -> assertThat(list(temp)).isEmpty());
    }

    @Test
    void a_server_of_the_selected_provider_ends_with_its_jvm_and_the_log_tells_the_provider() throws Exception {
        Started started = fork("selected", "running");
        assertThat(Files.readString(started.log()).lines().filter(line -> line.contains("Providers")))
                .singleElement()
                .asString()
                .matches(".*INFO.*Redis \\d+\\.\\d+\\S* for a server from provider (docker|path|embedded)");
        started.end();
        await("the server's end").atMost(Deadline.USUAL).until(() -> Ports.isFree(started.port()));
    }

    @Test
    void a_closed_server_leaves_no_process_no_thread_and_no_file() throws Exception {
        try (RedisServer first = BinaryProvider.embedded().start(null)) {
            first.pause();
        }
        Set<Path> files = list(Workspace.base());
        Set<Thread> threads = ownThreads();
        Set<ProcessHandle> children = ProcessHandle.current().descendants().collect(Collectors.toSet());
        try (RedisServer server = BinaryProvider.embedded().start(null)) {
            server.pause();
            assertThat(list(Workspace.base())).hasSize(files.size() + 1);
        }
        assertThat(list(Workspace.base())).isEqualTo(files);
        assertThat(ownThreads()).isSubsetOf(threads);
        await().atMost(Deadline.USUAL)
                .untilAsserted(
                        () -> assertThat(ProcessHandle.current().descendants()).isSubsetOf(children));
    }

    private record Started(Process jvm, int port, long pid, Path log) {
        /** By SIGKILL, unless it ends by itself. */
        void end() throws InterruptedException {
            jvm.destroyForcibly().waitFor();
        }
    }

    private Started fork(String provider, String state) throws IOException {
        Path log = Files.createTempFile("child-", ".log");
        log.toFile().deleteOnExit();
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temp,
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        provider,
                        state)
                .redirectError(log.toFile())
                .start();
        try (BufferedReader out = jvm.inputReader()) {
            String line = out.readLine();
            assertThat(line).as(() -> read(log)).startsWith("started ");
            String[] words = line.split(" ", -1);
            return new Started(jvm, Integer.parseInt(words[1]), Long.parseLong(words[2]), log);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static Set<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.collect(Collectors.toSet());
        }
    }

    /** But for the JDK's own, which wait for processes and are kept for the next. */
    private static Set<Thread> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().contains("process reaper"))
                .collect(Collectors.toSet());
    }
}
