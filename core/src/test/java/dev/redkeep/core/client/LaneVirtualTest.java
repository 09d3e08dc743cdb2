package dev.redkeep.core.client;

import static dev.redkeep.core.client.LaneFixture.COMMANDS;
import static dev.redkeep.core.client.LaneFixture.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.testing.RedisExtension;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.HostAndPort;

/** A lane under virtual threads, which JDK 21 brought. */
@EnabledForJreRange(min = JRE.JAVA_21)
class LaneVirtualTest {
    @RegisterExtension
    static final RedisExtension REDIS = RedisExtension.with(ServerOptions.defaults());

    private LaneFixture lane;
    private RedisServer server;

    @BeforeEach
    void open(RedisServer given) {
        server = given;
        lane = new LaneFixture(given, LONG);
    }

    @AfterEach
    void close() {
        lane.close();
    }

    /** In a JVM of its own, since the carriers are counted when it starts. */
    @Test
    void ten_thousand_virtual_threads_on_two_carriers_make_progress() throws Exception {
        List<String> twoCarriers =
                List.of("-Djdk.virtualThreadScheduler.parallelism=2", "-Djdk.virtualThreadScheduler.maxPoolSize=2");
        String printed = ChildJvm.run(Child.class, twoCarriers, server.uri().toString());
        assertThat(printed).contains("10000 done, 0 wrong").containsPattern("[12] carriers");
    }

    static final class Child {
        private static final AtomicInteger WRONG = new AtomicInteger();
        private static final Set<String> CARRIERS = ConcurrentHashMap.newKeySet();

        private Child() {}

        public static void main(String[] uri) throws Exception {
            HostAndPort node = HostAndPort.from(URI.create(uri[0]).getAuthority());
            CountDownLatch left = new CountDownLatch(10_000);
            try (LaneFixture lane = new LaneFixture(node, LONG)) {
                for (int i = 0; i < 10_000; i++) {
                    String value = "v" + i;
                    Thread unused = LaneVirtualTest.start(() -> {
                        callThrice(lane, value);
                        left.countDown();
                    });
                }
                boolean done = left.await(120, TimeUnit.SECONDS);
                System.out.println((done ? "10000 done, " : "stuck, ") + WRONG + " wrong");
                System.out.println(CARRIERS.size() + " carriers: " + CARRIERS);
            }
        }

        private static void callThrice(LaneFixture lane, String value) {
            for (int round = 0; round < 3; round++) {
                if (!value.equals(lane.call(COMMANDS.echo(value), LONG))) {
                    WRONG.incrementAndGet();
                }
                String self = Thread.currentThread().toString();
                CARRIERS.add(
                        self.substring(self.indexOf('@') + 1)); // VirtualThread[#29]/runnable@ForkJoinPool-1-worker-1
            }
        }
    }

    @Test
    void an_interrupted_virtual_thread_takes_nobody_along() throws Exception {
        lane.call(COMMANDS.ping(), LONG);
        server.pause();
        List<CompletableFuture<String>> others = new ArrayList<>();
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread interrupted = start(() -> {
            try {
                lane.call(COMMANDS.echo("mine"), LONG);
            } catch (RuntimeException e) {
                flag.complete(Thread.currentThread().isInterrupted());
            }
        });
        for (int i = 0; i < 8; i++) {
            CompletableFuture<String> other = new CompletableFuture<>();
            others.add(other);
            start(() -> other.complete(lane.call(COMMANDS.echo("other"), LONG)));
        }
        interrupted.interrupt();

        assertThat(flag.get(120, TimeUnit.SECONDS)).isTrue();
        server.resume();
        for (CompletableFuture<String> other : others) {
            assertThat(other.get(120, TimeUnit.SECONDS)).isEqualTo("other");
        }
    }

    /** {@code Thread.startVirtualThread}, though this is compiled for a JDK without it. */
    private static Thread start(Runnable work) throws ReflectiveOperationException {
        return (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
    }
}
