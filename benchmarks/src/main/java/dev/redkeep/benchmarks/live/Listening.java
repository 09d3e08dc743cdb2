package dev.redkeep.benchmarks.live;

import dev.redkeep.core.key.Key;
import java.util.List;

/**
 * A client whose handlers are subscribed to a channel.
 *
 * @param channel its own, so that others sleep while it has its turn
 */
record Listening(String name, Key channel, List<Handler> handlers, Runnable closing) implements AutoCloseable {
    /** What the slowest of its handlers was told, ever. */
    long heardByAll() {
        return handlers.stream().mapToLong(Handler::heard).min().orElseThrow();
    }

    /** What they were told together, ever. */
    long delivered() {
        return handlers.stream().mapToLong(Handler::heard).sum();
    }

    @Override
    public void close() {
        closing.run();
    }
}
