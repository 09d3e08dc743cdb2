package dev.redkeep.sessions.token;

import static dev.redkeep.sessions.token.TokenKeys.OAUTH_STATE;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.UnreadableDataException;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.script.ScriptCall;
import dev.redkeep.sessions.bound.Bounds;
import dev.redkeep.sessions.secret.RandomSecret;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Flows by scripts over the documented key. */
final class RedisOAuthStates implements OAuthStates {
    private static final Duration LIFE = Bounds.documentedLife(OAUTH_STATE);

    private final Redis redis;
    private final OAuthOptions options;
    private final SealedText text;
    private final KeyPattern1<String> keys;
    private final LongAdder unreadable = new LongAdder();

    RedisOAuthStates(Redis redis, OAuthOptions options) {
        this.redis = redis;
        this.options = options;
        this.text = new SealedText(options.encryptor());
        this.keys = OAUTH_STATE.in(options.layout());
    }

    @Override
    public OAuthStart begin(NewOAuthState flow) {
        String state = RandomSecret.token();
        String csrfToken = flow.csrfTokenOrNew();
        Optional<String> verifier = flow.newCodeVerifier();
        ScriptCall<Long> call = OAuthScripts.BEGIN
                .on(keys.key(state))
                .arg(LIFE)
                .arg(flow.redirectUri())
                .arg(csrfToken)
                .arg(flow.provider().name().toLowerCase(Locale.ROOT));
        verifier.ifPresent(secret -> call.arg("code_verifier").arg(text.seal(secret, OAUTH_STATE.key(state))));
        redis.run(call);
        return new OAuthStart(state, csrfToken, verifier.map(CodeChallenge::of));
    }

    @Override
    public ConsumedState consume(String state, String csrfToken) {
        Optional<Key> key = key(state);
        if (key.isEmpty()) {
            return ConsumedState.UNKNOWN;
        }
        Optional<OAuthStateFields> taken = redis.run(OAuthScripts.TAKE.on(key.get()));
        try {
            return taken.map(fields -> judge(fields, state, csrfToken)).orElse(ConsumedState.UNKNOWN);
        } catch (UnreadableDataException noState) {
            unreadable.increment();
            if (options.unreadable() == OAuthOptions.Unreadable.FAIL) {
                throw new UnreadableTokenException(OAUTH_STATE);
            }
            return ConsumedState.UNKNOWN;
        }
    }

    private ConsumedState judge(OAuthStateFields fields, String state, String csrfToken) {
        return fields.boundTo(csrfToken)
                ? new ConsumedState(ConsumedState.Status.OK, Optional.of(fields.read(text, OAUTH_STATE.key(state))))
                : ConsumedState.WRONG_BINDING;
    }

    /** What a browser sends may be anything. */
    private Optional<Key> key(String state) {
        try {
            return Optional.of(keys.key(state));
        } catch (IllegalArgumentException noState) {
            return Optional.empty();
        }
    }

    @Override
    public long unreadable() {
        return unreadable.sum();
    }
}
