package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.testing.RedisCluster;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Endpoints that take a connection and never say a word: connecting to several takes no longer than to one. */
@RedisTest
@Timeout(300)
class SilentSeedsTest {
    /** One after the other they would take a minute. */
    private static final int MANY = 40;

    private static final Duration LIMIT = Duration.ofMillis(1_500);

    /** For who is to succeed. */
    private static final Duration LONGER = Duration.ofSeconds(6);

    private final List<ServerSocket> silent = new ArrayList<>();

    @BeforeEach
    void listen() throws IOException {
        for (int i = 0; i < MANY; i++) {
            silent.add(new ServerSocket(0, 9, InetAddress.getLoopbackAddress()));
        }
    }

    @AfterEach
    void close() throws IOException {
        for (ServerSocket one : silent) {
            one.close();
        }
    }

    private static RedisOptions bounded(Duration limit, RedisOptionsBuilder options) {
        return options.timeouts(new Timeouts(limit, limit, limit, limit)).build();
    }

    private Endpoint[] endpoints(int count, Endpoint... more) {
        List<Endpoint> all = new ArrayList<>();
        silent.stream().limit(count).forEach(one -> all.add(new Endpoint("127.0.0.1", one.getLocalPort())));
        all.addAll(List.of(more));
        return all.toArray(Endpoint[]::new);
    }

    private static void failsInTime(RedisOptions options) {
        long start = System.nanoTime();
        Failures.of(() -> Redis.connect(options).close())
                .is(RedisTimeoutException.class)
                .during("connect")
                .neverRan();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT.multipliedBy(MANY / 2));
    }

    @Test
    void of_a_cluster() {
        failsInTime(bounded(LIMIT, RedisOptions.builder().cluster(endpoints(MANY))));
    }

    @Test
    void of_sentinels() {
        failsInTime(bounded(LIMIT, RedisOptions.builder().sentinel("main", endpoints(MANY))));
    }

    @Test
    void one_that_answers_is_found_behind_them(RedisCluster cluster) {
        Endpoint real = Fixture.endpoint(cluster.nodes().get(0));
        try (Redis redis = Redis.connect(bounded(LONGER, RedisOptions.builder().cluster(endpoints(2, real))))) {
            assertThat(redis.cluster()).isTrue();
        }
    }

    /** To learn the slots anew, Jedis asks them all again. */
    @Test
    void a_slot_that_moved_is_followed_by_the_deadline(RedisCluster cluster) {
        RedisServer source = ClusterSlots.owner(cluster, KEY);
        RedisServer target = cluster.primaries().stream()
                .filter(node -> node != source)
                .findFirst()
                .orElseThrow();
        try (Redis redis = Redis.connect(
                bounded(LONGER, RedisOptions.builder().cluster(endpoints(2, Fixture.endpoint(source)))))) {
            assertThat(Fixture.get(redis, KEY)).isEmpty();
            ClusterSlots.beginMove(KEY, source, target);
            ClusterSlots.endMove(KEY, source, target);
            assertThat(Fixture.get(redis, KEY)).isEmpty();
        } finally {
            ClusterSlots.beginMove(KEY, target, source);
            ClusterSlots.endMove(KEY, target, source);
        }
    }
}
