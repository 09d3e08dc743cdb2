package dev.redkeep.pubsub.topic;

import dev.redkeep.core.client.KeyFeed;
import dev.redkeep.core.client.KeyFeedListener;
import dev.redkeep.core.client.KeyFeedOptions;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rings when a topic changes, whoever changed it: the server tells. */
final class Bell implements KeyFeedListener {
    private static final Logger LOG = LoggerFactory.getLogger(DurableTopic.class);

    private final byte[] topic;
    private final Runnable ring;

    private Bell(byte[] topic, Runnable ring) {
        this.topic = topic;
        this.ring = ring;
    }

    /** Empty where the client lends no connection, or the server does not tell: then one has to look. */
    static Optional<KeyFeed> of(Redis redis, Place place, Runnable ring) {
        KeyFeedOptions options =
                KeyFeedOptions.of(List.of(place.pattern()), place.news()).withMode(KeyFeedOptions.Mode.TRACKING);
        try {
            return Optional.of(redis.follow(options, new Bell(place.topic().bytes(), ring)));
        } catch (IllegalStateException | RedisException none) {
            LOG.info(
                    "Nobody tells of new messages of {}, which are looked for instead: {}",
                    place.topic(),
                    none.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void changed(byte[] key) {
        if (Arrays.equals(key, topic)) {
            ring.run();
        }
    }

    @Override
    public void allChanged() {
        ring.run();
    }

    @Override
    public void inSync(long asOfNanos) {}
}
