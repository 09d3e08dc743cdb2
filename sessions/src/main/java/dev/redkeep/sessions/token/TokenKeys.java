package dev.redkeep.sessions.token;

import static dev.redkeep.core.key.Segment.number;
import static dev.redkeep.core.key.Segment.oneOf;
import static dev.redkeep.core.key.Segment.secret;

import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.KeyPattern2;
import dev.redkeep.core.key.KeyPattern3;
import dev.redkeep.core.key.Sensitivity;
import dev.redkeep.core.ttl.TtlPolicy;
import java.time.Duration;
import java.util.List;

/** Where OAuth and verification tokens are stored: D4 to D7 of Discours, and what we keep beside D7. */
public final class TokenKeys {
    /** D4: a provider's access token. */
    public static final KeyPattern2<Long, OAuthProvider> OAUTH_ACCESS = KeyPattern.of(
                    "oauth_access:{user_id}:{provider}", number().hashTag(), oneOf(OAuthProvider.class))
            .string()
            .fixed(Duration.ofHours(1))
            .sensitivity(Sensitivity.SECRET)
            .owner("sessions");

    /** D5: a provider's refresh token. */
    public static final KeyPattern2<Long, OAuthProvider> OAUTH_REFRESH = KeyPattern.of(
                    "oauth_refresh:{user_id}:{provider}", number().hashTag(), oneOf(OAuthProvider.class))
            .string()
            .fixed(Duration.ofDays(30))
            .sensitivity(Sensitivity.SECRET)
            .owner("sessions");

    /** D6: what an OAuth flow must find again when the browser comes back; used once. */
    public static final KeyPattern1<String> OAUTH_STATE = KeyPattern.of("oauth_state:{state}", secret())
            .hash()
            .fixed(Duration.ofMinutes(10))
            .owner("sessions");

    /** D7: what a verification token stands for; used once. */
    public static final KeyPattern3<Long, VerificationType, String> VERIFICATION = KeyPattern.of(
                    "verification:{user_id}:{type}:{token}",
                    number().hashTag(),
                    oneOf(VerificationType.class),
                    secret())
            .hash()
            .fixed(Duration.ofHours(1))
            .owner("sessions");

    /** Ours alone: what became of a token, so that one that was used differs from one that has expired. */
    public static final KeyPattern3<Long, VerificationType, String> VERIFICATION_TRACE = KeyPattern.of(
                    "verification_trace:{user_id}:{type}:{token}",
                    number().hashTag(),
                    oneOf(VerificationType.class),
                    secret())
            .string()
            .ttl(TtlPolicy.until("a day after the token's end"))
            .owner("sessions");

    /** Ours alone: a user's tokens of a type, so that a new one can supersede them. */
    public static final KeyPattern2<Long, VerificationType> VERIFICATION_LIVE = KeyPattern.of(
                    "verification_live:{user_id}:{type}", number().hashTag(), oneOf(VerificationType.class))
            .hash()
            .ttl(TtlPolicy.until("the last of the tokens ends"))
            .sensitivity(Sensitivity.SECRET)
            .owner("sessions");

    /** Ours alone: a user's short code of a type, which must not stand in a key, and how often it was guessed at. */
    public static final KeyPattern2<Long, VerificationType> VERIFICATION_CODE = KeyPattern.of(
                    "verification_code:{user_id}:{type}", number().hashTag(), oneOf(VerificationType.class))
            .hash()
            .ttl(TtlPolicy.until("a day after the code's end"))
            .sensitivity(Sensitivity.SECRET)
            .owner("sessions");

    /** All of them. */
    public static final List<KeyPattern> ALL = List.of(
            OAUTH_ACCESS,
            OAUTH_REFRESH,
            OAUTH_STATE,
            VERIFICATION,
            VERIFICATION_TRACE,
            VERIFICATION_LIVE,
            VERIFICATION_CODE);

    private TokenKeys() {}
}
