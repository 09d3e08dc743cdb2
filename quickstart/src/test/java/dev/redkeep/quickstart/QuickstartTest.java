package dev.redkeep.quickstart;

import static dev.redkeep.sessions.SessionKeys.SESSION;
import static dev.redkeep.sessions.SessionKeys.USER_SESSIONS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

@RedisTest
class QuickstartTest {
    private static final long THIRTY_DAYS = 2_592_000_000L;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private RedisClient jedis;
    private RedisServer server;

    @BeforeEach
    void connect(RedisServer shared) {
        server = shared;
        jedis = RedisClient.create(shared.host(), shared.port());
    }

    private int run(Map<String, String> environment) {
        return Quickstart.run(
                environment, Printer.plain(new PrintStream(out, true, UTF_8)), new PrintStream(errors, true, UTF_8));
    }

    private Map<String, String> here() {
        return Map.of("REDIS_ADDR", server.host() + ":" + server.port());
    }

    private Set<String> tokens() {
        return jedis.smembers(USER_SESSIONS.key(SessionsStep.ALICE).text());
    }

    @Test
    void it_leaves_what_lives_of_one_user_and_tells_it() {
        assertThat(run(here())).isZero();

        String token = tokens().iterator().next();
        String session = SESSION.key(SessionsStep.ALICE, token).text();
        String index = USER_SESSIONS.key(SessionsStep.ALICE).text();
        assertThat(jedis.keys("*"))
                .hasSize(20)
                .contains(
                        session,
                        index,
                        "oauth_access:9000000000000001:google",
                        "oauth_refresh:9000000000000001:google",
                        "verification_code:9000000000000001:email_verification",
                        "rl:quickstart:minute:203.0.113.7",
                        "rl:quickstart:tenant:quickstart",
                        "tk:challenge:9000000000000001:leaderboard")
                .anyMatch(key -> key.startsWith("quickstart:board:"))
                .anyMatch(key -> key.startsWith("refresh_family:{9000000000000001}:"));
        assertThat(jedis.type(session)).isEqualTo("hash");
        assertThat(jedis.type(index)).isEqualTo("set");
        assertThat(jedis.pttl(session)).isBetween(THIRTY_DAYS - 60_000, THIRTY_DAYS);
        assertThat(jedis.pttl(index)).isBetween(THIRTY_DAYS - 60_000, THIRTY_DAYS);
        assertThat(out.toString(UTF_8))
                .containsPattern("session:9000000000000001:<secret> +hash  ")
                .containsPattern("user_sessions:9000000000000001 +set  ")
                .containsPattern("(?i)oauth_access:9000000000000001:google +string  ")
                .containsPattern("(?i)verification_code:9000000000000001:email_verification +hash  ")
                .containsPattern("refresh_family:\\{9000000000000001}:\\S+ +hash  ");
    }

    @Test
    void it_tells_what_becomes_of_a_state_a_code_and_a_refresh_token() {
        assertThat(run(here())).isZero();

        assertThat(out.toString(UTF_8))
                .contains("goes on to /account")
                .contains("the same state again: UNKNOWN")
                .contains("good for 59 minutes more")
                .contains("with another key: unreadable")
                .contains("mistyped: UNKNOWN")
                .contains("right: OK")
                .contains("right, once more: USED")
                .contains("used: ROTATED, the laptop gets the second")
                .contains("its answer was lost: RETRIED, the same second")
                .contains("a thief uses the first: REUSED")
                .contains("the laptop uses the third: REVOKED");
    }

    @Test
    void it_tells_what_becomes_of_requests_that_are_too_many() {
        assertThat(run(here())).isZero();

        assertThat(out.toString(UTF_8))
                .contains("allowed, 0 left")
                .contains("refused by the minute's 3")
                .contains("still has 97")
                .contains("10 at once: IMPOSSIBLE");
    }

    @Test
    void it_writes_behind_the_latest_values_only_and_leaves_nothing_of_the_queue() {
        assertThat(run(here())).isZero();

        assertThat(out.toString(UTF_8))
                .contains("in the database are 0 pages")
                .contains("page 1 has 100 views in Redis")
                .contains("the database has {page 1=100, page 2=7}");
        assertThat(jedis.keys("cache-write:*")).isEmpty();
    }

