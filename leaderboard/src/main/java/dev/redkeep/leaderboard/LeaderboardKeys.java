package dev.redkeep.leaderboard;

import static dev.redkeep.core.key.Segment.number;

import dev.redkeep.core.key.KeyFacts;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.RedisType;
import dev.redkeep.core.ttl.TtlPolicy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Where boards are: T8 of Trackeep, and what is kept beside any board whose options need it. */
public final class LeaderboardKeys {
    /** T8: user ids by score. */
    public static final KeyPattern1<Long> CHALLENGE = KeyPattern.of(
                    "tk:challenge:{challenge_id}:leaderboard", number().hashTag())
            .sortedSet()
            .persistent("a board lasts as long as its challenge")
            .owner("leaderboard");

    /** All that the documents have. */
    public static final List<KeyPattern> ALL = List.of(CHALLENGE);

    private LeaderboardKeys() {}

    /**
     * All that a leaderboard on a pattern's keys may write, for a catalogue: the board, and beside it the moment at which each
     * member reached its score ({@link TieBreak#EARLIEST}), the scores that there are and how many have each ({@link Ties#DENSE}),
     * when each score was reached ({@link ScoreRule#LAST}), details of members, and who finalises a period.
     *
     * @param board the pattern of the boards
     * @return it and its companions
     * @throws IllegalArgumentException if the pattern is not declared a sorted set, or is deprecated
     */
    public static List<KeyPattern> of(KeyPattern board) {
        return Stream.of(List.of(board), beside(board), List.of(finalised(board)))
                .flatMap(List::stream)
                .toList();
    }

    /** What is kept beside a board, in the order of the scripts' keys. */
    static List<KeyPattern> beside(KeyPattern board) {
        KeyFacts facts = checked(board);
        TtlPolicy life = facts.ttl().orElseThrow();
        TtlPolicy details = TtlPolicy.until("no details were noted for as long as they are kept");
        return List.of(
                board.behind("board-moments:", beside(facts, RedisType.HASH, life)),
                board.behind("board-scores:", beside(facts, RedisType.SORTED_SET, life)),
                board.behind("board-counts:", beside(facts, RedisType.HASH, life)),
                board.behind("board-reached:", beside(facts, RedisType.HASH, life)),
                board.behind("board-details:", beside(facts, RedisType.HASH, details)));
    }

    /**
     * A board's facts.
     *
     * @throws IllegalArgumentException if the pattern is no board's
     */
    static KeyFacts checked(KeyPattern board) {
        KeyFacts facts = board.facts();
        if (facts.type() != RedisType.SORTED_SET || facts.deprecated()) {
            throw new IllegalArgumentException(board + " must be declared a sorted set, and not deprecated");
        }
        return facts;
    }

    /** Who finalises a period's board, or that it was done. */
    static KeyPattern finalised(KeyPattern board) {
        TtlPolicy life = TtlPolicy.until("the board is not kept any more");
        return board.behind("board-final:", beside(board.facts(), RedisType.STRING, life));
    }

    private static KeyFacts beside(KeyFacts board, RedisType type, TtlPolicy life) {
        return new KeyFacts(
                type, Optional.of(life), board.owner(), board.sensitivity(), OptionalInt.empty(), Optional.empty());
    }
}
