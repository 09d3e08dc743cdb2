package dev.redkeep.benchmarks.memory;

import redis.clients.jedis.Jedis;

/** What a server says that its data take. */
final class UsedMemory {
    private UsedMemory() {}

    static long of(Jedis control) {
        return control.info("memory")
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring("used_memory:".length()).strip()))
                .findFirst()
                .orElseThrow();
    }
}
