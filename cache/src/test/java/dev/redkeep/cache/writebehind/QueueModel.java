package dev.redkeep.cache.writebehind;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A queue as it should be, by supplied time. Times are in milliseconds but for {@link #micros}. */
final class QueueModel {
    static final int TRIES = 2;
    static final int MOST = 5;
    static final long DELAY = 100;
    static final long LEASE = 400;
    static final long FIRST_RETRY = 15;
    static final long LONGEST_RETRY = 40;
    private static final long NEVER = Row.NEVER;

    /** What a claim should bring. */
    record Expected(long next, int lost, int aside, List<String> changes) {}

    long micros;
    private long last;
    private final TreeMap<String, Row> rows = new TreeMap<>();

    private long now() {
        return micros / 1_000;
    }

    long put(String key, String rest) {
        if (!rows.containsKey(key) && rows.size() >= MOST) {
            return 0;
        }
        Row row = rows.computeIfAbsent(key, Row::new);
        last = Math.max(last + 1, micros);
        row.version = last;
        row.rest = rest;
        row.oldest = row.oldest == 0 ? last : row.oldest;
        if (row.asideSince != NEVER) {
            comeBack(row);
        } else {
            row.failures = Math.min(TRIES, row.failures);
        }
        if (row.token.isEmpty()) {
            row.due = Math.min(row.due, now() + DELAY);
        }
        return last;
    }

    private void comeBack(Row row) {
        row.asideSince = NEVER;
        row.failures = TRIES;
        row.failed = false;
    }

    private void fail(Row row, boolean newer, String reason) {
        row.failures = newer ? Math.min(TRIES, row.failures + 1) : row.failures + 1;
        row.failed = true;
        row.reason = reason;
        if (row.failures >= 2 * TRIES) {
            row.asideSince = now();
            row.oldest = 0;
        } else {
            row.due = now() + Math.min(LONGEST_RETRY, FIRST_RETRY << (row.failures - 1));
        }
    }

    private static void unclaim(Row row) {
        row.token = "";
        row.claimEnds = NEVER;
    }

    private List<Row> until(ToLongFunction<Row> time, int most) {
        return rows.values().stream()
                .filter(row -> time.applyAsLong(row) <= now())
                .sorted(Comparator.comparingLong(time).thenComparing(row -> row.key))
                .limit(most)
                .toList();
    }

    Expected claim(String token, int most) {
        int aside = 0;
        List<Row> ended = until(row -> row.claimEnds, most);
        for (Row row : ended) {
            unclaim(row);
            fail(row, row.claimed != row.version, Poisoned.CLAIM_ENDED);
            aside += row.asideSince != NEVER ? 1 : 0;
        }
        List<Row> due = until(row -> row.due, most);
        List<String> taken = new ArrayList<>();
        for (Row row : due) {
            boolean alone = row.failures >= TRIES;
            if (taken.isEmpty() || !alone) {
                row.token = token;
                row.claimed = row.version;
                row.claimEnds = now() + LEASE;
                row.due = NEVER;
                taken.add(row.key + "@" + row.version + row.rest);
                if (alone) {
                    break;
                }
            }
        }
        return new Expected(next(), ended.size(), aside, taken);
    }

    private long next() {
        long soon = rows.values().stream()
                .flatMap(row -> Stream.of(row.due, row.claimEnds))
                .min(Comparator.naturalOrder())
                .orElse(NEVER);
        return soon == NEVER ? -1 : Math.max(0, soon - now());
    }

    /** Whether the claim held the key, and what became of it; "gone", "aside", "again", or null if it was not held. */
    @Nullable
    String settle(String token, String key, long version, String outcome, long untriedAfter) {
        Row row = rows.get(key);
        if (row == null || !row.token.equals(token) || row.claimed != version) {
            return null;
        }
        unclaim(row);
        boolean newer = row.version != version;
        if (outcome.equals(Outcomes.WRITTEN) && !newer) {
            rows.remove(key);
            return "gone";
        }
        switch (outcome) {
            case Outcomes.WRITTEN -> {
                row.failures = 0;
                row.failed = false;
                row.reason = "";
                row.oldest = version + 1;
                row.due = Math.min(now(), row.version / 1_000) + DELAY;
            }
            case Outcomes.UNTRIED -> row.due = now() + untriedAfter;
            default -> fail(row, newer, outcome);
        }
        return row.asideSince != NEVER ? "aside" : "again";
    }

    long hasten() {
        rows.values().stream()
                .filter(row -> row.due != NEVER && row.due > now() && !row.failed)
                .forEach(row -> row.due = now());
        return last;
    }

    long retry() {
        List<Row> aside =
                rows.values().stream().filter(row -> row.asideSince != NEVER).toList();
        aside.forEach(row -> {
            comeBack(row);
            row.oldest = row.version;
            row.due = now();
        });
        return aside.size();
    }

    boolean drop(String key, long version) {
        Row row = rows.get(key);
        return row != null && row.asideSince != NEVER && row.version == version && rows.remove(key, row);
    }

    List<String> poisoned() {
        return rows.values().stream()
                .filter(row -> row.asideSince != NEVER)
                .sorted(Comparator.comparingLong((Row row) -> row.asideSince).thenComparing(row -> row.key))
                .map(row -> row.key + "@" + row.version + " " + row.failures + " " + row.asideSince + " " + row.reason)
                .toList();
    }

    /** As {@link Backlog} has them. */
    long[] backlog() {
        long aside = count(row -> row.asideSince != NEVER);
        long claimed = count(row -> !row.token.isEmpty());
        long oldest = rows.values().stream()
                .filter(row -> row.oldest != 0)
                .mapToLong(row -> (micros - row.oldest) / 1_000)
                .max()
                .orElse(0);
        return new long[] {rows.size() - aside, claimed, aside, Math.max(0, oldest)};
    }

    private long count(Predicate<Row> which) {
        return rows.values().stream().filter(which).count();
    }
}
