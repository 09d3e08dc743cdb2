package dev.redkeep.sessions.token;

import static dev.redkeep.sessions.Patient.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.observe.RedisStats;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.params.SetParams;

/** Providers' tokens shared with a service that follows the document, and what no service should have written. */
class OAuthTokensInteropTest extends TokensOnRedis {
    private static final OAuthProvider GOOGLE = OAuthProvider.GOOGLE;

    private OAuthTokens tokens;

    @BeforeEach
    void open() {
        tokens = OAuthTokens.on(redis);
    }

    @Test
    void what_this_library_writes_is_the_document_byte_for_byte() {
        tokens.save(123, GOOGLE, OAuthGrant.of("ya29.a").withRefreshToken("1//r"));

        assertThat(raw.get("oauth_access:123:google")).isEqualTo("ya29.a");
        assertThat(raw.get("oauth_refresh:123:google")).isEqualTo("1//r");
        assertThat(raw.pttl("oauth_access:123:google")).isBetween(3_600_000L - 60_000, 3_600_000L);
        assertThat(raw.pttl("oauth_refresh:123:google")).isBetween(2_592_000_000L - 60_000, 2_592_000_000L);
        assertThat(raw.dbSize()).isEqualTo(2);
    }

    @Test
    void what_the_documents_commands_write_is_read() {
        raw.set("oauth_access:123:google", "access", SetParams.setParams().ex(3600));
        raw.set("oauth_refresh:123:google", "refresh");

        StoredToken access = tokens.access(123, GOOGLE).orElseThrow();
        assertThat(access.token()).isEqualTo("access");
        assertThat(access.expiresIn().orElseThrow()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        assertThat(tokens.refresh(123, GOOGLE)).contains(new StoredToken("refresh", Optional.empty()));
        assertThat(tokens.deleteAll(123)).isEqualTo(new DeletedTokens(2));
        assertThat(raw.dbSize()).isZero();
    }

    @Test
    void an_access_token_is_gone_when_its_provider_said_it_ends() {
        tokens.save(123, GOOGLE, OAuthGrant.of("a").withExpiresIn(Duration.ofMillis(20)));

        await().until(() -> tokens.access(123, GOOGLE).isEmpty());
        assertThat(tokens.unreadable()).isZero();
    }

    @Test
    void the_hardened_layout_puts_a_users_tokens_into_one_slot() {
        OAuthTokens.on(redis, OAuthOptions.defaults().withLayout(KeyLayout.HARDENED))
                .save(123, GOOGLE, OAuthGrant.of("a").withRefreshToken("r"));

        assertThat(raw.get("oauth_access:{123}:google")).isEqualTo("a");
        assertThat(raw.get("oauth_refresh:{123}:google")).isEqualTo("r");
    }

    @Test
    void what_is_encrypted_shows_no_token_and_cannot_be_moved() {
        OAuthTokens sealed = OAuthTokens.on(redis, TestEncryptor.random());
        sealed.save(123, GOOGLE, OAuthGrant.of("access").withRefreshToken("refresh"));

        byte[] access = raw.get("oauth_access:123:google".getBytes(UTF_8));
        assertThat(new String(access, UTF_8)).doesNotContain("access");
        for (String other : new String[] {"oauth_access:124:google", "oauth_access:123:github"}) {
            raw.set(other.getBytes(UTF_8), access);
        }
        raw.set("oauth_refresh:123:google".getBytes(UTF_8), access);

        assertThat(sealed.access(123, GOOGLE).orElseThrow().token()).isEqualTo("access");
        assertThat(sealed.access(124, GOOGLE)).isEmpty();
        assertThat(sealed.access(123, OAuthProvider.GITHUB)).isEmpty();
        assertThat(sealed.refresh(123, GOOGLE)).isEmpty();
        assertThat(sealed.unreadable()).isEqualTo(3);
    }

    @Test
    void an_encrypted_token_outlives_a_change_of_the_layout() {
        Encryptor encryptor = TestEncryptor.random();
        OAuthTokens.on(redis, encryptor).save(123, GOOGLE, OAuthGrant.of("access"));
        raw.rename("oauth_access:123:google", "oauth_access:{123}:google");
        OAuthTokens hardened = OAuthTokens.on(
                redis, OAuthOptions.defaults().withEncryptor(encryptor).withLayout(KeyLayout.HARDENED));

        assertThat(hardened.access(123, GOOGLE).orElseThrow().token()).isEqualTo("access");
    }

    @Test
    void what_is_unreadable_is_ignored_and_counted_or_fails_as_the_options_say() {
        OAuthOptions options = OAuthOptions.defaults();
        OAuthTokens strict = OAuthTokens.on(redis, options.withUnreadable(OAuthOptions.Unreadable.FAIL));
        OAuthTokens sealed = OAuthTokens.on(redis, TestEncryptor.random());
        raw.hset("oauth_access:1:google", "token", "secret");
        raw.set("oauth_access:2:google", "");
        raw.set("oauth_access:3:google".getBytes(UTF_8), new byte[] {(byte) 0xff});
        raw.set("oauth_access:4:google", "secret");

        for (long user = 1; user <= 3; user++) {
            long one = user;
            assertThat(tokens.access(user, GOOGLE)).isEmpty();
            assertThatThrownBy(() -> strict.access(one, GOOGLE))
                    .isInstanceOf(UnreadableTokenException.class)
                    .hasNoCause()
                    .hasMessageContaining("oauth_access:{user_id}:{provider}")
                    .hasMessageNotContaining("secret");
        }
        assertThat(sealed.access(4, GOOGLE))
                .as("plain text where ciphertext should be")
                .isEmpty();
        assertThat(tokens.unreadable()).isEqualTo(3);
        assertThat(strict.unreadable()).isEqualTo(3);
        assertThat(sealed.unreadable()).isEqualTo(1);

        tokens.save(1, GOOGLE, OAuthGrant.of("mended"));
        assertThat(tokens.access(1, GOOGLE).orElseThrow().token()).isEqualTo("mended");
    }

    @Test
    void each_operation_is_one_round_trip_and_works_right_after_the_server_forgot_its_scripts() {
        for (int round = 0; round < 2; round++) {
            raw.scriptFlush();
            tokens.save(1, GOOGLE, OAuthGrant.of("a").withRefreshToken("r"));
            raw.scriptFlush();
            assertThat(tokens.access(1, GOOGLE)).isPresent();
            raw.scriptFlush();
            assertThat(tokens.delete(1, GOOGLE).count()).isEqualTo(2);
        }
        assertThat(redis.stats().scriptLoads()).isEqualTo(6);

        tokens.save(1, GOOGLE, OAuthGrant.of("a"));
        tokens.access(1, GOOGLE);
        RedisStats warm = redis.stats();
        tokens.save(1, GOOGLE, OAuthGrant.of("a").withRefreshToken("r"));
        tokens.access(1, GOOGLE);
        tokens.refresh(1, GOOGLE);
        tokens.delete(1, GOOGLE);
        tokens.deleteAll(1);
        assertThat(redis.stats().operations() - warm.operations()).isEqualTo(5);
        assertThat(redis.stats().scriptLoads()).isEqualTo(warm.scriptLoads());
    }

    @Test
    void what_is_out_of_bounds_is_refused_before_anything_is_sent_and_not_shown() {
        String large = "s3cret" + "x".repeat(10_000);
        OAuthGrant grant = OAuthGrant.of("s3cret");
        for (String bad : new String[] {"", " ", large, "s3cret\ud800"}) {
            assertThatThrownBy(() -> OAuthGrant.of(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("accessToken must")
                    .hasMessageNotContaining("s3cret");
            assertThatThrownBy(() -> grant.withRefreshToken(bad)).hasMessageContaining("refreshToken must");
        }
        for (Duration bad : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(36_526)}) {
            assertThatThrownBy(() -> grant.withExpiresIn(bad)).hasMessageContaining("expiresIn must be 1 ms to");
            assertThatThrownBy(() -> grant.withRefreshExpiresIn(bad))
                    .hasMessageContaining("refreshExpiresIn must be 1 ms to");
        }
        tokens.save(1, GOOGLE, grant.withRefreshToken("s3cret"));
        assertThat(grant.withRefreshToken("s3cret").toString()).doesNotContain("s3cret");
        assertThat(tokens.access(1, GOOGLE).orElseThrow().toString()).doesNotContain("s3cret");
        assertThat(OAuthOptions.defaults().toString()).isEqualTo("OAuthOptions[unreadable=IGNORE, layout=DOCUMENTED]");
    }
}
