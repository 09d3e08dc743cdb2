package dev.redkeep.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of the providers, and what is said when one or all can't be had. */
class ProvidersTest {
    private static final String NO_ENGINE = "tcp://127.0.0.1:1";

    @TempDir
    private Path empty;

    @Test
    void the_server_the_variable_names_is_taken_and_can_not_be_stopped() throws Exception {
        try (RedisServer running = embedded(ServerOptions.defaults().withPassword("hush-hush"))) {
            Providers providers = providers("REDKEEP_TEST_REDIS", running.uri().toString());
            RedisServer server = providers.startAny();
            assertThat(server.uri()).isEqualTo(running.uri());
            assertThat(server.host()).isEqualTo(running.host());
            assertThat(server.port()).isEqualTo(running.port());
            assertThat(server.version()).isEqualTo(running.version());
            assertThat(server.toString()).doesNotContain("hush-hush");
            assertRefuses(server::stop);
            assertRefuses(server::kill);
            assertRefuses(server::pause);
            assertRefuses(server::resume);
            assertRefuses(server::restart);
            server.close();
            SharedServer.makeReady(server);
        }
    }

    private static void assertRefuses(Runnable action) {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(action::run)
                .withMessageContaining("REDKEEP_TEST_REDIS")
                .withMessageContaining("->")
                .withMessageNotContaining("hush-hush");
    }

    @Test
    void a_server_with_options_is_never_the_one_the_variable_names() throws Exception {
        try (RedisServer running = embedded(ServerOptions.defaults())) {
            Providers providers = providers("REDKEEP_TEST_REDIS", running.uri().toString());
            try (RedisServer server = providers.start(ServerOptions.defaults())) {
                assertThat(server.port()).isNotEqualTo(running.port());
            }
            String uri = running.uri().toString();
            assertThatThrownBy(() -> providers("REDKEEP_TEST_REDIS", uri, "REDKEEP_TEST_PROVIDER", "uri")
                            .start(ServerOptions.defaults()))
                    .isInstanceOf(TestServerException.class)
                    .hasMessageContaining("can't be given options");
        }
    }

    @Test
    void a_named_server_that_is_not_there_is_a_failure_and_not_passed_over() {
        assertThatThrownBy(() -> providers("REDKEEP_TEST_REDIS", "redis://:hush@127.0.0.1:1")
                        .startAny())
                .isInstanceOf(TestServerException.class)
                .hasMessageContaining("127.0.0.1:1 does not answer")
                .hasMessageContaining("unset the variable")
                .hasMessageNotContaining("hush");
    }

    @Test
    void a_text_that_is_no_uri_is_refused_without_repeating_it() {
        for (String text : new String[] {"http://a:hush@b", "redis://:hu sh@b", "hush"}) {
            assertThatThrownBy(() -> providers("REDKEEP_TEST_REDIS", text).startAny())
                    .isInstanceOf(TestServerException.class)
                    .hasMessageContaining("not the URI of a Redis")
                    .hasMessageNotContaining("hu");
        }
    }

    @Test
    void a_wrong_password_is_told_without_it() throws Exception {
        try (RedisServer running = embedded(ServerOptions.defaults().withPassword("right"))) {
            String wrong = "redis://:hush@" + running.host() + ":" + running.port();
            assertThatThrownBy(() -> providers("REDKEEP_TEST_REDIS", wrong).startAny())
                    .hasMessageContaining("WRONGPASS")
                    .hasMessageNotContaining("hush");
        }
    }

    @Test
    void without_a_uri_an_engine_or_a_path_the_embedded_one_is_taken() {
        try (RedisServer server = providers().startAny()) {
            assertThat(server.version()).startsWith("6.2.");
        }
    }

    @Test
    void a_redis_server_on_the_path_comes_before_the_embedded_one() throws Exception {
        Binary real = BinaryProvider.embedded().binary();
        Programs.script(
                empty,
                "[ \"$1\" = --version ] && echo 'Redis server v=9.8.7 sha=0' && exit",
                "exec '" + real.path() + "' \"$@\"");
        try (RedisServer server = providers().startAny()) {
            assertThat(server.version()).isEqualTo("9.8.7");
        }
        assertThat(providers().binary().version()).isEqualTo("9.8.7");
        assertThat(providers("REDKEEP_TEST_PROVIDER", "embedded").binary().version())
                .startsWith("6.2.");
        assertThat(providers("REDKEEP_TEST_PROVIDER", "docker").binary().version())
                .isEqualTo("9.8.7");
    }

    @Test
    void a_broken_redis_server_on_the_path_is_passed_over() throws Exception {
        Programs.script(empty, "echo 'error while loading shared libraries: libx.so.1: no'; exit 127");
        try (RedisServer server = providers().startAny()) {
            assertThat(server.version()).startsWith("6.2.");
        }
    }

    @Test
    void a_forced_provider_that_can_not_be_had_fails_with_the_reason() {
        assertForced("uri", "REDKEEP_TEST_REDIS is not set");
        assertForced("docker", "no Docker engine answers at " + NO_ENGINE);
        assertForced("path", "no redis-server on the PATH");
    }

    private void assertForced(String name, String reason) {
        Providers providers = providers("REDKEEP_TEST_PROVIDER", name);
        assertThatThrownBy(providers::startAny)
                .isInstanceOf(TestServerException.class)
                .hasMessageContaining("forces")
                .hasMessageContaining(name + ": " + reason)
                .hasMessageContaining(" -> ");
    }

    @Test
    void an_unknown_forced_provider_fails_with_the_known_ones() {
        assertThatThrownBy(() -> providers("REDKEEP_TEST_PROVIDER", "podman").startAny())
                .isInstanceOf(TestServerException.class)
                .hasMessageContaining("podman")
                .hasMessageContaining("uri, docker, path, embedded");
    }

    @Test
    void when_there_is_none_the_failure_lists_all_that_was_tried() {
        Providers providers = new Providers(
                List.of(
                        ForeignServer.provider(null),
                        new DockerProvider(Map.of("DOCKER_HOST", NO_ENGINE)),
                        BinaryProvider.onPath(null),
                        new BinaryProvider("embedded", () -> {
                            throw new Unavailable("none for this system", "buy another");
                        })),
                null);
        assertThatThrownBy(providers::startAny)
                .isInstanceOf(TestServerException.class)
                .message()
                .containsSubsequence(
                        "tried", "uri: ", "docker: ", "path: ", "embedded: none for this system", "buy another");
        assertThatThrownBy(providers::binary).hasMessageContaining("path: ").hasMessageNotContaining("docker: ");
    }

    /** As in an environment without engine and PATH, but for the given variables. */
    private Providers providers(String... variables) {
        Map<String, String> env = new HashMap<>(Map.of("DOCKER_HOST", NO_ENGINE, "PATH", empty.toString()));
        for (int i = 0; i < variables.length; i += 2) {
            env.put(variables[i], variables[i + 1]);
        }
        return new Providers(env);
    }

    private static RedisServer embedded(ServerOptions options) throws Unavailable {
        return BinaryProvider.embedded().start(options);
    }
}
