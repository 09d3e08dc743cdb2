package dev.redkeep.benchmarks.contender;

import dev.redkeep.core.client.ConnectionMode;
import dev.redkeep.core.client.PoolOptions;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.testing.RedisCluster;
import dev.redkeep.testing.RedisServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** All that can be connected to one server or to a Cluster, and the hand that fills it. */
public final class Contenders implements AutoCloseable {
    private final List<RedisClient> servers;
    private final UnifiedJedis hand;
    private final List<String> wanted;
    private final List<Contender> all = new ArrayList<>();
    private final Map<String, String> leftOut = new LinkedHashMap<>();

    private Contenders(List<Target> targets, Contender measure, UnifiedJedis hand, List<String> wanted) {
        this.servers = targets.stream().map(RawJedis::client).toList();
        this.hand = hand;
        this.wanted = wanted;
        all.add(measure);
    }

    /**
     * Connects the clients to a server; one that cannot be had here is left out, but not the measure.
     *
     * @param wanted whom to connect beside the measure; empty for all
     */
    public static Contenders on(RedisServer server, List<String> wanted) throws Exception {
        Target target = Target.of(server.uri());
        RawJedis raw = new RawJedis(target);
        Contenders contenders = new Contenders(List.of(target), raw, raw.client(), wanted);
        contenders.addOurs(target.options(), Ours::new);
        contenders.add("ours around it", () -> new Wrapped(raw));
        contenders.add("Lettuce", () -> new Lettuce(target));
        contenders.add("Bucket4j", () -> Bucket4j.onJedis(target));
        contenders.add("Bucket4j (Lettuce)", () -> Bucket4j.onLettuce(target));
        contenders.add("Redisson", () -> new Redisson(target));
        contenders.add("JetCache", () -> new JetCache(target));
        contenders.add("GLIDE", () -> new Glide(target));
        contenders.add("Vert.x", () -> new VertxRedis(target));
        contenders.add("Spring Session", () -> new SpringSession(target));
        contenders.add("Spring RedisCache", () -> new SpringCache(target));
        return contenders;
    }

    /** The same on a Cluster, with the clients that have a part there. */
    public static Contenders on(RedisCluster cluster, List<String> wanted) throws Exception {
        List<Target> primaries =
                cluster.primaries().stream().map(node -> Target.of(node.uri())).toList();
        ClusterJedis raw = new ClusterJedis(primaries);
        Contenders contenders = new Contenders(primaries, raw, raw.client(), wanted);
        contenders.addOurs(Target.clusterOptions(primaries), ClusterOurs::new);
        contenders.add("Lettuce", () -> new ClusterLettuce(primaries));
        return contenders;
    }

    private void addOurs(RedisOptions options, BiFunction<String, RedisOptions, Contender> opening) {
        RedisOptions shared =
                options.toBuilder().connectionMode(ConnectionMode.SHARED).build();
        RedisOptions pool = options.toBuilder()
                .pool(PoolOptions.builder()
                        .maxConnections(Data.POOL)
                        .minIdle(Data.POOL)
                        .build())
                .connectionMode(ConnectionMode.POOLED)
                .build();
        add("ours", () -> opening.apply("ours", shared));
        add("ours (pool)", () -> opening.apply("ours (pool)", pool));
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

    /** Empties the servers and fills them for a row. */
    public void prepare(Row row) throws Exception {
        empty();
        Data.seed(row, hand);
        for (Contender contender : in(row)) {
            contender.prepare(row);
        }
    }

    /** Empties the servers. */
    public void empty() {
        servers.forEach(RedisClient::flushAll);
    }

    /** What each server tells of itself. */
    public List<String> info(String section) {
        return servers.stream().map(server -> server.info(section)).toList();
    }

    @Override
    public void close() {
        empty();
        all.forEach(Contender::close);
        servers.forEach(RedisClient::close);
    }
}
