package dev.redkeep.quickstart;

import dev.redkeep.cache.writebehind.WriteBehindKeys;
import dev.redkeep.core.client.Outcome;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyCatalog;
import dev.redkeep.core.key.KeyMatch;
import dev.redkeep.core.ttl.TtlPolicy;
import dev.redkeep.sessions.SessionKeys;
import dev.redkeep.sessions.token.RefreshKeys;
import dev.redkeep.sessions.token.TokenKeys;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the tour left: of the keys it wrote, those that live. Two round trips, no search. */
final class KeysLeftStep implements Step {
    static final KeyCatalog SCHEMA = KeyCatalog.of(Stream.of(
                    SessionKeys.ALL,
                    TokenKeys.ALL,
                    RefreshKeys.ALL,
                    RateLimitStep.KEYS,
                    CacheStep.KEYS,
                    WriteBehindKeys.ALL,
                    LeaderboardStep.KEYS,
                    TopicStep.KEYS)
            .flatMap(List::stream)
            .toList());

    @Override
    public String title() {
        return "Keys left";
    }

    @Override
    public void run(Tour tour, Notes notes) {
        Redis redis = tour.redis();
        List<Key> keys = tour.written();
        List<Outcome<String>> types =
                redis.executeAll("quickstart.type", keys, (commands, key) -> commands.type(key.bytes()));
        List<Outcome<Long>> ttls =
                redis.executeAll("quickstart.ttl", keys, (commands, key) -> commands.pttl(key.bytes()));
        int gone = 0;
        notes.add("key", "type", "expires in", "declared");
        for (int i = 0; i < keys.size(); i++) {
            String type = types.get(i).get().orElseThrow();
            if (type.equals("none")) {
                gone++;
                continue;
            }
            KeyMatch match = SCHEMA.match(keys.get(i).bytes()).orElseThrow();
            String declared =
                    match.pattern().facts().ttl().map(TtlPolicy::describe).orElseThrow();
            notes.add(match.redacted(), type, ttl(ttls.get(i).get().orElseThrow()), declared);
        }
        notes.add("and " + gone + " that it wrote are gone again: revoked or used");
    }

    private static String ttl(long millis) {
        if (millis < 0) {
            return "never";
        }
        return millis < Duration.ofHours(1).toMillis()
                ? String.format(Locale.ROOT, "%.1f s", millis / 1e3)
                : String.format(
                        Locale.ROOT,
                        "%.3f d",
                        (double) millis / Duration.ofDays(1).toMillis());
    }
}
