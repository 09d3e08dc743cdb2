package dev.redkeep.benchmarks.contender;

import dev.redkeep.core.client.ConnectionMode;
import dev.redkeep.core.client.PoolOptions;
import dev.redkeep.core.client.RedisOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.RedisClient;

/** All that can be connected to one server, and the hand that fills it. */
public final class Contenders implements AutoCloseable {
    private final RedisClient control;
    private final List<Contender> all = new ArrayList<>();
    private final Map<String, String> leftOut = new LinkedHashMap<>();
    private final List<String> wanted;

    /**
     * Connects the clients; one that cannot be had here is left out, but not the measure.
     *
     * @param wanted whom to connect beside the measure; empty for all
     */
    public Contenders(Target target, List<String> wanted) throws Exception {
        this.wanted = wanted;
        this.control = RawJedis.client(target);
        RawJedis raw = new RawJedis(target);
        all.add(raw);
        RedisOptions shared = target.options().toBuilder()
                .connectionMode(ConnectionMode.SHARED)
                .build();
        RedisOptions pool = target.options().toBuilder()
                .pool(PoolOptions.builder()
                        .maxConnections(Data.POOL)
                        .minIdle(Data.POOL)
                        .build())
                .connectionMode(ConnectionMode.POOLED)
                .build();
        add("ours", () -> new Ours("ours", shared));
        add("ours (pool)", () -> new Ours("ours (pool)", pool));
        add("ours around it", () -> new Wrapped(raw));
        add("Lettuce", () -> new Lettuce(target));
        add("Redisson", () -> new Redisson(target));
        add("GLIDE", () -> new Glide(target));
        add("Vert.x", () -> new VertxRedis(target));
        add("Spring Session", () -> new SpringSession(target));
    }

    private interface Opening {
        Contender open() throws Exception;
    }

    private void add(String name, Opening opening) {
        if (!wanted.isEmpty() && !wanted.contains(name)) {
            return;
        }
        try {
            all.add(opening.open());
        } catch (Exception | LinkageError missing) { // a native library that is for another system
            leftOut.put(name, missing.getClass().getSimpleName());
        }
    }

    /** Those that have a part in a row; the measure is first. */
    public List<Contender> in(Row row) {
        return all.stream().filter(one -> one.operation(row).isPresent()).toList();
    }

    /** Who could not be connected, and what was thrown. */
    public Map<String, String> leftOut() {
        return leftOut;
    }

    /** Empties the server and fills it for a row. */
    public void prepare(Row row) throws Exception {
        Data.seed(row, control);
        for (Contender contender : in(row)) {
            contender.prepare(row);
        }
    }

    /** Empties the server. */
    public void empty() {
        control.flushAll();
    }

    /** What the server tells of itself. */
    public String info(String section) {
        return control.info(section);
    }

    @Override
    public void close() {
        control.flushAll();
        for (Contender contender : all) {
            contender.close();
        }
        control.close();
    }
}
