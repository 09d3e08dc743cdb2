package dev.redkeep.leaderboard;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The order of a whole board, for what its shards tell. */
final class ShardOrder {
    private final boolean high;
    private final Ties ties;

    ShardOrder(LeaderboardOptions options) {
        this.high = options.order() == Order.HIGH_FIRST;
        this.ties = options.ties();
    }

    /** The best first. */
    <T> Comparator<T> by(ToDoubleFunction<T> score, Function<T, String> member) {
        // As Redis does, which in UTF-16 would be another order.
        Comparator<T> byMember = Comparator.comparing(
                one -> member.apply(one).getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);
        Comparator<T> lowest = Comparator.comparingDouble(score).thenComparing(byMember);
        return high ? lowest.reversed() : lowest;
    }

    Stream<Row> sorted(List<Row> rows) {
        return rows.stream().sorted(by(Row::score, Row::member));
    }

    /** Ranks from a line on: how many stand before it, and its rank. */
    Ranks ranks(long before, long first) {
        return new Ranks(ties, before, first);
    }

    /** Lines that follow each other, with their ranks on the whole board. */
    static List<Row> ranked(Stream<Row> rows, Ranks ranks) {
        return rows.map(row -> new Row(row.member(), row.score(), ranks.next(row.score())))
                .toList();
    }
}
