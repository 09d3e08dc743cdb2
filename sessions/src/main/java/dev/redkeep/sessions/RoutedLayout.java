package dev.redkeep.sessions;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.KeyPattern2;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * A session is found by user and token: D1 and D2 as documented; and both documents' sessions hardened, with the user as
 * hash tag, digests for tokens, and a sorted set.
 */
record RoutedLayout(
        KeyPattern2<Long, String> session, KeyPattern1<Long> index, SessionScripts scripts, boolean hardened)
        implements SessionLayout {
    static SessionLayout discours(KeyLayout layout) {
        return switch (layout) {
            case DOCUMENTED ->
                new RoutedLayout(SessionKeys.SESSION, SessionKeys.USER_SESSIONS, SessionScripts.HASH_AND_SET, false);
            case HARDENED ->
                new RoutedLayout(
                        SessionKeys.SESSION.in(layout),
                        SessionKeys.USER_SESSIONS_BY_END.in(layout),
                        SessionScripts.HASH_AND_SORTED_SET,
                        true);
        };
    }

    static SessionLayout trackeep(SessionOptions.JsonNames names) {
        return new RoutedLayout(
                SessionKeys.TRACKEEP_USER_SESSION.in(KeyLayout.HARDENED),
                SessionKeys.TRACKEEP_USER_SESSIONS_BY_END.in(KeyLayout.HARDENED),
                SessionScripts.jsonAndSortedSet(names),
                true);
    }

    @Override
    public boolean mayHave(SessionId id) {
        return id.isPossible() && id.userId().isPresent();
    }

    @Override
    public OptionalLong user(SessionId id) {
        return OptionalLong.of(routed(id));
    }

    private static long routed(SessionId id) {
        return id.userId().orElseThrow();
    }

    @Override
    public KeyPattern sessions() {
        return session;
    }

    @Override
    public Key session(SessionId id) {
        return id.isListed() && hardened ? behindPrefix(id) : session.key(routed(id), id.text());
    }

    private Key behindPrefix(SessionId listed) {
        byte[] prefix = session.prefix(routed(listed));
        byte[] digest = listed.text().getBytes(StandardCharsets.UTF_8);
        byte[] key = Arrays.copyOf(prefix, prefix.length + digest.length);
        System.arraycopy(digest, 0, key, prefix.length, digest.length);
        return session.recognise(key)
                .orElseThrow(() -> new IllegalArgumentException("id must be of a session that this store listed"));
    }

    @Override
    public Key index(long userId) {
        return index.key(userId);
    }

    @Override
    public byte[] prefix(OptionalLong userId) {
        return session.prefix(userId.orElseThrow());
    }

    @Override
    public SessionId listed(long userId, String member) {
        return hardened ? SessionId.listed(userId, member) : SessionId.indexed(userId, member);
    }

    @Override
    public boolean sharesSlot() {
        return hardened;
    }
}
