package dev.redkeep.sessions.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What providers' tokens do, wherever and however they are kept. */
abstract class OAuthTokensContract extends ConnectedContract<OAuthTokens> {
    private static final Duration SLACK = Duration.ofMinutes(1);

    private final long user = new Random().nextLong();

    OAuthTokensContract(OAuthOptions options) {
        super(redis -> OAuthTokens.on(redis, options));
    }

    final OAuthTokens tokens() {
        return subject;
    }

    @Test
    void what_was_granted_is_found_with_the_time_that_it_will_be_kept() {
        tokens().save(
                        user,
                        OAuthProvider.GOOGLE,
                        OAuthGrant.of("access")
                                .withExpiresIn(Duration.ofHours(2))
                                .withRefreshToken("refresh"));

        StoredToken access = tokens().access(user, OAuthProvider.GOOGLE).orElseThrow();
        StoredToken refresh = tokens().refresh(user, OAuthProvider.GOOGLE).orElseThrow();
        assertThat(access.token()).isEqualTo("access");
        assertThat(access.expiresIn().orElseThrow())
                .isBetween(Duration.ofHours(2).minus(SLACK), Duration.ofHours(2));
        assertThat(refresh.token()).isEqualTo("refresh");
        assertThat(refresh.expiresIn().orElseThrow())
                .isBetween(Duration.ofDays(30).minus(SLACK), Duration.ofDays(30));
    }

    @Test
    void what_was_not_granted_is_absent() {
        tokens().save(user, OAuthProvider.GOOGLE, OAuthGrant.of("access"));

        assertThat(tokens().refresh(user, OAuthProvider.GOOGLE)).isEmpty();
        assertThat(tokens().access(user, OAuthProvider.GITHUB)).isEmpty();
        assertThat(tokens().access(user + 1, OAuthProvider.GOOGLE)).isEmpty();
        assertThat(tokens().unreadable()).isZero();
    }

    @Test
    void a_new_grant_replaces_the_old_and_without_a_refresh_token_keeps_that() {
        tokens().save(
                        user,
                        OAuthProvider.VK,
                        OAuthGrant.of("a1").withRefreshToken("r1").withRefreshExpiresIn(Duration.ofDays(2)));
        tokens().save(user, OAuthProvider.VK, OAuthGrant.of("a2").withRefreshExpiresIn(Duration.ofDays(9)));

        assertThat(tokens().access(user, OAuthProvider.VK).orElseThrow().token())
                .isEqualTo("a2");
        StoredToken kept = tokens().refresh(user, OAuthProvider.VK).orElseThrow();
        assertThat(kept.token()).isEqualTo("r1");
        assertThat(kept.expiresIn().orElseThrow()).isLessThanOrEqualTo(Duration.ofDays(2));

        tokens().save(user, OAuthProvider.VK, OAuthGrant.of("a3").withRefreshToken("r3"));
        assertThat(tokens().refresh(user, OAuthProvider.VK).orElseThrow().token())
                .isEqualTo("r3");
    }

    @Test
    void one_providers_tokens_or_all_are_deleted() {
        for (OAuthProvider provider : OAuthProvider.values()) {
            tokens().save(user, provider, OAuthGrant.of("a").withRefreshToken("r"));
        }
        tokens().save(user + 1, OAuthProvider.VK, OAuthGrant.of("other"));

        assertThat(tokens().delete(user, OAuthProvider.YANDEX)).isEqualTo(new DeletedTokens(2));
        assertThat(tokens().delete(user, OAuthProvider.YANDEX)).isEqualTo(new DeletedTokens(0));
        assertThat(tokens().access(user, OAuthProvider.YANDEX)).isEmpty();
        assertThat(tokens().access(user, OAuthProvider.TELEGRAM)).isPresent();

        assertThat(tokens().deleteAll(user)).isEqualTo(new DeletedTokens(12));
        assertThat(tokens().access(user, OAuthProvider.TELEGRAM)).isEmpty();
        assertThat(tokens().refresh(user, OAuthProvider.TELEGRAM)).isEmpty();
        assertThat(tokens().access(user + 1, OAuthProvider.VK)).isPresent();
    }

    @Test
    void a_token_may_be_large_and_in_any_script() {
        String large = "ключ🔑".repeat(1_024);
        tokens().save(user, OAuthProvider.FACEBOOK, OAuthGrant.of(large).withRefreshToken(large));

        assertThat(tokens().access(user, OAuthProvider.FACEBOOK).orElseThrow().token())
                .isEqualTo(large);
        assertThat(tokens().refresh(user, OAuthProvider.FACEBOOK).orElseThrow().token())
                .isEqualTo(large);
    }
}
