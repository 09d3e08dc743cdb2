package dev.redkeep.cache;

import dev.redkeep.cache.Envelope.Tagged;
import dev.redkeep.core.key.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Takes the marks that values are to be stored under: for many values in one trip, each mark once. */
final class MarkTaker<K> {
    private final MarkBoard board;
    private final EntryKeys<K> keys;
    private final boolean marked;

    MarkTaker(MarkBoard board, EntryKeys<K> keys, CacheSchema<K, ?> schema) {
        this.board = board;
        this.keys = keys;
        this.marked = marked(schema);
    }

    /** Whether values of a schema have marks at all. */
    static boolean marked(CacheSchema<?, ?> schema) {
        return schema.clearable || schema.group != null || schema.tags != null;
    }

    void advance(String mark) {
        board.advance(mark);
    }

    /** What all and the groups have; tags are known later. */
    <V> CompletionStage<List<Taken>> take(List<Claim<K, V>> claims) {
        return take(claims, claims.stream().map(claim -> List.<String>of()).toList());
    }

    <V> CompletionStage<Taken> take(Claim<K, V> claim, Collection<String> tags) {
        return take(List.of(claim), List.of(tags)).thenApply(all -> all.get(0));
    }

    /**
     * All marks of each claim.
     *
     * @param tags for each claim the marks of its tags
     */
    <V> CompletionStage<List<Taken>> take(List<Claim<K, V>> claims, List<? extends Collection<String>> tags) {
        if (!marked) {
            return CompletableFuture.completedFuture(
                    claims.stream().map(claim -> Taken.NONE).toList());
        }
        Map<Key, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < claims.size(); i++) {
            Address<K> at = claims.get(i).at;
            place(places, at.all());
            place(places, at.groupMark());
            tags.get(i).forEach(tag -> place(places, keys.mark(tag)));
        }
        return board.take(places.keySet()).thenApply(numbers -> taken(claims, tags, places, numbers));
    }

    private static void place(Map<Key, Integer> places, @Nullable Key mark) {
        if (mark != null) {
            places.putIfAbsent(mark, places.size());
        }
    }

    private <V> List<Taken> taken(
            List<Claim<K, V>> claims,
            List<? extends Collection<String>> tags,
            Map<Key, Integer> places,
            MarkNumbers numbers) {
        List<Taken> all = new ArrayList<>(claims.size());
        for (int i = 0; i < claims.size(); i++) {
            Address<K> at = claims.get(i).at;
            List<Tagged> tagged = new ArrayList<>(tags.get(i).size());
            boolean moved = false;
            for (String tag : tags.get(i)) {
                int place = places.getOrDefault(keys.mark(tag), -1);
                tagged.add(new Tagged(tag, numbers.number(place)));
                moved |= numbers.movedSince(claims.get(i).taken.clock(), place);
            }
            all.add(new Taken(
                    numbers.clock(),
                    number(at.all(), places, numbers),
                    number(at.groupMark(), places, numbers),
                    tagged,
                    moved));
        }
        return all;
    }

    private static long number(@Nullable Key mark, Map<Key, Integer> places, MarkNumbers numbers) {
        Integer place = mark == null ? null : places.get(mark);
        return place == null ? MarkBoard.MISSING : numbers.number(place);
    }
}
