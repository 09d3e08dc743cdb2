package dev.redkeep.ratelimit;

import dev.redkeep.core.client.RedisException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Remembers what it was told. */
final class RecordingListener implements RateLimiterListener {
    final List<String> events = Collections.synchronizedList(new ArrayList<>());

    final List<RedisException> causes = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void onRefused(Subject subject, Decision decision) {
        events.add("refused");
    }

    @Override
    public void onDegraded(Subject subject, Decision decision, RedisException cause) {
        events.add("degraded");
        causes.add(cause);
    }

    @Override
    public void onRecovered() {
        events.add("recovered");
    }
}
