package dev.redkeep.cache.writebehind;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.cache.Patience;
import dev.redkeep.cache.writebehind.WriteBehindScripts.Aside;
import dev.redkeep.cache.writebehind.WriteBehindScripts.Found;
import dev.redkeep.cache.writebehind.WriteBehindScripts.Settled;
import dev.redkeep.core.client.Redis;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

/** The scripts against a model in Java, by a clock that the test moves. */
@RedisTest
class QueueModelTest {
    private static final int STEPS = 1_500;
    private static final List<String> OUTCOMES = List.of("written", "written", "untried", "a.Failure", "a.Failure");

    private static final WriteBehindScripts SUPPLIED_TIME = new WriteBehindScripts("supplied_time");

    private final QueueModel model = new QueueModel();
    private final List<ClaimedChanges> claims = new ArrayList<>();
    private Redis redis;
    private RedisClient raw;
    private QueueCalls calls;
    private int batch;
    private int setAside;

    @BeforeEach
    void connect(RedisServer server) {
        redis = OnServer.connect(server);
        raw = Patience.raw(server.uri());
        model.micros = 1_700_000_000_000_000L;
    }

    @AfterEach
    void close() {
        raw.close();
        redis.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4711})
    void random_steps_do_what_the_model_does(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            model.micros += random.nextInt(4) == 0 ? random.nextInt(300_000) : random.nextInt(20_000);
            raw.set("clock", Long.toString(model.micros));
            batch = 1 + random.nextInt(4);
            calls = new QueueCalls(redis, "q", options(batch), SUPPLIED_TIME);
            step(random);
            checkCounts();
        }
        assertThat(setAside).as("changes set aside on the way").isGreaterThan(5);
    }

    @Test
    void a_newer_value_has_all_its_tries_alone() {
        calls = new QueueCalls(redis, "q", options(1), SUPPLIED_TIME);
        raw.set("clock", Long.toString(model.micros));
        calls.put(bytes("a"), bytes("+bad"));
        IntStream.range(1, 2 * QueueModel.TRIES)
                .forEach(last -> assertThat(failsAgain()).isEqualTo(1));

        calls.put(bytes("a"), bytes("+good"));

        IntStream.range(1, QueueModel.TRIES)
                .forEach(alone -> assertThat(failsAgain()).isEqualTo(1));
        assertThat(failsAgain()).as("waits again").isZero();
        assertThat(calls.poisoned(1).get(0).tries()).isEqualTo(2 * QueueModel.TRIES);
    }

    /** How many wait again when what is due has failed. */
    private int failsAgain() {
        model.micros += 1_000_000;
        raw.set("clock", Long.toString(model.micros));
        List<StoredChange> entries = calls.claim("t", Duration.ofMinutes(1)).entries();
        assertThat(entries).hasSize(1);
        return calls.settle(new ClaimedChanges("t", 0, entries), List.of("a.Failure"), Duration.ZERO)
                .again();
    }

    private static WriteBehindOptions options(int batch) {
        return WriteBehindOptions.builder()
                .batch(batch)
                .tries(QueueModel.TRIES)
                .maxWaiting(QueueModel.MOST)
                .delay(Duration.ofMillis(QueueModel.DELAY))
                .retryAfter(Duration.ofMillis(QueueModel.FIRST_RETRY), Duration.ofMillis(QueueModel.LONGEST_RETRY))
                .build();
    }

    private void step(Random random) {
        String key = "k" + random.nextInt(8);
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 -> {
                String rest = random.nextInt(5) == 0 ? "-" : "+" + random.nextInt();
                assertThat(calls.put(bytes(key), bytes(rest)).version()).isEqualTo(model.put(key, rest));
            }
            case 6, 7, 8, 9, 10, 11 -> claim("t" + random.nextInt());
            case 12, 13, 14, 15, 16 -> settle(random);
            case 17 -> assertThat(calls.hasten(0).version()).isEqualTo(model.hasten());
            case 18 -> {
                if (random.nextInt(5) == 0) {
                    assertThat(calls.retry().count()).isEqualTo((int) model.retry());
                }
            }
            default -> {
                for (Aside aside : calls.poisoned(1)) {
                    String name = aside.key().text();
                    assertThat(calls.drop(bytes(name), aside.version()))
                            .isEqualTo(model.drop(name, Long.parseLong(aside.version())));
                }
            }
        }
    }

    private void claim(String token) {
        QueueModel.Expected expected = model.claim(token, batch);
        Found found = calls.claim(token, Duration.ofMillis(QueueModel.LEASE));
        assertThat(found.entries().stream()
                        .map(entry -> text(entry.key) + "@" + entry.version + text(entry.rest))
                        .toList())
                .isEqualTo(expected.changes());
        assertThat(List.of(found.next(), found.lost(), found.aside()))
                .isEqualTo(List.of(expected.next(), expected.lost(), expected.aside()));
        claims.add(new ClaimedChanges(token, 0, found.entries()));
        setAside += found.aside();
    }

    private void settle(Random random) {
        if (claims.isEmpty()) {
            return;
        }
        ClaimedChanges claim = claims.get(Math.max(0, claims.size() - 1 - random.nextInt(3)));
        List<String> outcomes = claim.entries().stream()
                .map(entry -> OUTCOMES.get(random.nextInt(OUTCOMES.size())))
                .toList();
        List<String> expected = IntStream.range(0, outcomes.size())
                .mapToObj(i -> String.valueOf(model.settle(
                        claim.token(),
                        text(claim.entries().get(i).key),
                        Long.parseLong(claim.entries().get(i).version),
                        outcomes.get(i),
                        7)))
                .toList();
        Settled settled = calls.settle(claim, outcomes, Duration.ofMillis(7));
        assertThat(settled.lost()).isEqualTo(places(expected, "null"));
        assertThat(settled.aside()).isEqualTo(places(expected, "aside"));
        assertThat(settled.again()).isEqualTo(places(expected, "again").size());
        setAside += settled.aside().size();
    }

    private static List<Integer> places(List<String> all, String wanted) {
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i).equals(wanted))
                .boxed()
                .toList();
    }

    private void checkCounts() {
        Backlog backlog = calls.backlog();
        assertThat(new long[] {
                    backlog.unwritten(),
                    backlog.claimed(),
                    backlog.setAside(),
                    backlog.oldest().toMillis()
                })
                .isEqualTo(model.backlog());
        assertThat(calls.poisoned(100).stream()
                        .map(aside -> aside.key().text() + "@" + aside.version() + " " + aside.tries() + " "
                                + aside.since().toEpochMilli() + " " + aside.reason())
                        .toList())
                .isEqualTo(model.poisoned());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
