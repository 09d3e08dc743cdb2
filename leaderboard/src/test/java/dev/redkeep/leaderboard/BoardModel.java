package dev.redkeep.leaderboard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** What a board should tell: a list that is sorted anew for each answer. */
final class BoardModel {
    /** A member's score, when that was reached as its owner says, and the number of the change that brought it. */
    private record Held(String member, double score, long reached, long change) {}

    private final LeaderboardOptions options;
    private final Map<String, Held> held = new HashMap<>();
    private long changes;

    BoardModel(LeaderboardOptions options) {
        this.options = options;
    }

    Standing submit(ScoreRule rule, String member, double score, long reached) {
        Optional<Position> old = position(member);
        Held before = held.get(member);
        double now = before == null ? score : ruled(rule, before, score, reached);
        if (rule == ScoreRule.SUM) {
            now = sum(before, score);
            if (score != 0 && Math.abs(now) >= 0x1p53) {
                throw new ScoreOutOfRangeException("a sum would get to 2^53");
            }
        }
        boolean later = before == null || reached >= before.reached();
        if (before == null || before.score() != now) {
            held.put(member, new Held(member, now, later ? reached : before.reached(), ++changes));
        } else if (later) {
            held.put(member, new Held(member, now, reached, before.change()));
        }
        Position position = position(member).orElseThrow();
        return new Standing(
                member,
                old.isPresent() ? OptionalDouble.of(old.get().score()) : OptionalDouble.empty(),
                now,
                old.isPresent() ? OptionalLong.of(old.get().rank()) : OptionalLong.empty(),
                position.rank(),
                held.size(),
                before == null || beats(now, before.score()));
    }

    /** Ranks are those before and after all of them; none of them counts if one is out of range. */
    List<Standing> submitAll(ScoreRule rule, Map<String, Double> scores) {
        Map<String, Held> all = new HashMap<>(held);
        Map<String, Optional<Position>> before = new HashMap<>();
        scores.keySet().forEach(member -> before.put(member, position(member)));
        List<Standing> each = new ArrayList<>();
        try {
            scores.forEach((member, score) -> each.add(submit(rule, member, score, 0)));
        } catch (ScoreOutOfRangeException refused) {
            held.clear();
            held.putAll(all);
            throw refused;
        }
        return each.stream()
                .map(one -> new Standing(
                        one.member(),
                        one.oldScore(),
                        one.score(),
                        before.get(one.member())
                                .map(old -> OptionalLong.of(old.rank()))
                                .orElse(OptionalLong.empty()),
                        position(one.member()).orElseThrow().rank(),
                        held.size(),
                        one.improved()))
                .toList();
    }

    /** As another program writes it, by whom nothing is noted beside the board. */
    void write(String member, double score) {
        Held before = held.get(member);
        held.put(member, new Held(member, score, before == null ? 0 : before.reached(), ++changes));
    }

    boolean remove(String member) {
        return held.remove(member) != null;
    }

    int trim(int keep) {
        List<Held> sorted = sorted();
        List<Held> worst = sorted.subList(Math.min(keep, sorted.size()), sorted.size());
        worst.forEach(one -> held.remove(one.member()));
        return worst.size();
    }

    int size() {
        return held.size();
    }

    Optional<Position> position(String member) {
        Held one = held.get(member);
        if (one == null) {
            return Optional.empty();
        }
        long ahead = options.ties() == Ties.ORDINAL ? sorted().indexOf(one) : better(one.score());
        return Optional.of(new Position(member, one.score(), rank(one), ahead, held.size()));
    }

    Page places(long from, long count) {
        List<Held> sorted = sorted();
        List<Row> rows = sorted.stream().skip(from).limit(count).map(this::row).toList();
        return new Page(rows, rows.isEmpty() ? 0 : from, sorted.size());
    }

    Page around(String member, int count) {
        Held one = held.get(member);
        if (one == null) {
            return new Page(List.of(), 0, held.size());
        }
        int place = sorted().indexOf(one);
        int from = Math.max(0, place - count);
        return places(from, place + count + 1L - from);
    }

    Page between(double lowest, double highest, int skip, int count) {
        return found(one -> one.score() >= lowest && one.score() <= highest, skip, count);
    }

    Page ranked(long first, long last, int skip, int count) {
        return found(one -> rank(one) >= first && rank(one) <= last, skip, count);
    }

