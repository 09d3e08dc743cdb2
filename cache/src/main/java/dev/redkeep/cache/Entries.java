package dev.redkeep.cache;

import dev.redkeep.cache.CacheScripts.Grant;
import dev.redkeep.cache.CacheScripts.Grant.State;
import dev.redkeep.cache.Drafts.Prepared;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.script.ScriptCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What is in Redis for a cache: looks at it, and changes it by scripts that keep values, leases and notes in step. */
final class Entries<K, V> {
    /** How many values are forgotten at a time. */
    private static final int CHUNK = 1_000;

    private final Redis redis;
    private final EntryKeys<K> keys;
    private final Reader<K, V> reader;
    private final Drafts<K, V> drafts;
    private final MarkTaker<K> marks;
    private final Times times;
    private final Report report;
    private final Duration leaseTime;
    private final boolean noted;

    Entries(
            Redis redis,
            EntryKeys<K> keys,
            Reader<K, V> reader,
            Drafts<K, V> drafts,
            MarkTaker<K> marks,
            Times times,
            Report report,
            Duration leaseTime,
            boolean noted) {
        this.redis = redis;
        this.keys = keys;
        this.reader = reader;
        this.drafts = drafts;
        this.marks = marks;
        this.times = times;
        this.report = report;
        this.leaseTime = leaseTime;
        this.noted = noted;
    }

    Address<K> address(K key) {
        return keys.address(key);
    }

    Key mark(String mark) {
        return keys.mark(mark);
    }

    Look<V> look(Address<K> at) {
        return reader.look(at);
    }

    List<Look<V>> lookAll(List<Address<K>> ats) {
        return reader.lookAll(ats);
    }

    /**
     * Asks for the leases, and takes the marks that the values are to be stored under: together, in one trip for each node. If an
     * answer is lost, a lease may have been had for nothing.
     *
     * @param again whether others had leases before, and so are likely to have them still: then marks are taken when one is had, by
     *     one trip more
     */
    void lease(List<Claim<K, V>> claims, boolean again) {
        try {
            askForLeases(claims, again);
        } catch (RedisException lost) {
            release(claims);
            throw lost;
        }
    }

    private void askForLeases(List<Claim<K, V>> claims, boolean again) {
        long askedAt = times.timer();
        List<CompletionStage<Grant>> grants = new ArrayList<>(claims.size());
        for (Claim<K, V> claim : claims) {
            ScriptCall<Grant> call =
                    CacheScripts.LEASE.on(keys.seen(claim.at)).arg(claim.token).arg(leaseTime);
            claim.look.tell(call, noted);
            grants.add(redis.runAsync(call));
        }
        CompletionStage<List<Taken>> taken = again ? null : marks.take(claims);
        List<Grant> answers = Answers.all(grants);
        for (int i = 0; i < claims.size(); i++) {
            Grant grant = answers.get(i);
            claims.get(i).grant = grant;
            times.learn(askedAt, grant.serverMillis());
            if (grant.odd()) {
                report.unreadable("it is no string");
            }
        }
        List<Claim<K, V>> marked =
                again ? claims.stream().filter(claim -> claim.is(State.OWNER)).toList() : claims;
        List<Taken> numbers = marked.isEmpty() ? List.of() : Answers.one(taken == null ? marks.take(marked) : taken);
        for (int i = 0; i < marked.size(); i++) {
            marked.get(i).taken = numbers.get(i);
        }
    }

    /**
     * Stores what was loaded, where nothing was forgotten since the lease.
     *
     * @param values one for each claim; null for a value that does not exist
     * @return one for each claim
     */
    List<Fill> fill(List<Claim<K, V>> claims, List<@Nullable V> values, long loadNanos) {
        try {
            return new Filling<>(redis, keys, drafts, marks, times, report).fill(claims, values, loadNanos);
        } catch (RuntimeException | Error lost) {
            release(claims);
            throw lost;
        }
    }

