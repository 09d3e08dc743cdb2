package dev.redkeep.sessions.token;

import static dev.redkeep.core.key.Segment.number;
import static dev.redkeep.core.key.Segment.text;

import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.KeyPattern2;
import dev.redkeep.core.ttl.TtlPolicy;
import java.util.List;

/**
 * Where families of refresh tokens are stored. No document has them, so they are hardened: a user's keys share a slot of a
 * Cluster, and nothing in them is a credential.
 */
public final class RefreshKeys {
    /**
     * A family: {@code current}, {@code previous} and {@code used}, the digests of its tokens, the newest first; {@code
     * salt}, which the current token was derived with; {@code created_at}, {@code rotated_at}, {@code expires_at} and,
     * once it was revoked, {@code revoked_at}, in Unix milliseconds; perhaps {@code details}.
     */
    public static final KeyPattern2<Long, String> REFRESH_FAMILY = KeyPattern.of(
                    "refresh_family:{user_id}:{family_id}", number().hashTag(), text())
            .hash()
            .ttl(TtlPolicy.until("a day after the last token ends"))
            .owner("sessions")
            .in(KeyLayout.HARDENED);

    /** A user's families: their ids, by the end of their last token in Unix milliseconds. */
    public static final KeyPattern1<Long> REFRESH_FAMILIES = KeyPattern.of(
                    "refresh_families:{user_id}", number().hashTag())
            .sortedSet()
            .ttl(TtlPolicy.until("the last token of any family ends"))
            .owner("sessions")
            .in(KeyLayout.HARDENED);

    /** All of them. */
    public static final List<KeyPattern> ALL = List.of(REFRESH_FAMILY, REFRESH_FAMILIES);

    private RefreshKeys() {}
}