    private Page found(Predicate<Held> asked, int skip, int count) {
        List<Held> sorted = sorted();
        List<Held> found = sorted.stream().filter(asked).toList();
        List<Held> told = found.stream().skip(skip).limit(count).toList();
        return new Page(
                told.stream().map(this::row).toList(),
                told.isEmpty() ? 0 : sorted.indexOf(told.get(0)),
                sorted.size(),
                found.size(),
                !told.isEmpty() && skip + told.size() < found.size());
    }

    /** The nearest on each side that have another rank. */
    Optional<Gap> gap(String member) {
        Held one = held.get(member);
        if (one == null) {
            return Optional.empty();
        }
        List<Held> sorted = sorted();
        return Optional.of(new Gap(
                row(one),
                sorted.stream()
                        .filter(other -> rank(other) < rank(one))
                        .reduce((first, second) -> second)
                        .map(this::row),
                sorted.stream()
                        .filter(other -> rank(other) > rank(one))
                        .findFirst()
                        .map(this::row)));
    }

    /** Those of some that are on the board, in its order, as on a board of their own. */
    List<Contender> among(Collection<String> members) {
        List<Held> there =
                sorted().stream().filter(one -> members.contains(one.member())).toList();
        BoardModel few = new BoardModel(options);
        // Those of one score come as here, and so in the order of changes.
        there.forEach(one -> few.submit(ScoreRule.SET, one.member(), one.score(), 0));
        return there.stream()
                .map(one -> new Contender(position(one.member()).orElseThrow(), few.rank(few.held.get(one.member()))))
                .toList();
    }

    long rankOf(double score) {
        return switch (options.ties()) {
            case ORDINAL ->
                held.values().stream().filter(one -> !beats(score, one.score())).count() + 1;
            case COMPETITION -> better(score) + 1;
            case DENSE -> betterScores(score) + 1;
        };
    }

    List<String> members() {
        List<String> members = new ArrayList<>(held.keySet());
        Collections.sort(members);
        return members;
    }

    private double ruled(ScoreRule rule, Held before, double score, long reached) {
        return switch (rule) {
            case SET, SUM -> score;
            case BEST -> beats(score, before.score()) ? score : before.score();
            case WORST -> beats(score, before.score()) ? before.score() : score;
            case LAST -> reached >= before.reached() ? score : before.score();
        };
    }

    /** A first one is within the bounds; a later one does not leave them, and never goes against the sign of what is added. */
    private double sum(Held before, double added) {
        double least = options.sums().map(LeaderboardOptions.Bounds::least).orElse(Double.NEGATIVE_INFINITY);
        double most = options.sums().map(LeaderboardOptions.Bounds::most).orElse(Double.POSITIVE_INFINITY);
        if (before == null) {
            return Math.min(Math.max(added, least), most);
        }
        double old = before.score();
        double sum = old + added;
        if (added > 0 && sum > most) {
            return Math.max(old, most);
        }
        return added < 0 && sum < least ? Math.min(old, least) : sum;
    }

    private Row row(Held one) {
        return new Row(one.member(), one.score(), rank(one));
    }

    private long rank(Held one) {
        return switch (options.ties()) {
            case ORDINAL -> sorted().indexOf(one) + 1L;
            case COMPETITION -> better(one.score()) + 1;
            case DENSE -> betterScores(one.score()) + 1;
        };
    }

    private long better(double score) {
        return held.values().stream().filter(one -> beats(one.score(), score)).count();
    }

    private long betterScores(double score) {
        return held.values().stream()
                .map(Held::score)
                .filter(other -> beats(other, score))
                .distinct()
                .count();
    }

    private boolean beats(double challenger, double held) {
        return options.order() == Order.HIGH_FIRST ? challenger > held : challenger < held;
    }

    private List<Held> sorted() {
        Comparator<Held> byScore = Comparator.comparingDouble(Held::score);
        Comparator<Held> byMember = Comparator.comparing(Held::member);
        boolean high = options.order() == Order.HIGH_FIRST;
        Comparator<Held> ties = options.tieBreak() == TieBreak.EARLIEST
                ? Comparator.comparingLong(Held::change)
                : high ? byMember.reversed() : byMember;
        return held.values().stream()
                .sorted((high ? byScore.reversed() : byScore).thenComparing(ties))
                .toList();
    }
}
