package dev.redkeep.quickstart;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the steps share: the client, and the keys they wrote, so that nobody has to look for them in Redis. */
final class Tour {
    private final Redis redis;
    private final Set<Key> written = new LinkedHashSet<>();

    Tour(Redis redis) {
        this.redis = redis;
    }

    Redis redis() {
        return redis;
    }

    void wrote(Key... keys) {
        written.addAll(List.of(keys));
    }

    List<Key> written() {
        return List.copyOf(written);
    }
}
