package dev.redkeep.leaderboard;

import dev.redkeep.core.script.ScriptReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the scripts of a board tell, as Java types. */
final class BoardReplies {
    /** The digits of the moment in front of a member. */
    private static final int MOMENT = 14;

    private static final int REACHED_AHEAD = -3;

    private final Order order;
    private final Ties ties;
    private final Scores scores;
    private final int lead;

    BoardReplies(LeaderboardOptions options) {
        this.order = options.order();
        this.ties = options.ties();
        this.scores = Scores.of(options);
        this.lead = options.tieBreak() == TieBreak.EARLIEST ? MOMENT : 0;
    }

    /**
     * What a submission changed, in the order of the members.
     *
     * @throws ScoreOutOfRangeException if a sum left the range
     * @throws IllegalArgumentException if a score was reached more than a day ahead
     * @throws BoardGoneException if the board ended with the submission
     */
    List<Standing> standings(List<String> members, List<ScriptReply> reply) {
        long total = reply.get(0).integer();
        if (total == REACHED_AHEAD) {
            throw new IllegalArgumentException(
                    "reached must be at most a day ahead of the server's clock; nothing was counted");
        } else if (total < 0) {
            throw outOfRange(members.size());
        } else if (total == 0) {
            throw new BoardGoneException(); // its end is past, so Redis let it go as soon as it was given that end
        }
        List<Standing> standings = new ArrayList<>(members.size());
        for (int i = 0; i < members.size(); i++) {
            int at = 4 * i + 1;
            double score = scores.shown(reply.get(at + 2));
            OptionalDouble old =
                    reply.get(at).isNil() ? OptionalDouble.empty() : OptionalDouble.of(scores.shown(reply.get(at)));
            OptionalLong oldRank = reply.get(at + 1).isNil()
                    ? OptionalLong.empty()
                    : OptionalLong.of(reply.get(at + 1).integer());
            boolean improved = old.isEmpty() || order.better(score, old.getAsDouble());
            standings.add(new Standing(
                    members.get(i), old, score, oldRank, reply.get(at + 3).integer(), total, improved));
        }
        return standings;
    }

    static ScoreOutOfRangeException outOfRange(int submissions) {
        return new ScoreOutOfRangeException("a sum would get to 2^53, where it could be rounded; none of "
                + (submissions == 1 ? "it" : submissions + " submissions") + " was counted");
    }

    /** Where each member is; empty for one that is not on the board. */
    List<Optional<Position>> positions(List<String> members, List<ScriptReply> reply) {
        long total = reply.get(0).integer();
        List<Optional<Position>> positions = new ArrayList<>(members.size());
        for (int i = 0; i < members.size(); i++) {
            String member = members.get(i);
            positions.add(reply.get(i + 1)
                    .present()
                    .map(ScriptReply::slots)
                    .map(told -> new Position(
                            member,
                            scores.shown(told.get(0)),
                            told.get(1).integer(),
                            told.get(2).integer(),
                            total)));
        }
        return positions;
    }

    Page page(List<ScriptReply> reply) {
        long total = reply.get(0).integer();
        if (reply.size() == 1) {
            return new Page(List.of(), 0, total);
        }
        long before = reply.get(1).integer();
        Ranks ranks = new Ranks(ties, before, reply.get(2).integer());
        return new Page(rows(reply.get(3), ranks), before, total);
    }

    /** Entries with their scores, as lines that follow each other. */
    List<Row> rows(ScriptReply told, Ranks ranks) {
        List<ScriptReply> entries = told.slots();
        List<Row> rows = new ArrayList<>(entries.size() / 2);
        for (int i = 0; i < entries.size(); i += 2) {
            double score = scores.shown(entries.get(i + 1));
            rows.add(new Row(member(entries.get(i)), score, ranks.next(score)));
        }
        return rows;
    }

    /** A page of those in a range, of whom some were left out. */
    Page range(int skipped, List<ScriptReply> reply) {
        int last = reply.size() - 1;
        Page page = page(reply.subList(0, last));
        long found = reply.get(last).integer();
        int rows = page.rows().size();
        return new Page(page.rows(), page.before(), page.total(), found, rows > 0 && skipped + (long) rows < found);
    }

    Optional<Gap> gap(String member, ScriptReply reply) {
        return reply.present()
                .map(ScriptReply::slots)
                .map(told -> new Gap(
                        new Row(member, scores.shown(told.get(0)), told.get(1).integer()),
                        neighbour(told.get(2)),
                        neighbour(told.get(3))));
    }

    private Optional<Row> neighbour(ScriptReply reply) {
        return reply.present()
                .map(ScriptReply::slots)
                .map(told -> new Row(
                        member(told.get(0)),
                        scores.shown(told.get(1)),
                        told.get(2).integer()));
    }

    /** Those of some members that are on the board, ranked among themselves, in its order. */
    List<Contender> contenders(List<String> members, List<ScriptReply> reply) {
        SortedMap<Long, Position> byPlace = new TreeMap<>();
        List<Optional<Position>> positions = positions(members, reply);
        for (int i = 0; i < members.size(); i++) {
            ScriptReply told = reply.get(i + 1);
            positions.get(i).ifPresent(position -> byPlace.put(told.slot(3).integer(), position));
        }
        Ranks ranks = new Ranks(ties, 0, 1);
        return byPlace.values().stream()
                .map(position -> new Contender(position, ranks.next(position.score())))
                .toList();
    }

    private String member(ScriptReply entry) {
        String text = entry.text();
        return text.length() > lead ? text.substring(lead) : text;
    }
}
