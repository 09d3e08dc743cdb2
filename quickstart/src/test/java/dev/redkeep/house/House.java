package dev.redkeep.house;

import dev.redkeep.core.key.KeyCatalog;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.schema.CacheKeys;
import dev.redkeep.core.schema.ChannelKeys;
import dev.redkeep.core.schema.LeaderboardKeys;
import dev.redkeep.core.schema.OperationsKeys;
import dev.redkeep.ratelimit.Algorithm;
import dev.redkeep.ratelimit.Limit;
import dev.redkeep.ratelimit.RateLimitKeys;
import dev.redkeep.sessions.SessionKeys;
import dev.redkeep.sessions.token.RefreshKeys;
import dev.redkeep.sessions.token.TokenKeys;
import java.util.ArrayList;
import java.util.List;

/** What all modules together declare. */
final class House {
    private House() {}

    /**
     * The catalogue of SCHEMA.md, with a prefix for each of the two limits that leave theirs open; and the keys that no
     * document has, in the layout that they are used in.
     */
    static KeyCatalog catalog() {
        List<KeyPattern> patterns = new ArrayList<>();
        patterns.addAll(SessionKeys.ALL);
        patterns.addAll(TokenKeys.ALL);
        patterns.addAll(RefreshKeys.ALL);
        patterns.addAll(CacheKeys.ALL);
        patterns.addAll(ChannelKeys.ALL);
        patterns.addAll(LeaderboardKeys.ALL);
        patterns.addAll(OperationsKeys.ALL);
        patterns.add(RateLimitKeys.of("rl:login", Limit.perMinute(5).algorithm(Algorithm.SLIDING_WINDOW_LOG)));
        patterns.add(RateLimitKeys.of("rl:api", Limit.perSecond(10).algorithm(Algorithm.TOKEN_BUCKET)));
        return KeyCatalog.of(patterns);
    }
}
