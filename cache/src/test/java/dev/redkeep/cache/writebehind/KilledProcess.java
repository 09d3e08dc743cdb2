package dev.redkeep.cache.writebehind;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.codec.Codec;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A program that puts changes, begins to write a batch, says so, and never ends it. */
final class KilledProcess {
    static final int CHANGES = 200;

    private KilledProcess() {}

    public static void main(String[] args) throws InterruptedException {
        Redis redis = Redis.connect(RedisOptions.of(args[0]));
        CountDownLatch put = new CountDownLatch(1);
        WriteBehind<String, String> queue = WriteBehind.on(
                redis,
                new WriteBehindSchema<>(args[1], Codec.string(), Codec.string()),
                WriteBehindOptions.builder()
                        .delay(Duration.ZERO)
                        .batch(40)
                        .lease(Duration.ofMillis(500))
                        .build(),
                batch -> {
                    put.await();
                    System.out.println("writing");
                    Thread.sleep(Long.MAX_VALUE);
                });
        for (int i = 0; i < CHANGES; i++) {
            queue.put("k" + i, "v" + i);
        }
        put.countDown();
        Thread.sleep(Long.MAX_VALUE);
    }
}
