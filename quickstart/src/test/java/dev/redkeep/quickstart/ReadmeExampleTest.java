package dev.redkeep.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@RedisTest
class ReadmeExampleTest {
    @Test
    void the_example_runs_as_a_program(RedisServer server) throws IOException, InterruptedException {
        assertThat(run(server.host() + ":" + server.port()))
                .containsPattern("Hello alice\\R")
                .containsPattern("last used \\d{4}-\\d\\d-\\d\\dT");
    }

    @Test
    void without_redis_it_says_what_helps(RedisServer server) throws IOException, InterruptedException {
        assertThat(run("127.0.0.1:1")).contains("Start Redis, or check REDIS_ADDR.");
    }

    private static String run(String address) throws IOException, InterruptedException {
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ReadmeExample.class.getName());
        program.environment().put("REDIS_ADDR", address);
        Process process = program.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
