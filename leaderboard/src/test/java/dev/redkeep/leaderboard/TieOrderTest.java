package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.Segment;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Of equal scores, friends and shards tell first whom the board does. */
class TieOrderTest extends BoardsOnRedis {
    /** The second is the last in UTF-16, but not in UTF-8. */
    private static final List<String> MEMBERS = List.of("z", "\uff5e", "😀", "a", "ä", "m");

    private static final KeyPattern1<Long> PART = KeyPattern.of("board:part:{part}", Segment.number())
            .sortedSet()
            .persistent("a test")
            .owner("test");

    static Stream<Arguments> modes() {
        return Stream.of(Order.values())
                .flatMap(order -> Stream.of(Ties.values())
                        .flatMap(ties -> Stream.of(TieBreak.values()).map(first -> Arguments.of(order, ties, first))));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void friends_stand_as_on_the_board(Order order, Ties ties, TieBreak first) {
        Leaderboard board = board(options().order(order).ties(ties).tieBreak(first));
        MEMBERS.forEach(member -> board.submit(member, 5));
        board.submit("other", 4);

        List<String> top = board.top(10).rows().stream()
                .map(Row::member)
                .filter(MEMBERS::contains)
                .toList();
        assertThat(board.among(MEMBERS))
                .extracting(each -> each.position().member())
                .isEqualTo(top);
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void so_do_those_of_many_shards(Order order) {
        LeaderboardOptions options =
                options().ties(Ties.COMPETITION).order(order).build();
        List<Key> keys = LongStream.range(0, 3).mapToObj(PART::key).toList();
        ShardedLeaderboard shards = ShardedLeaderboard.on(redis, keys, options);
        Leaderboard board = board(options().ties(Ties.COMPETITION).order(order));
        MEMBERS.forEach(member -> {
            board.submit(member, 5);
            shards.submit(member, 5);
        });

        assertThat(shards.top(6).rows()).isEqualTo(board.top(6).rows());
        assertThat(shards.top(1).rows()).isEqualTo(board.top(1).rows());
    }
}
