package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@RedisTest
@Timeout(300)
class TlsTest {
    private static KeyStore forAddress;
    private static KeyStore forAnotherHost;

    @BeforeAll
    static void certificates(@TempDir Path one, @TempDir Path two) throws IOException, GeneralSecurityException {
        forAddress = TlsProxy.certificate(one, "ip:127.0.0.1");
        forAnotherHost = TlsProxy.certificate(two, "dns:elsewhere.example");
    }

    private static RedisOptions options(int port, Tls tls) {
        return RedisOptions.of("rediss://127.0.0.1:" + port).toBuilder()
                .connectionMode(Fixture.MODE)
                .timeouts(Fixture.PATIENT)
                .tls(tls)
                .build();
    }

    private static void refused(RedisOptions options) {
        Failures.of(() -> Redis.connect(options).close())
                .is(RedisUnavailableException.class)
                .during("connect")
                .neverRan()
                .says("the TLS handshake failed")
                .remedy("Does the server speak TLS on this port, and does the JVM trust its certificate?");
    }

    @Test
    void a_trusted_certificate_with_the_right_name_is_accepted(RedisServer server)
            throws IOException, GeneralSecurityException {
        try (TlsProxy proxy = TlsProxy.before(server.port(), forAddress);
                Redis redis = Redis.connect(options(proxy.port(), Tls.on(TlsProxy.context(forAddress))))) {
            Fixture.set(redis, KEY, "x".repeat(100_000));
            assertThat(Fixture.get(redis, KEY))
                    .hasValueSatisfying(value -> assertThat(value).hasSize(100_000));
        }
    }

    @Test
    void a_feed_hears_over_tls_and_can_be_closed(RedisServer server) throws IOException, GeneralSecurityException {
        FeedFixture.Heard heard = new FeedFixture.Heard();
        NewThreads threads = FeedFixture.threads();
        try (TlsProxy proxy = TlsProxy.before(server.port(), forAddress);
                Redis redis = Redis.connect(options(proxy.port(), Tls.on(TlsProxy.context(forAddress))));
                KeyFeed feed = redis.follow(FeedFixture.OPTIONS, heard)) {
            assertThat(feed.tracking()).isTrue();
            heard.awaitSync();
            Fixture.raw(server, "SET", KEY.text(), "1");
            heard.awaitSync();
            assertThat(heard.heard(KEY)).isTrue();
        }
        FeedFixture.awaitThreads(threads, 0);
    }

    @Test
    void a_certificate_that_is_not_trusted_is_refused(RedisServer server) throws IOException, GeneralSecurityException {
        try (TlsProxy proxy = TlsProxy.before(server.port(), forAddress)) {
            refused(RedisOptions.of("rediss://127.0.0.1:" + proxy.port()));
            refused(options(proxy.port(), Tls.on(TlsProxy.context(forAnotherHost))));
        }
    }

    @Test
    void a_certificate_of_another_host_is_refused_unless_names_do_not_count(RedisServer server)
            throws IOException, GeneralSecurityException {
        try (TlsProxy proxy = TlsProxy.before(server.port(), forAnotherHost)) {
            Tls trusting = Tls.on(TlsProxy.context(forAnotherHost));
            refused(options(proxy.port(), trusting));
            try (Redis redis = Redis.connect(options(proxy.port(), trusting.withoutHostnameVerification()))) {
                assertThat(redis.health().status()).isEqualTo(RedisHealth.Status.HEALTHY);
            }
        }
    }

    @Test
    void a_server_that_does_not_speak_tls_is_told(RedisServer server) throws GeneralSecurityException {
        RedisOptions plain = options(server.port(), Tls.on(TlsProxy.context(forAddress)));
        Failures.of(() -> Redis.connect(plain.toBuilder()
                                .timeouts(Timeouts.defaults().withRead(Duration.ofMillis(500)))
                                .build())
                        .close())
                .during("connect")
                .neverRan()
                .says("TLS");
    }
}
