package dev.redkeep.sessions.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.observe.RedisStats;
import dev.redkeep.sessions.token.ConsumedState.Status;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Flows shared with a service that follows the document, and hashes that no service should have written. */
class OAuthStatesInteropTest extends TokensOnRedis {
    private static final NewOAuthState FLOW = NewOAuthState.of(OAuthProvider.GOOGLE, "/account");
    private static final Map<String, String> DOCUMENTED = Map.of(
            "redirect_uri", "/account",
            "csrf_token", "csrf",
            "provider", "google",
            "created_at", "1640995200");

    private OAuthStates states;

    @BeforeEach
    void open() {
        states = OAuthStates.on(redis);
    }

    @Test
    void what_this_library_writes_is_the_document_byte_for_byte() {
        OAuthStart start = states.begin(FLOW);

        String key = "oauth_state:" + start.state();
        Map<String, String> fields = raw.hgetAll(key);
        assertThat(fields)
                .containsOnlyKeys("redirect_uri", "csrf_token", "provider", "created_at")
                .containsEntry("redirect_uri", "/account")
                .containsEntry("csrf_token", start.csrfToken())
                .containsEntry("provider", "google");
        assertThat(fields.get("created_at")).matches("\\d{10}");
        assertThat(raw.pttl(key)).isBetween(540_000L, 600_000L);
        assertThat(raw.dbSize()).isEqualTo(1);

        states.consume(start.state(), start.csrfToken());
        assertThat(raw.dbSize()).isZero();
    }

    @Test
    void what_the_documents_commands_write_is_consumed() {
        raw.hset("oauth_state:a1b2c3d4e5f6", DOCUMENTED);
        raw.expire("oauth_state:a1b2c3d4e5f6", 600);

        OAuthState state = states.consume("a1b2c3d4e5f6", "csrf").state().orElseThrow();
        assertThat(state.provider()).isEqualTo(OAuthProvider.GOOGLE);
        assertThat(state.redirectUri()).isEqualTo("/account");
        assertThat(state.createdAt()).isEqualTo(Instant.ofEpochSecond(1_640_995_200));
        assertThat(state.codeVerifier()).isEmpty();
        assertThat(raw.exists("oauth_state:a1b2c3d4e5f6")).isFalse();
    }

    @Test
    void a_code_verifier_is_stored_plainly_or_encrypted_for_its_flow() {
        OAuthStart plain = states.begin(FLOW.pkce());
        String verifier = raw.hget("oauth_state:" + plain.state(), "code_verifier");
        assertThat(plain.codeChallenge()).contains(OAuthStates.codeChallenge(verifier));

        OAuthStates sealed = OAuthStates.on(redis, TestEncryptor.random());
        OAuthStart one = sealed.begin(FLOW.pkce());
        OAuthStart other = sealed.begin(FLOW.pkce());
        byte[] field = "code_verifier".getBytes(UTF_8);
        byte[] ciphertext = raw.hget(("oauth_state:" + one.state()).getBytes(UTF_8), field);
        assertThat(ciphertext).hasSizeGreaterThan(43);
        raw.hset(("oauth_state:" + other.state()).getBytes(UTF_8), field, ciphertext);

        assertThat(sealed.consume(one.state(), one.csrfToken()).status()).isEqualTo(Status.OK);
        assertThat(sealed.consume(other.state(), other.csrfToken())).isEqualTo(ConsumedState.UNKNOWN);
        assertThat(sealed.unreadable()).isEqualTo(1);
    }

    @Test
    void the_hardened_layout_shows_no_state() {
        OAuthStart start = OAuthStates.on(redis, OAuthOptions.defaults().withLayout(KeyLayout.HARDENED))
                .begin(FLOW);

        String key = raw.randomKey();
        assertThat(key).matches("oauth_state:[A-Za-z0-9_-]{43}").doesNotContain(start.state());
    }

