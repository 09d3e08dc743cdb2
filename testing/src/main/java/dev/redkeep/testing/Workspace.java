package dev.redkeep.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one temporary directory of this JVM: all servers' directories and the extracted binary are in it. It goes when
 * the JVM ends, by a shutdown hook or, after SIGKILL, by the watchdog of any server that was still running.
 */
final class Workspace {
    private Workspace() {}

    private static final class Lazily {
        static final Path BASE = create();

        private static Path create() {
            try {
                Path base = Files.createTempDirectory("redkeep-testing-");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(base), "redkeep-testing-delete"));
                return base;
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "no temporary directory can be made -> point -Djava.io.tmpdir to a writable one", e);
            }
        }
    }

    static Path base() {
        return Lazily.BASE;
    }

    static Path newDirectory(String prefix) throws IOException {
        return Files.createTempDirectory(base(), prefix);
    }

    /** Deletes what can be deleted; a file that a dying server still writes may come and go meanwhile. */
    static void delete(Path directory) {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(directory)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException | UncheckedIOException e) {
            return;
        }
        for (Path path : deepestFirst) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                path.toFile().deleteOnExit();
            }
        }
    }
}
