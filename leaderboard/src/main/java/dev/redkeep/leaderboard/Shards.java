package dev.redkeep.leaderboard;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.script.ScriptCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The shards of a board: who is where, and what several are asked at once. */
final class Shards {
    private static final int MOST = 256;

    private final Redis redis;
    private final List<Board> boards = new ArrayList<>();
    private final List<Life> lives = new ArrayList<>();

    /**
     * Those under some keys.
     *
     * @throws IllegalArgumentException if there are none or too many, two are the same, or one is no board's
     */
    Shards(Redis redis, List<Key> keys, LeaderboardOptions options) {
        if (keys.isEmpty() || keys.size() > MOST) {
            throw new IllegalArgumentException("shards must be 1 to " + MOST + ", not " + keys.size());
        } else if (new HashSet<>(keys).size() < keys.size()) {
            throw new IllegalArgumentException("shards must have different keys, and two of these are the same");
        }
        this.redis = redis;
        for (Key key : keys) {
            boards.add(BoardPatterns.of(redis, key.pattern(), options).at(key));
            lives.add(Life.of(key.pattern()));
        }
    }

    int size() {
        return boards.size();
    }

    Board board(int shard) {
        return boards.get(shard);
    }

    Life life(int shard) {
        return lives.get(shard);
    }

    List<Key> keys() {
        return boards.stream().map(Board::scores).toList();
    }

    /** The shard of a member. */
    int of(String member) {
        CRC32 sum = new CRC32();
        sum.update(Members.bytes(member));
        return (int) (sum.getValue() % boards.size());
    }

    /** What all answer. */
    <R> List<R> all(Function<Board, ScriptCall<R>> call) {
        return answered(boards.stream().map(call).toList());
    }

    /** What the shards of some members answer, each asked about its own; with whom it was asked about. */
    <R> Map<List<String>, R> each(Collection<String> members, BiFunction<Integer, List<String>, ScriptCall<R>> call) {
        SortedMap<Integer, List<String>> parts = new TreeMap<>();
        members.forEach(member ->
                parts.computeIfAbsent(of(member), shard -> new ArrayList<>()).add(member));
        List<ScriptCall<R>> calls = new ArrayList<>();
        parts.forEach((shard, part) -> calls.add(call.apply(shard, part)));
        List<R> told = answered(calls);
        Map<List<String>, R> each = new LinkedHashMap<>();
        int i = 0;
        for (List<String> part : parts.values()) {
            each.put(part, told.get(i++));
        }
        return each;
    }

    /**
     * Asks at once, and waits for all, until the calls' deadlines at the latest.
     *
     * @throws RedisException the first failure; all others have answered then, or failed
     */
    private <R> List<R> answered(List<ScriptCall<R>> calls) {
        if (calls.size() == 1) {
            return List.of(redis.run(calls.get(0))); // by this thread
        }
        List<CompletionStage<R>> asked = calls.stream().map(redis::runAsync).toList();
        List<R> told = new ArrayList<>();
        CompletionException first = null;
        for (CompletionStage<R> one : asked) {
            try {
                told.add(one.toCompletableFuture().join());
            } catch (CompletionException failed) {
                first = first == null ? failed : first;
            }
        }
        if (first != null) {
            throw unwrapped(first);
        }
        return told;
    }

    private static RuntimeException unwrapped(CompletionException failed) {
        @Nullable Throwable cause = failed.getCause();
        return cause instanceof RedisException failure ? failure : failed;
    }
}
