package dev.redkeep.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinaryTest {
    @TempDir
    private Path directory;

    @Test
    void the_embedded_binary_is_extracted_once_and_runs() throws Exception {
        BinaryProvider provider = BinaryProvider.embedded();
        Binary binary = provider.binary();
        assertThat(binary.version()).startsWith("6.2.");
        assertThat(binary.path()).isExecutable().hasParent(Workspace.base());
        assertThat(provider.binary()).isSameAs(binary);
        assertThat(BinaryProvider.embedded().binary()).isEqualTo(binary);
    }

    @ParameterizedTest
    @CsvSource({
        "libssl.so.3, OpenSSL 3",
        "libcrypto.so.3, libssl3",
        "libjemalloc.so.2, package that holds libjemalloc.so.2",
    })
    void a_missing_system_library_is_told_with_the_programs_words_and_a_remedy(String library, String remedy)
            throws IOException {
        String words = "error while loading shared libraries: " + library + ": cannot open shared object file";
        Path file = Programs.script(directory, "echo \"redis-server: " + words + "\" >&2", "exit 127");
        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> Binary.probe(file))
                .withMessageContaining(words)
                .withMessageContaining("exit code 127")
                .withMessageContaining(remedy);
    }

    @Test
    void a_file_that_is_no_program_is_never_run() throws IOException {
        Path witness = directory.resolve("witness");
        Path file = Programs.program(directory, ("touch " + witness + "\n").getBytes(UTF_8));
        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> Binary.probe(file))
                .withMessageContaining("exec format error")
                .withMessageContaining("install a redis-server");
        assertThat(witness).doesNotExist();
    }

    @Test
    void a_program_for_another_processor_is_told_as_such() throws IOException {
        boolean arm = BinaryFormat.Platform.processor().equals("arm64");
        byte[] elf = Arrays.copyOf(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 64);
        elf[18] = (byte) (arm ? 62 : 183);
        Path file = Programs.program(directory, elf);
        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> Binary.probe(file))
                .withMessageContaining("another processor, " + (arm ? "amd64" : "arm64"));
    }

    @Test
    void a_program_that_may_not_be_executed_is_told_with_the_temporary_directory_as_remedy() throws IOException {
        Path file = Programs.script(directory, "echo v=7.0.0");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> Binary.probe(file))
                .withMessageContaining("Permission denied")
                .withMessageContaining("java.io.tmpdir");
    }

    @ParameterizedTest
    @CsvSource({
        "'/lib/libc.so.6: version `GLIBC_2.34'' not found', older than GLIBC_2.34",
        "'dyld: Library not loaded: /opt/homebrew/opt/openssl@3/lib/libssl.3.dylib', brew install openssl@3",
        "'error=2, No such file or directory', apk add redis",
        "'bind: Address already in use', another program took the port",
        "'something else', read its output",
    })
    void each_known_failure_has_its_remedy(String output, String remedy) {
        assertThat(StartFailure.remedy(output)).contains(remedy);
    }

    @Test
    void a_server_that_ends_at_once_is_told_with_its_own_words() throws IOException {
        Path file = Programs.script(directory, "echo 'no room for hush here'; exit 3");
        ServerOptions options = ServerOptions.defaults().withPassword("hush");
        assertThatThrownBy(() -> LocalServer.start(new Binary(file, "7.0.0"), Launch.of(options)))
                .isInstanceOf(TestServerException.class)
                .hasMessageContaining("ended at once")
                .hasMessageContaining("no room for *** here");
    }

    @Test
    void a_port_lost_to_another_program_is_replaced_by_a_free_one() throws Exception {
        Binary real = BinaryProvider.embedded().binary();
        Path once = directory.resolve("once");
        Path file = Programs.script(
                directory,
                "[ -e '" + once + "' ] && exec '" + real.path() + "' \"$@\"",
                "touch '" + once + "'",
                "echo 'bind: Address already in use'; exit 1");
        try (LocalServer server = LocalServer.start(new Binary(file, "7.0.0"), Launch.of(ServerOptions.defaults()))) {
            assertThat(server.endpoint().answers()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, redis-server-6.2.6-v5-linux-amd64",
        "Linux, aarch64, redis-server-6.2.7-linux-arm64",
        "Linux, i386, redis-server-6.2.7-linux-386",
        "Mac OS X, x86_64, redis-server-6.2.6-v5-darwin-amd64",
        "Mac OS X, aarch64, redis-server-6.2.6-v5-darwin-arm64",
    })
    void each_known_platform_has_a_binary_on_the_class_path(String system, String processor, String resource)
            throws Unavailable {
        assertThat(EmbeddedBinary.resourceFor(
                        BinaryFormat.Platform.nameSystem(system), BinaryFormat.Platform.nameProcessor(processor)))
                .isEqualTo(resource);
        assertThat(getClass().getClassLoader().getResource(resource)).isNotNull();
    }

    @Test
    void windows_and_unknown_platforms_are_refused_with_a_remedy() {
        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> EmbeddedBinary.resourceFor("windows", "amd64"))
                .withMessageContaining("WSL");
        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> EmbeddedBinary.resourceFor("linux", "s390x"))
                .withMessageContaining("install redis-server");
    }
}