    /** Lets others load, where a load failed. Nobody waits for it, and the lease ends by itself if it is lost. */
    void release(List<Claim<K, V>> claims) {
        for (Claim<K, V> claim : claims) {
            redis.runAsync(
                    keys.change(CacheScripts.RELEASE, claim.at).arg(claim.token).arg(0));
        }
    }

    /** Stores a value whatever is there; one that cannot be stored makes the former be forgotten. */
    @Nullable
    Draft put(Address<K> at, V value) {
        Claim<K, V> claim = new Claim<>(at, Look.none(), Claim.WRITER);
        Prepared prepared = prepare(at, value);
        Taken taken = Answers.one(marks.take(claim, prepared.tags()));
        Draft draft = drafts.of(prepared, taken, times.present(at.value()).earliest(), 0);
        if (draft == null) {
            invalidate(List.of(at));
            return null;
        }
        ScriptCall<Long> call =
                keys.change(CacheScripts.PUT, at).arg(draft.keptMillis()).arg(draft.valueOrNone());
        long askedAt = times.timer();
        times.learn(askedAt, redis.run(withNote(call, draft)));
        report.tally.bytesWritten.add(draft.weight());
        return draft;
    }

    /** What is to be stored of a value that is about to be written: what can go wrong about that goes wrong before. */
    Prepared prepare(Address<K> at, V value) {
        return drafts.prepare(at.key(), value);
    }

    /** Forgets a value that is about to be written, and takes what it is to be stored under. */
    Claim<K, V> beginWrite(Address<K> at, Prepared prepared) {
        Claim<K, V> claim = new Claim<>(at, Look.none(), Claim.WRITER);
        try {
            CompletionStage<Taken> taken = marks.take(claim, prepared.tags());
            long askedAt = times.timer();
            times.learn(
                    askedAt,
                    redis.run(keys.change(CacheScripts.BEGIN_WRITE, at)
                            .arg(claim.token)
                            .arg(leaseTime)));
            claim.taken = Answers.one(taken);
            return claim;
        } catch (RuntimeException | Error lost) {
            release(List.of(claim));
            throw lost;
        }
    }

    /** Stores what was written, unless that is null, which is for a writer that failed, or somebody came between. */
    void endWrite(Claim<K, V> claim, @Nullable Prepared prepared) {
        try {
            Draft draft = prepared == null ? null : draft(claim, prepared);
            ScriptCall<Boolean> call = keys.change(CacheScripts.END_WRITE, claim.at)
                    .arg(claim.token)
                    .arg(draft == null ? 0 : draft.keptMillis())
                    .arg(draft == null ? 0 : 1)
                    .arg(draft == null ? new byte[0] : draft.valueOrNone());
            boolean stored = redis.run(draft == null ? call : withNote(call, draft));
            if (stored && draft != null) {
                report.tally.bytesWritten.add(draft.weight());
            } else if (draft != null) {
                report.fenced();
            }
        } catch (RuntimeException | Error lost) {
            release(List.of(claim));
            throw lost;
        }
    }

    private @Nullable Draft draft(Claim<K, V> claim, Prepared prepared) {
        long now = times.present(claim.at.value()).earliest();
        return drafts.of(prepared, claim.taken, now, 0);
    }

    static <R> ScriptCall<R> withNote(ScriptCall<R> call, Draft draft) {
        byte[] note = draft.note();
        return note == null ? call : call.arg(note);
    }

    /**
     * Forgets values, each atomically: some at a time, since a client refuses more than it can queue. All are tried before the first
     * failure is thrown.
     */
    void invalidate(List<Address<K>> ats) {
        RedisException first = null;
        for (int from = 0; from < ats.size(); from += CHUNK) {
            List<CompletionStage<Long>> answers = new ArrayList<>(CHUNK);
            for (Address<K> at : ats.subList(from, Math.min(ats.size(), from + CHUNK))) {
                answers.add(redis.runAsync(keys.change(CacheScripts.INVALIDATE, at)));
            }
            try {
                Answers.all(answers);
            } catch (RedisException failure) {
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    void invalidateMark(String mark) {
        marks.advance(mark);
    }

    /** What became of a loaded value. */
    record Fill(boolean accepted, @Nullable Draft draft) {}
}
