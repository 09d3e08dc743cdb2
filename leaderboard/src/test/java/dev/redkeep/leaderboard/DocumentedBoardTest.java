package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern0;
import dev.redkeep.core.ttl.TtlPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.resps.Tuple;

/** T8 as documented, beside a service that knows only sorted sets; and how long boards live. */
class DocumentedBoardTest extends BoardsOnRedis {
    @Test
    void the_bytes_are_the_documents() {
        Leaderboard board = board(options());
        board.submit("42", 4_200);
        board.submitAll(Map.of("43", 1.5));
        board.increment("44", -3);

        assertThat(raw.zrangeWithScores(KEY, 0, -1))
                .containsExactly(new Tuple("44", -3.0), new Tuple("43", 1.5), new Tuple("42", 4_200.0));
        assertThat(raw.ttl(KEY)).isEqualTo(-1);
        assertThat(raw.dbSize()).isEqualTo(1);
    }

    @Test
    void what_others_write_is_read() {
        raw.zadd(KEY, Map.of("1", 10.0, "2", 30.0, "3", 30.0, "4", Double.POSITIVE_INFINITY));
        raw.zadd(KEY.getBytes(java.nio.charset.StandardCharsets.UTF_8), 1, new byte[] {(byte) 0xff});
        Leaderboard board = board(options().ties(Ties.COMPETITION));

        assertThat(board.top(9).rows())
                .containsExactly(
                        new Row("4", Double.POSITIVE_INFINITY, 1),
                        new Row("3", 30, 2),
                        new Row("2", 30, 2),
                        new Row("1", 10, 4),
                        new Row("\ufffd", 1, 5));
        Standing best = board.submit("4", 5);
        assertThat(best.score()).isInfinite();
        assertThat(best.improved()).isFalse();
        assertThat(board.set("4", 5).rank()).isEqualTo(4);
    }

    @Test
    void a_member_is_any_text() {
        Leaderboard board = board(options().tieBreak(TieBreak.EARLIEST));
        for (String member : List.of("a b", "ä\u0000ö", "%s", "'", "😀", "0".repeat(1_024))) {
            board.submit(member, 1);
            assertThat(board.position(member)).isPresent();
            assertThat(board.around(member, 0).rows()).extracting(Row::member).containsExactly(member);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> board.submit("\ud83d", 1));
    }

    @Test
    void a_board_lives_as_its_pattern_declares() {
        KeyPattern0 fixed = pattern("board:fixed", TtlPolicy.fixed(Duration.ofHours(1)));
        KeyPattern0 sliding = pattern("board:sliding", TtlPolicy.sliding(Duration.ofHours(1)));
        for (KeyPattern0 pattern : List.of(fixed, sliding)) {
            Leaderboard board = Leaderboard.on(
                    redis,
                    pattern.key(),
                    options().ties(Ties.DENSE).tieBreak(TieBreak.EARLIEST).build());
            board.submit("a", 1);
            for (String key : List.of("", "board-moments:", "board-scores:", "board-counts:")) {
                assertThat(raw.pttl(key + pattern.template())).isBetween(3_500_000L, 3_600_000L);
                raw.expire(key + pattern.template(), 100);
            }
            board.submit("a", 2);
            for (String key : List.of("", "board-moments:", "board-scores:", "board-counts:")) {
                assertThat(raw.ttl(key + pattern.template()) > 100).isEqualTo(pattern == sliding);
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Leaderboard.on(
                        redis,
                        pattern("board:until", TtlPolicy.until("the end")).key(),
                        options().build()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Leaderboard.on(
                        redis,
                        KeyPattern.of("board:hash")
                                .hash()
                                .persistent("a test")
                                .owner("test")
                                .key(),
                        options().build()));
    }

    @Test
    void what_is_beside_a_board_of_a_fixed_life_ends_with_it() {
        KeyPattern0 fixed = pattern("board:fixed", TtlPolicy.fixed(Duration.ofHours(1)));
        Leaderboard earliest = Leaderboard.on(
                redis, fixed.key(), options().tieBreak(TieBreak.EARLIEST).build());
        earliest.submit("a", 1);
        for (String key : List.of("", "board-moments:")) {
            raw.expire(key + fixed.template(), 100);
        }
        earliest.remove(List.of("a")); // the board is gone; the last moment that was given is still known
        earliest.submit("a", 1);
        for (String key : List.of("", "board-moments:")) {
            assertThat(raw.ttl(key + fixed.template())).as(key).isGreaterThan(3_000);
        }
        raw.flushAll();

        Leaderboard last = Leaderboard.on(
                redis, fixed.key(), options().rule(ScoreRule.LAST).build());
        last.set("a", 1);
        raw.expire(fixed.template(), 100);
        last.submit("a", 2, Instant.EPOCH);
        assertThat(raw.ttl("board-reached:" + fixed.template())).isBetween(1L, 100L);
    }

    @Test
    void details_go_with_the_member_or_after_their_time() {
        Leaderboard board = board(options().details(Duration.ofDays(1)));
        assertThat(board.describe("a", "Alice")).isFalse();
        assertThat(raw.dbSize()).isZero();
        board.submitAll(Map.of("a", 3.0, "b", 2.0, "c", 1.0));

        assertThat(board.describe("a", "Alice")).isTrue();
        assertThat(board.describe("b", "Bob")).isTrue();
        assertThat(board.describe("c", "")).isTrue();
        assertThat(board.details(List.of("b", "x", "a", "c")))
                .containsExactly(Map.entry("b", "Bob"), Map.entry("a", "Alice"), Map.entry("c", ""));
        assertThat(raw.ttl("board-details:" + KEY)).isBetween(86_000L, 86_400L);

        board.remove(List.of("b"));
        board.trim(1);
        assertThat(board.details(List.of("a", "b", "c"))).containsOnlyKeys("a");
        assertThat(board.details(List.of())).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> board.describe("a", "x".repeat(65_537)));
    }

    @Test
    void a_board_that_keeps_no_details_says_so() {
        Leaderboard board = board(options());
        board.submit("a", 1);
        assertThatIllegalStateException().isThrownBy(() -> board.describe("a", "Alice"));
        assertThatIllegalStateException().isThrownBy(() -> board.details(List.of("a")));
        assertThatIllegalArgumentException().isThrownBy(() -> board.describe("", "Alice"));
    }

    private static KeyPattern0 pattern(String name, TtlPolicy life) {
        return KeyPattern.of(name).sortedSet().ttl(life).owner("test");
    }
}
