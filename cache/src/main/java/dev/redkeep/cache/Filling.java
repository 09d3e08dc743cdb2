package dev.redkeep.cache;

import dev.redkeep.cache.CacheScripts.Filled;
import dev.redkeep.cache.Drafts.Prepared;
import dev.redkeep.cache.Entries.Fill;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.script.ScriptCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Stores what was loaded, unless something was forgotten since the lease was had: the lease tells of the value itself, the marks of
 * its tags, its group and the whole cache. Marks move without regard to leases; what is stored under numbers of before is born invalid,
 * so that here they need only be looked at to tell those who wait whether the value may be theirs too.
 */
final class Filling<K, V> {
    private final Redis redis;
    private final EntryKeys<K> keys;
    private final Drafts<K, V> drafts;
    private final MarkTaker<K> marks;
    private final Times times;
    private final Report report;

    Filling(Redis redis, EntryKeys<K> keys, Drafts<K, V> drafts, MarkTaker<K> marks, Times times, Report report) {
        this.redis = redis;
        this.keys = keys;
        this.drafts = drafts;
        this.marks = marks;
        this.times = times;
        this.report = report;
    }

    List<Fill> fill(List<Claim<K, V>> claims, List<@Nullable V> values, long loadNanos) {
        List<@Nullable Prepared> prepared = new ArrayList<>(claims.size());
        List<Collection<String>> tags = new ArrayList<>(claims.size());
        boolean tagged = false;
        for (int i = 0; i < claims.size(); i++) {
            Prepared one = drafts.prepareLoaded(claims.get(i).at.key(), values.get(i));
            prepared.add(one);
            tags.add(one == null ? List.of() : one.tags());
            tagged |= !tags.get(i).isEmpty();
        }
        CompletionStage<List<Taken>> taken = marks.take(claims, tags);
        List<@Nullable Taken> before = tagged ? new ArrayList<>(Answers.one(taken)) : noTags(claims);
        List<@Nullable Draft> stored = new ArrayList<>(claims.size());
        List<CompletionStage<Filled>> answers = new ArrayList<>(claims.size());
        long askedAt = times.timer();
        for (int i = 0; i < claims.size(); i++) {
            Claim<K, V> claim = claims.get(i);
            Prepared one = prepared.get(i);
            Draft draft = one == null ? null : draft(claim, one, before.get(i), loadNanos);
            stored.add(draft);
            answers.add(draft == null ? release(claim) : send(claim, draft));
        }
        List<Filled> filled = Answers.all(answers);
        List<Taken> after = Answers.one(taken);
        List<Fill> fills = new ArrayList<>(claims.size());
        for (int i = 0; i < claims.size(); i++) {
            boolean faulty = prepared.get(i) == null;
            fills.add(
                    faulty
                            ? unstored(claims.get(i), filled.get(i), after.get(i))
                            : judged(claims.get(i), stored.get(i), filled.get(i), after.get(i), askedAt));
        }
        return fills;
    }

    private static <K, V> List<@Nullable Taken> noTags(List<Claim<K, V>> claims) {
        List<@Nullable Taken> none = new ArrayList<>(claims.size());
        claims.forEach(claim -> none.add(null));
        return none;
    }

    /** Under the numbers that were taken before the load; only those of tags come from after it. */
    private @Nullable Draft draft(Claim<K, V> claim, Prepared prepared, @Nullable Taken tagged, long loadNanos) {
        if (tagged != null && tagged.tagsMoved()) {
            return null;
        }
        Taken before = claim.taken;
        Taken taken =
                tagged == null ? before : new Taken(before.clock(), before.all(), before.group(), tagged.tags(), false);
        return drafts.of(prepared, taken, times.present(claim.at.value()).earliest(), loadNanos);
    }

    private CompletionStage<Filled> send(Claim<K, V> claim, Draft draft) {
        ScriptCall<Filled> call = keys.change(CacheScripts.FILL, claim.at)
                .arg(claim.token)
                .arg(draft.keptMillis())
                .arg(draft.hasValue() ? 1 : 0)
                .arg(draft.valueOrNone());
        return redis.runAsync(Entries.withNote(call, draft));
    }

    /** What is not to be stored ends the lease, and what was there before, which is older. */
    private CompletionStage<Filled> release(Claim<K, V> claim) {
        return redis.runAsync(keys.change(CacheScripts.RELEASE, claim.at)
                        .arg(claim.token)
                        .arg(1))
                .thenApply(held -> new Filled(held, 0));
    }

    /** Its tags are not known: it may be given to others only if no mark at all was set. */
    private Fill unstored(Claim<K, V> claim, Filled released, Taken after) {
        return new Fill(released.stored() && after.clock() == claim.taken.clock(), null);
    }

    private Fill judged(Claim<K, V> claim, @Nullable Draft draft, Filled filled, Taken after, long askedAt) {
        if (filled.serverMillis() != 0) {
            times.learn(askedAt, filled.serverMillis());
        }
        if (filled.stored() && draft != null) {
            report.tally.bytesWritten.add(draft.weight());
        }
        boolean accepted = filled.stored() && !after.tagsMoved() && claim.taken.sameBesideTags(after);
        if (!accepted) {
            report.fenced();
        }
        return new Fill(accepted, accepted ? draft : null);
    }
}
