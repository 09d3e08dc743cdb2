package dev.redkeep.leaderboard;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.key.Key;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A board that ranks members by their scores. Each method is one round trip and tells what was so at one moment, unless it says
 * otherwise.
 *
 * <pre>{@code
 * Leaderboard board = Leaderboard.on(redis, LeaderboardKeys.CHALLENGE.key(7L));
 * Standing standing = board.submit("42", 4_200);   // old and new score and rank, and whether it is better
 * Page best = board.top(10);
 * }</pre>
 *
 * <p>A member is a text of 1 to 1,024 bytes in UTF-8, a score any number between -2^53 and 2^53: another one, these two
 * included, is refused by an {@link IllegalArgumentException} before anything is sent, as is a count or a place that is out of its
 * range; null by a {@link NullPointerException}. A fraction is as exact as a {@code double}. Ranks and pages begin at 1. At most 1,000
 * members or lines go in one call. A board that does not exist is empty. Where a key that is looked at holds something else, the
 * method fails with a {@link dev.redkeep.core.client.RedisWrongTypeException}. What fails otherwise is a {@link RedisException}; a
 * submission that failed by a time limit may have counted.
 *
 * <p>With {@link Ties#DENSE} or {@link TieBreak#EARLIEST}, each method but {@link #size}, {@link #details} and {@link #clear} is a
 * {@link BoardOptionsException} on a board that has members, but not what these keep beside it; nothing changes.
 *
 * <p>Safe to share between threads. Closing is the client's matter.
 */
public interface Leaderboard {
    /** The most members or lines of one call. */
    int MOST = 1_000;

    /**
     * The board under a key. Nothing is sent.
     *
     * @param redis the client
     * @param key where it is; its pattern must be a sorted set that is persistent, or lives for a fixed time from its first score on,
     *     or slides with each submission
     * @param options how it ranks; for all who use the board the same, as {@link LeaderboardOptions} says
     * @return the board
     * @throws IllegalArgumentException if the pattern is declared otherwise, or on a Cluster what the options keep beside the board
     *     could not share its slot
     */
    static Leaderboard on(Redis redis, Key key, LeaderboardOptions options) {
        Board board = BoardPatterns.of(redis, key.pattern(), options).at(key);
        return new RedisLeaderboard(redis, board, options, Life.of(key.pattern()), BoardScripts.of(options));
    }

    /**
     * The board under a key, with {@linkplain LeaderboardOptions#defaults() the defaults}. Nothing is sent.
     *
     * @param redis the client
     * @param key as of {@link #on(Redis, Key, LeaderboardOptions)}
     * @return the board
     * @throws IllegalArgumentException if the pattern is declared otherwise
     */
    static Leaderboard on(Redis redis, Key key) {
        return on(redis, key, LeaderboardOptions.defaults());
    }

    /**
     * Submits a score, by the board's {@link ScoreRule}.
     *
     * @param member who
     * @param score the score, or with {@link ScoreRule#SUM} what is added
     * @return what changed
     * @throws ScoreOutOfRangeException if a sum would get to 2^53 or -2^53; nothing changed
     * @throws IllegalStateException if the rule is {@link ScoreRule#LAST}, which must know when: {@link #submit(String, double,
     *     Instant)}
     */
    Standing submit(String member, double score);

    /**
     * Submits a score that was reached at some time, for the rule {@link ScoreRule#LAST}.
     *
     * @param member who
     * @param score the score
     * @param reached when, to the millisecond, as the caller says: from 1970 on, and at most a day ahead of the server's clock
     * @return what changed: nothing if a score is known that was reached later
     * @throws IllegalArgumentException also if it was reached earlier or is farther ahead; the server, where that decides, changed
     *     nothing
     * @throws IllegalStateException if the rule is another one
     */
    Standing submit(String member, double score, Instant reached);

    /**
     * Submits scores of many, all of them or none, by the board's rule.
     *
     * @param scores who and what, 1,000 at most; none is a round trip saved. With {@link TieBreak#EARLIEST} the map's order
     *     decides who of them was first: that of a {@code Map.of} is another one in each process
     * @return what changed, in the map's order; ranks before all of them, and after all of them
     * @throws ScoreOutOfRangeException as {@link #submit(String, double)}, for any of them; nothing changed
     * @throws IllegalStateException as {@link #submit(String, double)}
     */
    List<Standing> submitAll(Map<String, Double> scores);

    /**
     * Sets a score whatever the rule, as to correct one. With {@link ScoreRule#LAST} it counts as reached when the one before
     * was: one that is submitted as reached later replaces it.
     *
     * @param member who
     * @param score the score
     * @return what changed
     */
    Standing set(String member, double score);

    /**
     * Adds to a score whatever the rule, within the board's {@linkplain LeaderboardOptionsBuilder#sums bounds}. With {@link
     * ScoreRule#LAST} as {@link #set}.
     *
     * @param member who; one that is not on the board begins at 0
     * @param by what is added; may be negative
     * @return what changed
     * @throws ScoreOutOfRangeException if the sum would get to 2^53 or -2^53; nothing changed
     */
    Standing increment(String member, double by);

    /**
     * Where a member is.
     *
     * @param member who
     * @return score, rank and share; empty if it is not on the board
     */
    Optional<Position> position(String member);

    /**
     * Where some members are, on the board and among themselves: a list of friends.
     *
     * @param members who, 1,000 at most; one that is named twice counts once, and none is a round trip saved
     * @return those that are on the board, in its order: the best first, and of equal scores whom it tells first
     */
    List<Contender> among(Collection<String> members);

    /**
     * How far a member is from the next better rank, and from the next worse.
     *
     * @param member who
     * @return its line and its neighbours'; empty if it is not on the board
     */
    Optional<Gap> gap(String member);

    /**
     * The best.
     *
     * @param count how many, 0 to 1,000; with 0 only the total is told
     * @return the lines
     */
    Page top(int count);

    /**
     * A page.
     *
     * @param number its number, from 1 for the best
     * @param size the lines of a page, 0 to 1,000; with 0 only the total is told
     * @return the lines; none behind the last
     */
    Page page(int number, int size);

    /**
     * Those on some places. A place is not a rank: it counts members, so that of scores 9, 7, 7, 5 the last has place 4, whatever
     * its rank. {@link #ranked} goes by ranks.
     *
     * @param first the first place, from 1
     * @param last the last place; at most 999 more
     * @return the lines; none behind the last
     */
    Page places(long first, long last);

    /**
     * Who stands around a member.
     *
     * @param member who
     * @param count how many before it and how many behind it, 0 to 499
     * @return the lines, its own among them; none if it is not on the board
     */
    Page around(String member, int count);

    /**
     * Who has a score in a range. A side may be without a bound: then also scores beyond 2^53 count that others wrote.
     *
     * @param lowest the lowest score, itself included; {@link Double#NEGATIVE_INFINITY} for no bound
     * @param highest the highest score, itself included, not below the lowest; {@link Double#POSITIVE_INFINITY} for no bound
     * @param skip how many of them to leave out, the best first; costs the same however many
     * @param count how many lines at most, 0 to 1,000; with 0 only the total is told, and how many are in the range
     * @return the lines; {@link Page#found} and {@link Page#more} are about the range
     */
    Page between(double lowest, double highest, int skip, int count);

    /**
     * Those who have a rank in a range, all of them where ties share it. Of scores 9, 7, 7, 5 the ranks 2 and 3 are those of both 7
     * with {@link Ties#ORDINAL}, and with {@link Ties#COMPETITION}, where nobody has the rank 3; with {@link Ties#DENSE} also that
     * of the 5.
     *
     * @param first the first rank, from 1
     * @param last the last rank, not below the first
     * @param skip how many of them to leave out, the best first; costs the same however many
     * @param count how many lines at most, 0 to 1,000; with 0 only the total is told, and how many have such a rank
     * @return the lines; {@link Page#found} and {@link Page#more} are about those ranks
     */
    Page ranked(long first, long last, int skip, int count);

    /**
     * The score that one must beat for a place, which is not a rank: see {@link #places}.
     *
     * @param place the place, from 1
     * @return the score of the member there; empty if the board is smaller
     */
    OptionalDouble scoreAt(long place);

    /**
     * The score of a rank.
     *
     * @param rank the rank, from 1
     * @return the score of those who have it; empty if nobody has, because it is behind the last, or with {@link Ties#COMPETITION}
     *     is left out
     */
    OptionalDouble scoreOfRank(long rank);

    /**
     * The rank that a score would have if another member came with it now; with {@link Ties#ORDINAL} behind all of the same score.
     *
     * @param score the score
     * @return the rank, from 1
     */
    long rankOf(double score);

    /**
     * How many are on the board.
     *
     * @return the number
     */
    long size();

    /**
     * Takes members off the board, with their details.
     *
     * @param members who, 1,000 at most; none is a round trip saved
     * @return how many were there
     */
    int remove(Collection<String> members);

    /**
     * Takes all but the best off the board, with their details: a thousand in one round trip and as many trips as it takes. Who
     * submits meanwhile may be left over.
     *
     * @param keep how many stay, 0 or more
     * @return how many went
     */
    long trim(long keep);

    /**
     * Takes the whole board away, with the details and all else that the options keep beside it. Who submits afterwards begins a
     * new one.
     *
     * @return how many were on it
     */
    long clear();

    /**
     * Notes details of a member, such as a name to show, in place of those that were noted before; from now on those of all
     * members of the board are kept for as long as the options say.
     *
     * @param member who
     * @param details any text, up to 64 KiB in UTF-8
     * @return whether the member is on the board; if not, nothing was noted
     * @throws IllegalArgumentException if the text is longer
     * @throws IllegalStateException if the options have no {@linkplain LeaderboardOptionsBuilder#details details}
     */
    boolean describe(String member, String details);

    /**
     * The details of members. The board is not looked at: those of a board that has ended are kept until their own time is over.
     *
     * @param members who, 1,000 at most; none is a round trip saved
     * @return the details of those that have some, in the order asked
     * @throws IllegalStateException if the options have no {@linkplain LeaderboardOptionsBuilder#details details}
     */
    Map<String, String> details(Collection<String> members);
}
