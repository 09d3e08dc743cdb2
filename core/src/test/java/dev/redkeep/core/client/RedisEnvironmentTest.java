package dev.redkeep.core.client;

import static dev.redkeep.core.client.Refusals.assertRefused;
import static dev.redkeep.core.client.Refusals.assertSilentAbout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisEnvironmentTest {
    private static final List<String> NAMES = List.of(
            "REDIS_ADDR",
            "REDIS_PASSWORD",
            "REDIS_DB",
            "REDIS_POOL_SIZE",
            "REDIS_DIAL_TIMEOUT",
            "REDIS_READ_TIMEOUT",
            "REDIS_WRITE_TIMEOUT",
            "REDIS_OPERATION_TIMEOUT",
            "REDIS_SESSIONS_ENABLED",
            "REDIS_CACHE_ENABLED",
            "REDIS_RATELIMIT_ENABLED");

    @Test
    void unset_and_empty_variables_leave_the_defaults() {
        Map<String, String> empty = new HashMap<>();
        NAMES.forEach(name -> empty.put(name, ""));
        assertThat(RedisOptions.fromEnvironment(Map.of("PATH", "x"))).isEqualTo(RedisOptions.defaults());
        assertThat(RedisOptions.fromEnvironment(empty)).isEqualTo(RedisOptions.defaults());
    }

    @Test
    void every_variable_reaches_its_setting() {
        RedisOptions options = RedisOptions.fromEnvironment(Map.of(
                "REDIS_ADDR", "redis:6380",
                "REDIS_PASSWORD", "p%40ss +@/",
                "REDIS_DB", "3",
                "REDIS_POOL_SIZE", "4",
                "REDIS_DIAL_TIMEOUT", "500ms",
                "REDIS_READ_TIMEOUT", "1m30s",
                "REDIS_WRITE_TIMEOUT", "1.5s",
                "REDIS_SESSIONS_ENABLED", "0",
                "REDIS_CACHE_ENABLED", "F",
                "REDIS_RATELIMIT_ENABLED", "T"));
        assertThat(options)
                .isEqualTo(RedisOptions.builder()
                        .standalone("redis", 6380)
                        .credentials(Credentials.password("p%40ss +@/"))
                        .database(3)
                        .pool(PoolOptions.builder().maxConnections(4).build())
                        .timeouts(Timeouts.defaults()
                                .withConnect(Duration.ofMillis(500))
                                .withRead(Duration.ofSeconds(90))
                                .withWrite(Duration.ofMillis(1_500))
                                .withOperation(Duration.ofSeconds(90)))
                        .features(new Features(false, false, true))
                        .build());
    }

    @Test
    void a_longer_limit_raises_the_deadline_unless_that_is_given_too() {
        assertThat(operation(Map.of("REDIS_DIAL_TIMEOUT", "7s", "REDIS_READ_TIMEOUT", "6s")))
                .hasSeconds(7);
        assertThat(operation(Map.of("REDIS_READ_TIMEOUT", "100ms"))).hasSeconds(5);
        assertThat(operation(Map.of("REDIS_READ_TIMEOUT", "6s", "REDIS_OPERATION_TIMEOUT", "800ms")))
                .hasMillis(800);
    }

    private static Duration operation(Map<String, String> variables) {
        return RedisOptions.fromEnvironment(variables).timeouts().operation();
    }

    @ParameterizedTest
    @CsvSource({
        "REDIS_OPERATION_TIMEOUT, 5, such as 500ms",
        "REDIS_ADDR, redis:x, port must be",
        "REDIS_ADDR, :6379, host must not be empty",
        "REDIS_ADDR, ::1, in brackets",
        "REDIS_ADDR, 'a:1,b:2', redis:// URI",
        "REDIS_ADDR, http://redis, redis:// or rediss://",
        "REDIS_ADDR, redis://n1/1?cluster=true, database must be 0",
        "REDIS_ADDR, app:secret@redis:6379, redis:// URI",
        "REDIS_DB, -1, 0 or more",
        "REDIS_DB, one, 0 or more",
        "REDIS_DB, 2147483648, 0 or more",
        "REDIS_POOL_SIZE, 0, 1 or more",
        "REDIS_POOL_SIZE, ' 20', 1 or more",
        "REDIS_DIAL_TIMEOUT, 5, such as 500ms",
        "REDIS_DIAL_TIMEOUT, 0s, 1 ms..2147483647 ms",
        "REDIS_READ_TIMEOUT, -3s, such as 500ms",
        "REDIS_READ_TIMEOUT, 999us, 1 ms..2147483647 ms",
        "REDIS_WRITE_TIMEOUT, 600h, 1 ms..2147483647 ms",
        "REDIS_WRITE_TIMEOUT, 99999999999h, at most",
        "REDIS_SESSIONS_ENABLED, yes, true or false",
        "REDIS_CACHE_ENABLED, tRUE, true or false",
        "REDIS_RATELIMIT_ENABLED, 2, true or false",
    })
    void a_malformed_variable_is_refused_by_its_name(String name, String value, String expected) {
        assertRefused(() -> RedisOptions.fromEnvironment(Map.of(name, value)))
                .hasMessageStartingWith(name + ": ")
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "t", "T", "TRUE", "true", "True"})
    void a_flag_is_on_as_go_has_it(String value) {
        assertThat(RedisOptions.fromEnvironment(Map.of("REDIS_CACHE_ENABLED", value))
                        .features())
                .isEqualTo(Features.defaults());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "f", "F", "FALSE", "false", "False"})
    void a_flag_is_off_as_go_has_it(String value) {
        assertThat(RedisOptions.fromEnvironment(Map.of("REDIS_RATELIMIT_ENABLED", value))
                        .features())
                .isEqualTo(Features.defaults().withRateLimit(false));
    }

    @Test
    void the_address_may_be_a_uri_and_the_password_stand_apart() {
        assertThat(RedisOptions.fromEnvironment(
                        Map.of("REDIS_ADDR", "rediss://app:@s1,s2/2?sentinel=m", "REDIS_PASSWORD", "hunter2")))
                .isEqualTo(RedisOptions.of("rediss://app:hunter2@s1,s2/2?sentinel=m"));
        assertThat(RedisOptions.fromEnvironment(
                        Map.of("REDIS_ADDR", "redis://h", "REDIS_PASSWORD", "p", "REDIS_DB", "1")))
                .isEqualTo(RedisOptions.of("redis://:p@h/1"));
    }

    @Test
    void a_setting_may_be_given_twice_if_both_agree() {
        assertThat(RedisOptions.fromEnvironment(
                        Map.of("REDIS_ADDR", "redis://:p@h/1", "REDIS_PASSWORD", "p", "REDIS_DB", "1")))
                .isEqualTo(RedisOptions.of("redis://:p@h/1"));
    }

    @ParameterizedTest
    @CsvSource({"REDIS_PASSWORD, hunter3", "REDIS_DB, 1", "REDIS_DB, 0"})
    void two_variables_that_contradict_each_other_are_refused(String name, String value) {
        assertRefused(() -> RedisOptions.fromEnvironment(Map.of("REDIS_ADDR", "redis://:hunter2@h/2", name, value)))
                .hasMessageStartingWith(name + ": REDIS_ADDR has another")
                .hasMessageNotContaining("hunter");
    }

    @Test
    void a_database_other_than_0_on_cluster_is_the_fault_of_its_variable() {
        assertRefused(() -> RedisOptions.fromEnvironment(Map.of("REDIS_ADDR", "redis://a,b", "REDIS_DB", "1")))
                .hasMessageStartingWith("REDIS_DB: database must be 0 on Cluster");
    }

    @Test
    void no_refusal_repeats_a_value() {
        for (String name : NAMES.subList(2, NAMES.size())) {
            Map<String, String> variables =
                    Map.of("REDIS_ADDR", "redis://app:@h", "REDIS_PASSWORD", "hunter2", name, "!hunter2");
            Throwable refusal = catchThrowable(() -> RedisOptions.fromEnvironment(variables));
            assertThat(refusal).isInstanceOf(IllegalArgumentException.class);
            assertSilentAbout("hunter2", refusal);
        }
    }
}
