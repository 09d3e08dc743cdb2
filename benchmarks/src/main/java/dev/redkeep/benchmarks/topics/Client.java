package dev.redkeep.benchmarks.topics;

import dev.redkeep.benchmarks.live.Handler;
import java.util.function.Consumer;

/**
 * A client's topic with one consumer.
 *
 * @param publish publishes a message, and returns when the server has it
 */
record Client(String name, Consumer<byte[]> publish, Handler handler, Runnable closing) implements AutoCloseable {
    @Override
    public void close() {
        closing.run();
    }
}
