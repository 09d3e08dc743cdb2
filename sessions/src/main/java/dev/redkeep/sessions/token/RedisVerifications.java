package dev.redkeep.sessions.token;

import static dev.redkeep.sessions.token.TokenKeys.VERIFICATION;
import static dev.redkeep.sessions.token.TokenKeys.VERIFICATION_CODE;
import static dev.redkeep.sessions.token.TokenKeys.VERIFICATION_LIVE;
import static dev.redkeep.sessions.token.TokenKeys.VERIFICATION_TRACE;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyPattern2;
import dev.redkeep.core.key.KeyPattern3;
import dev.redkeep.sessions.bound.Bounds;
import dev.redkeep.sessions.secret.RandomSecret;
import dev.redkeep.sessions.token.ConsumedVerification.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import javax.crypto.SecretKey;

/** Verifications by scripts over the documented key and our own beside it. */
final class RedisVerifications implements Verifications {
    private static final Duration LIFE = Bounds.documentedLife(VERIFICATION);
    private static final Duration MEMORY = Duration.ofDays(1);

    private final Redis redis;
    private final VerificationOptions options;
    private final KeyPattern3<Long, VerificationType, String> tokens;
    private final KeyPattern3<Long, VerificationType, String> traces;
    private final KeyPattern2<Long, VerificationType> live;
    private final KeyPattern2<Long, VerificationType> codes;
    private final LongAdder unreadable = new LongAdder();

    RedisVerifications(Redis redis, VerificationOptions options) {
        if (redis.cluster() && options.layout() == KeyLayout.DOCUMENTED) {
            throw new IllegalArgumentException("redis must not be a Cluster: in the documented layout " + VERIFICATION
                    + " and " + VERIFICATION_LIVE + " of one user lie in different slots. Choose KeyLayout.HARDENED");
        }
        this.redis = redis;
        this.options = options;
        this.tokens = VERIFICATION.in(options.layout());
        this.traces = VERIFICATION_TRACE.in(options.layout());
        this.live = VERIFICATION_LIVE.in(options.layout());
        this.codes = VERIFICATION_CODE.in(options.layout());
    }

    @Override
    public IssuedVerification issue(NewVerification verification) {
        return verification.digits().isPresent() ? issueCode(verification) : issueToken(verification);
    }

    private IssuedVerification issueToken(NewVerification verification) {
        long userId = verification.userId();
        VerificationType type = verification.type();
        String token = RandomSecret.token();
        List<Key> keys = List.of(
                live.key(userId, type),
                codes.key(userId, type),
                tokens.key(userId, type, token),
                traces.key(userId, type, token));
        Instant end = redis.run(VerificationScripts.ISSUE
                .on(keys)
                .arg(verification.life())
                .arg(MEMORY)
                .arg(verification.supersedes() ? 1 : 0)
                .arg("user_id")
                .arg(userId)
                .arg("token_type")
                .arg("verification")
                .arg("verification_type")
                .arg(name(type))
                .arg("data")
                .arg(verification.data()));
        return new IssuedVerification(token, end);
    }

    private IssuedVerification issueCode(NewVerification verification) {
        long userId = verification.userId();
        VerificationType type = verification.type();
        SecretKey pepper = options.pepper()
                .orElseThrow(() -> new IllegalArgumentException(
                        "verification must not be a code: VerificationOptions has no pepper"));
        String code = RandomSecret.digits(verification.digits().orElseThrow());
        Instant end = redis.run(VerificationScripts.ISSUE
                .on(live.key(userId, type), codes.key(userId, type))
                .arg(verification.life())
                .arg(MEMORY)
                .arg(verification.supersedes() ? 1 : 0)
                .arg("mac")
                .arg(digest(pepper, userId, type, code))
                .arg("data")
                .arg(verification.data()));
        return new IssuedVerification(code, end);
    }

    @Override
    public ConsumedVerification consume(long userId, VerificationType type, String token) {
        Optional<Key> key = key(userId, type, token);
        if (key.isEmpty()) {
            return ConsumedVerification.of(Status.UNKNOWN);
        }
        boolean code = NewVerification.isCode(token);
        VerificationScripts.Found found = redis.run(VerificationScripts.CONSUME
                .on(key.get(), traces.key(userId, type, token), codes.key(userId, type))
                .arg(MEMORY)
                .arg(code ? options.maxAttempts() : 0)
                .arg(LIFE)
                .arg(code ? digest(userId, type, token) : "")
                .arg(userId)
                .arg(name(type)));
        if (found.outcome().equals("UNREADABLE")) {
            unreadable.increment();
            return ConsumedVerification.of(Status.UNKNOWN);
        }
        return new ConsumedVerification(Status.valueOf(found.outcome()), found.data());
    }

    private String digest(long userId, VerificationType type, String code) {
        return options.pepper()
                .map(pepper -> digest(pepper, userId, type, code))
                .orElse("");
    }

    /**
     * A short code as it is stored: a million of them are soon tried, so the digest needs a secret that Redis lacks. The
     * code's key in the documented layout binds it to its user and type.
     */
    private static String digest(SecretKey pepper, long userId, VerificationType type, String code) {
        return Sha256.text(
                Sha256.hmac(pepper, VERIFICATION.key(userId, type, code).bytes()));
    }

    /** What a user brings may be anything. */
    private Optional<Key> key(long userId, VerificationType type, String token) {
        try {
            return Optional.of(tokens.key(userId, type, token));
        } catch (IllegalArgumentException noToken) {
            return Optional.empty();
        }
    }

    private static String name(VerificationType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public long unreadable() {
        return unreadable.sum();
    }
}