    @Test
    void a_damaged_flow_is_used_up_and_ignored_or_fails_as_the_options_say() {
        OAuthStates strict =
                OAuthStates.on(redis, OAuthOptions.defaults().withUnreadable(OAuthOptions.Unreadable.FAIL));
        for (Map.Entry<String, String> damage : Map.of(
                        "redirect_uri", "", "csrf_token", "", "provider", "s3cret", "created_at", "s3cret")
                .entrySet()) {
            Map<String, String> wrong = new HashMap<>(DOCUMENTED);
            wrong.put(damage.getKey(), damage.getValue());
            Map<String, String> missing = new HashMap<>(DOCUMENTED);
            missing.remove(damage.getKey());
            for (Map<String, String> fields : List.of(wrong, missing)) {
                String csrf = damage.getKey().equals("csrf_token") ? "" : "csrf";
                raw.hset("oauth_state:s", fields);
                assertThat(states.consume("s", csrf)).isEqualTo(ConsumedState.UNKNOWN);
                assertThat(raw.exists("oauth_state:s")).isFalse();
                raw.hset("oauth_state:s", fields);
                assertThatThrownBy(() -> strict.consume("s", csrf))
                        .isInstanceOf(UnreadableTokenException.class)
                        .hasMessageContaining("oauth_state:{state}")
                        .hasMessageNotContaining("s3cret");
                assertThat(raw.exists("oauth_state:s")).isFalse();
            }
        }
        raw.set("oauth_state:s", "no hash");
        assertThat(states.consume("s", "csrf")).isEqualTo(ConsumedState.UNKNOWN);
        assertThat(raw.get("oauth_state:s")).isEqualTo("no hash");
        assertThat(states.unreadable()).isEqualTo(9);
        assertThat(strict.unreadable()).isEqualTo(8);
    }

    @Test
    void each_operation_is_one_round_trip_and_works_right_after_the_server_forgot_its_scripts() {
        for (int round = 0; round < 2; round++) {
            raw.scriptFlush();
            OAuthStart start = states.begin(FLOW);
            raw.scriptFlush();
            assertThat(states.consume(start.state(), start.csrfToken()).status())
                    .isEqualTo(Status.OK);
        }
        assertThat(redis.stats().scriptLoads()).isEqualTo(4);

        states.begin(FLOW);
        RedisStats warm = redis.stats();
        states.begin(FLOW.pkce());
        states.consume("unknown", "csrf");
        states.consume("", "csrf");
        assertThat(redis.stats().operations() - warm.operations()).isEqualTo(2);
        assertThat(redis.stats().scriptLoads()).isEqualTo(warm.scriptLoads());
    }

    @Test
    void a_code_challenge_is_that_of_the_rfc() {
        assertThat(OAuthStates.codeChallenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        for (String bad : List.of("", "s3cret", "x".repeat(42), "x".repeat(129), "ю".repeat(50), "+".repeat(43))) {
            assertThatThrownBy(() -> OAuthStates.codeChallenge(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("codeVerifier must be 43 to 128")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void what_is_out_of_bounds_is_refused_before_anything_is_sent_and_nothing_shows_a_secret() {
        for (String bad : List.of("", " ", "s3cret".repeat(2_000), "s3cret\ud800")) {
            assertThatThrownBy(() -> NewOAuthState.of(OAuthProvider.GOOGLE, bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("redirectUri must")
                    .hasMessageNotContaining("s3cret");
            assertThatThrownBy(() -> FLOW.csrfToken(bad))
                    .hasMessageContaining("csrfToken must")
                    .hasMessageNotContaining("s3cret");
        }
        OAuthStart start = states.begin(FLOW.csrfToken("s3cret").pkce());
        ConsumedState consumed = states.consume(start.state(), "s3cret");
        assertThat(FLOW.csrfToken("s3cret").toString()).isEqualTo("NewOAuthState[provider=GOOGLE]");
        assertThat(start.toString()).isEqualTo("OAuthStart");
        assertThat(consumed.toString())
                .contains("provider=GOOGLE")
                .doesNotContain(
                        "account", consumed.state().orElseThrow().codeVerifier().orElseThrow());
    }
}