    @Test
    void it_tells_who_is_where_on_a_board_and_the_same_again() {
        assertThat(run(here())).isZero();
        assertThat(run(here())).isZero();

        String[] tours = out.toString(UTF_8).split("Redkeep quickstart", -1);
        for (String tour : List.of(tours[1], tours[2])) {
            assertThat(tour)
                    .contains("alice: 2 of 4; of this week 1 of 1")
                    .contains("1 bob, 2 carol, 2 alice, 4 dave")
                    .contains("dave is 4 of 4, at least as good as 25 %")
                    .contains("2 alice, 4 dave")
                    .contains("from 2 to 1 of 4; then 3, which is no better: 1 of 4")
                    .containsPattern("tk:challenge:9000000000000001:leaderboard +zset +never");
        }
        assertThat(jedis.zscore("tk:challenge:9000000000000001:leaderboard", "alice"))
                .isEqualTo(11);
    }

    @Test
    void it_tells_who_heard_a_notification() {
        assertThat(run(here())).isZero();

        assertThat(out.toString(UTF_8))
                .contains("to notifications:9000000000000001, and to all of notifications:{user_id}")
                .containsPattern("counted [0-9]+, one for each way")
                .contains("who listens to her: shout 456 CREATED, on notifications:9000000000000001")
                .contains("who listens to all: shout 456 CREATED, on notifications:9000000000000001");
    }

    @Test
    void it_tells_what_becomes_of_orders() {
        assertThat(run(here())).isZero();

        assertThat(out.toString(UTF_8))
                .contains("order 17 twice, by its id: published, then known already")
                .contains("billed 17; a dead letter: the bank refused 18")
                .contains("order 18 at try 1")
                .contains("billed 18");
    }

    @Test
    void it_runs_again_beside_others_data_and_finds_its_earlier_session() {
        jedis.set("session:of:others", "untouched");

        assertThat(run(here())).isZero();
        assertThat(run(here())).isZero();

        assertThat(jedis.get("session:of:others")).isEqualTo("untouched");
        assertThat(jedis.dbSize()).isEqualTo(23);
        assertThat(out.toString(UTF_8)).contains("alice, from earlier tours: 1");
    }

    @Test
    void no_token_is_printed() {
        assertThat(run(here())).isZero();

        assertThat(tokens())
                .hasSize(1)
                .allSatisfy(token -> assertThat(out.toString(UTF_8)).doesNotContain(token));
        assertThat(out.toString(UTF_8)
                        .replaceAll("-{3,}", " ")
                        .replaceAll("refresh_family:\\S+", "by an id, which is random and no secret"))
                .doesNotContain(ProviderStep.ACCESS_TOKEN, ProviderStep.REFRESH_TOKEN)
                .as("a state, a verifier, a digest or a refresh token")
                .doesNotContainPattern("[A-Za-z0-9_-]{43}")
                .as("a code")
                .doesNotContainPattern("(?<![0-9])[0-9]{6}(?![0-9])");
    }

    @Test
    void what_google_granted_is_encrypted() {
        assertThat(run(here())).isZero();

        assertThat(jedis.get("oauth_access:9000000000000001:google")).doesNotContain(ProviderStep.ACCESS_TOKEN);
        assertThat(jedis.get("oauth_refresh:9000000000000001:google")).doesNotContain(ProviderStep.REFRESH_TOKEN);
    }

    @Test
    void without_an_address_it_starts_a_redis_of_its_own() {
        assertThat(run(Map.of())).isZero();

        assertThat(out.toString(UTF_8)).contains("started for this tour").contains("This Redis ends now");
        assertThat(jedis.dbSize()).isZero();
    }

    @Test
    void an_address_where_nobody_answers_ends_it_with_the_remedy_and_without_the_password() {
        assertThat(run(Map.of("REDIS_ADDR", "127.0.0.1:1", "REDIS_PASSWORD", "hush")))
                .isEqualTo(1);

        assertThat(errors.toString(UTF_8)).contains("Start Redis, or check REDIS_ADDR.");
        assertThat(out.toString(UTF_8) + errors.toString(UTF_8)).doesNotContain("hush");
    }

    @Test
    void a_malformed_variable_is_named() {
        assertThat(run(Map.of("REDIS_ADDR", "localhost", "REDIS_POOL_SIZE", "many")))
                .isEqualTo(1);

        assertThat(errors.toString(UTF_8)).contains("REDIS_POOL_SIZE").doesNotContain("many");
    }

    @Test
    void every_key_it_leaves_is_of_the_schema() {
        assertThat(run(here())).isZero();

        assertThat(jedis.keys("*"))
                .allSatisfy(key -> assertThat(KeysLeftStep.SCHEMA.match(key)).isPresent());
    }
}
