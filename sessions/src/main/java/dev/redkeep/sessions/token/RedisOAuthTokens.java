package dev.redkeep.sessions.token;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.UnreadableDataException;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyPattern2;
import dev.redkeep.core.script.ScriptCall;
import dev.redkeep.sessions.bound.Bounds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Providers' tokens by scripts over the documented keys. */
final class RedisOAuthTokens implements OAuthTokens {
    private static final Duration ACCESS_LIFE = Bounds.documentedLife(TokenKeys.OAUTH_ACCESS);
    private static final Duration REFRESH_LIFE = Bounds.documentedLife(TokenKeys.OAUTH_REFRESH);

    private final Redis redis;
    private final OAuthOptions options;
    private final SealedText text;
    private final KeyPattern2<Long, OAuthProvider> accessKeys;
    private final KeyPattern2<Long, OAuthProvider> refreshKeys;
    private final LongAdder unreadable = new LongAdder();

    RedisOAuthTokens(Redis redis, OAuthOptions options) {
        if (redis.cluster() && options.layout() == KeyLayout.DOCUMENTED) {
            throw new IllegalArgumentException("redis must not be a Cluster: in the documented layout "
                    + TokenKeys.OAUTH_ACCESS + " and " + TokenKeys.OAUTH_REFRESH
                    + " of one user lie in different slots. Choose KeyLayout.HARDENED");
        }
        this.redis = redis;
        this.options = options;
        this.text = new SealedText(options.encryptor());
        this.accessKeys = TokenKeys.OAUTH_ACCESS.in(options.layout());
        this.refreshKeys = TokenKeys.OAUTH_REFRESH.in(options.layout());
    }

    @Override
    public void save(long userId, OAuthProvider provider, OAuthGrant grant) {
        ScriptCall<Long> call = OAuthScripts.SAVE
                .on(accessKeys.key(userId, provider), refreshKeys.key(userId, provider))
                .arg(grant.expiresIn().orElse(ACCESS_LIFE))
                .arg(grant.refreshExpiresIn().orElse(REFRESH_LIFE))
                .arg(text.seal(grant.accessToken(), TokenKeys.OAUTH_ACCESS.key(userId, provider)));
        grant.refreshToken()
                .ifPresent(token -> call.arg(text.seal(token, TokenKeys.OAUTH_REFRESH.key(userId, provider))));
        redis.run(call);
    }

    @Override
    public Optional<StoredToken> access(long userId, OAuthProvider provider) {
        return read(accessKeys.key(userId, provider), TokenKeys.OAUTH_ACCESS.key(userId, provider));
    }

    @Override
    public Optional<StoredToken> refresh(long userId, OAuthProvider provider) {
        return read(refreshKeys.key(userId, provider), TokenKeys.OAUTH_REFRESH.key(userId, provider));
    }

    private Optional<StoredToken> read(Key key, Key place) {
        return redis.run(OAuthScripts.READ.on(key)).flatMap(stored -> open(stored, place));
    }

    private Optional<StoredToken> open(OAuthScripts.Stored stored, Key place) {
        return stored.value()
                .flatMap(value -> open(value, place))
                .map(token -> new StoredToken(token, stored.expiresIn()))
                .or(() -> unreadable(place));
    }

    private Optional<String> open(byte[] value, Key place) {
        try {
            return Optional.of(text.open(value, place));
        } catch (UnreadableDataException toldByTheCaller) {
            return Optional.empty();
        }
    }

    private Optional<StoredToken> unreadable(Key place) {
        unreadable.increment();
        if (options.unreadable() == OAuthOptions.Unreadable.FAIL) {
            throw new UnreadableTokenException(place.pattern());
        }
        return Optional.empty();
    }

    @Override
    public DeletedTokens delete(long userId, OAuthProvider provider) {
        return redis.run(OAuthScripts.DELETE.on(keys(userId, provider).toList()));
    }

    @Override
    public DeletedTokens deleteAll(long userId) {
        List<Key> keys = Stream.of(OAuthProvider.values())
                .flatMap(provider -> keys(userId, provider))
                .toList();
        return redis.run(OAuthScripts.DELETE.on(keys));
    }

    private Stream<Key> keys(long userId, OAuthProvider provider) {
        return Stream.of(accessKeys.key(userId, provider), refreshKeys.key(userId, provider));
    }

    @Override
    public long unreadable() {
        return unreadable.sum();
    }
}
