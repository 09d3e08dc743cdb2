package dev.redkeep.house;

import dev.redkeep.cache.writebehind.WriteBehindKeys;
import dev.redkeep.core.key.KeyCatalog;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.schema.CacheKeys;
import dev.redkeep.core.schema.ChannelKeys;
import dev.redkeep.core.schema.OperationsKeys;
import dev.redkeep.leaderboard.LeaderboardKeys;
import dev.redkeep.ratelimit.Algorithm;
import dev.redkeep.ratelimit.Limit;
import dev.redkeep.ratelimit.RateLimitKeys;
import dev.redkeep.sessions.SessionKeys;
import dev.redkeep.sessions.token.RefreshKeys;
import dev.redkeep.sessions.token.TokenKeys;
import java.time.Duration;
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
        patterns.addAll(WriteBehindKeys.ALL);
        patterns.addAll(ChannelKeys.ALL);
        patterns.addAll(LeaderboardKeys.ALL);
        patterns.addAll(OperationsKeys.ALL);
        patterns.add(RateLimitKeys.of("rl:login", Limit.perMinute(5).algorithm(Algorithm.SLIDING_WINDOW_LOG)));
        patterns.add(RateLimitKeys.of("rl:api", Limit.perSecond(10).algorithm(Algorithm.TOKEN_BUCKET)));
        patterns.add(RateLimitKeys.of("rl:all:second", Limit.perSecond(10)));
        patterns.add(RateLimitKeys.of(
                "rl:all:tenant", Limit.perHour(100).scope("tenant").algorithm(Algorithm.SLIDING_WINDOW_COUNTER)));
        patterns.add(RateLimitKeys.of("rl:quota", Limit.perDay(100).algorithm(Algorithm.FIXED_WINDOW)));
        patterns.add(RateLimitKeys.of(
                "rl:export", Limit.of(5, Duration.ofSeconds(30)).algorithm(Algorithm.CONCURRENCY)));
        return KeyCatalog.of(patterns);
    }
}
