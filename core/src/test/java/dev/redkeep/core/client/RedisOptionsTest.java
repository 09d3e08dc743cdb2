package dev.redkeep.core.client;

import static dev.redkeep.core.client.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisOptionsTest {
    private static final Endpoint NODE = new Endpoint("n1", 7000);

    @Test
    void the_defaults_are_the_documented_ones() {
        RedisOptions options = RedisOptions.defaults();
        assertThat(options.topology()).isEqualTo(new RedisTopology.Standalone(new Endpoint("localhost", 6379)));
        assertThat(options.credentials()).isEqualTo(Credentials.none());
        assertThat(options.sentinelCredentials()).isEqualTo(Credentials.none());
        assertThat(options.database()).isZero();
        assertThat(options.tls()).isEqualTo(Tls.off());
        assertThat(options.timeouts())
                .isEqualTo(new Timeouts(
                        Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(5)));
        assertThat(options.pool())
                .isEqualTo(new PoolOptions(20, 5, Duration.ofHours(1), Duration.ofMinutes(10), Duration.ofSeconds(5)));
        assertThat(options.features()).isEqualTo(new Features(true, true, true));
        assertThat(options.clientName()).isEqualTo("redkeep");
    }

    @Test
    void a_copy_through_the_builder_is_equal() {
        RedisOptions options = RedisOptions.builder()
                .sentinel("mymaster", NODE, new Endpoint("::1", 26379))
                .credentials(Credentials.user("app", "hunter2"))
                .sentinelCredentials(Credentials.password("hunter3"))
                .database(2)
                .tls(Tls.on().withoutHostnameVerification())
                .timeouts(Timeouts.defaults().withOperation(Duration.ofSeconds(1)))
                .pool(PoolOptions.builder().minIdle(0).build())
                .features(Features.defaults().withCache(false))
                .clientName("orders")
                .build();
        assertThat(options.toBuilder().build()).isEqualTo(options).isNotEqualTo(RedisOptions.defaults());
        assertThat(options.toString())
                .contains("[::1]:26379", "mymaster", "app", "orders", "verifiesHostname=false")
                .doesNotContain("hunter");
    }

    @Test
    void a_cluster_has_database_0_only() {
        RedisOptionsBuilder cluster = RedisOptions.builder().cluster(NODE);
        assertThat(cluster.build().topology()).isEqualTo(new RedisTopology.Cluster(List.of(NODE)));
        assertRefused(() -> cluster.database(1).build()).hasMessageStartingWith("database must be 0 on Cluster");
    }

    @Test
    void a_database_below_0_is_refused() {
        assertRefused(() -> RedisOptions.builder().database(-1).build()).hasMessage("database must be 0 or more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "my app", "app\n", "\u00e9"})
    void a_client_name_that_redis_does_not_take_is_refused(String name) {
        assertRefused(() -> RedisOptions.builder().clientName(name).build()).hasMessageStartingWith("clientName must");
    }

    @Test
    void a_topology_needs_an_address_and_keeps_its_own_list() {
        assertRefused(() -> RedisOptions.builder().cluster()).hasMessageStartingWith("seeds must");
        assertRefused(() -> RedisOptions.builder().sentinel("m")).hasMessageStartingWith("sentinels must");
        assertRefused(() -> RedisOptions.builder().sentinel("my master", NODE))
                .hasMessageStartingWith("masterName must");
        List<Endpoint> seeds = new ArrayList<>(List.of(NODE));
        RedisTopology cluster = new RedisTopology.Cluster(seeds);
        seeds.clear();
        assertThat(cluster.endpoints()).containsExactly(NODE);
        assertThat(RedisOptions.builder()
                        .standalone("n1", 7000)
                        .build()
                        .topology()
                        .endpoints())
                .containsExactly(NODE);
    }

    @Test
    void a_null_is_refused_by_name() {
        @SuppressWarnings("NullAway") // the caller's mistake, made on purpose
        RedisOptionsBuilder builder = RedisOptions.builder().credentials(null);
        assertThatNullPointerException().isThrownBy(builder::build).withMessage("credentials");
    }

    @Test
    void tls_verifies_host_names_unless_told_otherwise() throws NoSuchAlgorithmException {
        SSLContext context = SSLContext.getDefault();
        assertThat(Tls.on().verifiesHostname()).isTrue();
        assertThat(Tls.on(context).verifiesHostname()).isTrue();
        assertThat(Tls.on(context).withoutHostnameVerification().context()).containsSame(context);
        assertThat(Tls.on(context).withoutHostnameVerification().verifiesHostname())
                .isFalse();
        assertThat(Tls.off().withoutHostnameVerification()).isEqualTo(Tls.off());
        assertThat(Tls.on(context)).isEqualTo(Tls.on(context)).isNotEqualTo(Tls.on());
        assertThat(List.of(Tls.off(), Tls.on(), Tls.on(context)).toString())
                .isEqualTo("[Tls[off], Tls[on, trust=jvm, verifiesHostname=true],"
                        + " Tls[on, trust=application, verifiesHostname=true]]");
    }
}
