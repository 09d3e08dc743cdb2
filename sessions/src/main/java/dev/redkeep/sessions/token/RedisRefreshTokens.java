package dev.redkeep.sessions.token;

import static dev.redkeep.sessions.token.RefreshKeys.REFRESH_FAMILIES;
import static dev.redkeep.sessions.token.RefreshKeys.REFRESH_FAMILY;

import dev.redkeep.core.client.Redis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Refresh tokens by scripts over two hardened keys. */
final class RedisRefreshTokens implements RefreshTokens {
    /** So that what has ended can be told from what never was. */
    static final Duration MEMORY = Duration.ofDays(1);

    private static final int MAX_DETAILS = 1_024;

    private final Redis redis;
    private final RefreshTokenOptions options;
    private final Supplier<String> now;

    /** The clock gives Unix milliseconds in a test, and otherwise an empty text, which means the server's. */
    RedisRefreshTokens(Redis redis, RefreshTokenOptions options, Supplier<String> now) {
        this.redis = redis;
        this.options = options;
        this.now = now;
    }

    @Override
    public IssuedRefreshToken issue(long userId) {
        return begin(userId, "");
    }

    @Override
    public IssuedRefreshToken issue(long userId, String details) {
        if (details.isBlank() || details.length() > MAX_DETAILS) {
            throw new IllegalArgumentException(
                    "details must not be blank and have at most " + MAX_DETAILS + " characters");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(details)) {
            throw new IllegalArgumentException("details must not contain half of a surrogate pair");
        }
        return begin(userId, details);
    }

    private IssuedRefreshToken begin(long userId, String details) {
        RefreshToken token = RefreshToken.first(userId);
        String familyId = token.familyId();
        Instant expires = redis.run(RefreshScripts.ISSUE
                .on(REFRESH_FAMILY.key(userId, familyId), REFRESH_FAMILIES.key(userId))
                .arg(now.get())
                .arg(options.idle())
                .arg(MEMORY)
                .arg(options.maxFamilies())
                .arg(REFRESH_FAMILY.prefix(userId))
                .arg(familyId)
                .arg(token.digest())
                .arg(details));
        return new IssuedRefreshToken(token.text(), familyId, expires);
    }

    @Override
    public RefreshRotation rotate(String token) {
        return RefreshToken.parse(token).map(this::rotate).orElse(RefreshRotation.UNKNOWN);
    }

    private RefreshRotation rotate(RefreshToken token) {
        long userId = token.userId();
        String familyId = token.familyId();
        byte[] salt = RefreshToken.salt();
        RefreshScripts.Rotated rotated = redis.run(RefreshScripts.ROTATE
                .on(REFRESH_FAMILY.key(userId, familyId), REFRESH_FAMILIES.key(userId))
                .arg(now.get())
                .arg(options.idle())
                .arg(options.absolute())
                .arg(options.grace())
                .arg(MEMORY)
                .arg(options.remembered())
                .arg(familyId)
                .arg(token.digest())
                .arg(token.successor(salt).digest())
                .arg(salt));
        return rotated.facts()
                .map(facts -> new RefreshRotation(
                        rotated.outcome(),
                        rotated.salt()
                                .map(used -> new IssuedRefreshToken(
                                        token.successor(used).text(), familyId, facts.expires())),
                        Optional.of(facts.family(userId, familyId))))
                .orElse(RefreshRotation.UNKNOWN);
    }

    @Override
    public RefreshRevocation revoke(String token) {
        return RefreshToken.parse(token)
                .map(known -> revoke(known.userId(), known.familyId(), known.digest()))
                .orElse(new RefreshRevocation(0));
    }

    @Override
    public RefreshRevocation revokeFamily(long userId, String familyId) {
        return revoke(userId, familyId, "");
    }

    private RefreshRevocation revoke(long userId, String familyId, String digest) {
        return redis.run(RefreshScripts.REVOKE
                .on(REFRESH_FAMILY.key(userId, familyId), REFRESH_FAMILIES.key(userId))
                .arg(now.get())
                .arg(familyId)
                .arg(digest));
    }

    @Override
    public RefreshRevocation revokeAll(long userId) {
        return redis.run(RefreshScripts.REVOKE_ALL
                .on(REFRESH_FAMILIES.key(userId))
                .arg(now.get())
                .arg(REFRESH_FAMILY.prefix(userId)));
    }

    @Override
    public List<RefreshFamily> list(long userId) {
        return redis
                .run(RefreshScripts.LIST
                        .on(REFRESH_FAMILIES.key(userId))
                        .arg(now.get())
                        .arg(REFRESH_FAMILY.prefix(userId)))
                .stream()
                .map(entry -> entry.facts().family(userId, entry.familyId()))
                .sorted(Comparator.comparing(RefreshFamily::rotatedAt).reversed())
                .toList();
    }
}
