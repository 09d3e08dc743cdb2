package dev.redkeep.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code redis-server} that was seen to run here.
 *
 * @param path the file
 * @param version what {@code --version} says, such as 6.2.11
 */
record Binary(Path path, String version) {
    private static final Pattern VERSION = Pattern.compile("\\bv=([0-9][^ ]*)");

    /** Runs {@code --version}; fails with the program's own output and a remedy. */
    static Binary probe(Path path) throws Unavailable {
        BinaryFormat.check(path);
        String name = String.valueOf(path.getFileName());
        String output = versionOf(path, name);
        Matcher matcher = VERSION.matcher(output);
        if (!matcher.find()) {
            throw new Unavailable(name + " --version printed:\n" + output.strip(), StartFailure.remedy(output));
        }
        return new Binary(path, matcher.group(1));
    }

    private static String versionOf(Path path, String name) throws Unavailable {
        Path output = null;
        try {
            output = Files.createTempFile(Workspace.base(), "version-", ".txt");
            Process process = new ProcessBuilder(path.toString(), "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(Deadline.USUAL.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new Unavailable(name + " --version did not end", "use another redis-server");
            }
            String text = new String(Files.readAllBytes(output), UTF_8);
            return process.exitValue() == 0 ? text : text.strip() + "\n(exit code " + process.exitValue() + ")";
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            throw new Unavailable(name + " can't be run: " + reason, StartFailure.remedy(reason));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestServerException("interrupted while asking " + name + " for its version", e);
        } finally {
            if (output != null) {
                Workspace.delete(output);
            }
        }
    }
}
