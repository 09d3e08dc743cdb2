package dev.redkeep.cache.writebehind;

import dev.redkeep.cache.writebehind.WriteBehindScripts.Aside;
import dev.redkeep.cache.writebehind.WriteBehindScripts.Found;
import dev.redkeep.cache.writebehind.WriteBehindScripts.Hastened;
import dev.redkeep.cache.writebehind.WriteBehindScripts.Retried;
import dev.redkeep.cache.writebehind.WriteBehindScripts.Settled;
import dev.redkeep.cache.writebehind.WriteBehindScripts.Taken;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.script.ScriptCall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a queue asks of Redis. Safe to share between threads. */
final class QueueCalls {
    static final int MOST = 1_000;
    private static final int MOST_BYTES = 8 << 20;

    private final Redis redis;
    private final WriteBehindOptions options;
    private final WriteBehindScripts scripts;
    private final Key entries;
    private final Key unwritten;
    private final Key dirty;
    private final Key claimed;
    private final Key claims;
    private final Key failures;
    private final Key aside;
    private final Key version;

    QueueCalls(Redis redis, String queue, WriteBehindOptions options, WriteBehindScripts scripts) {
        this.redis = redis;
        this.options = options;
        this.scripts = scripts;
        this.entries = key(WriteBehindKeys.ENTRIES, queue);
        this.unwritten = key(WriteBehindKeys.UNWRITTEN, queue);
        this.dirty = key(WriteBehindKeys.DIRTY, queue);
        this.claimed = key(WriteBehindKeys.CLAIMED, queue);
        this.claims = key(WriteBehindKeys.CLAIMS, queue);
        this.failures = key(WriteBehindKeys.FAILURES, queue);
        this.aside = key(WriteBehindKeys.ASIDE, queue);
        this.version = key(WriteBehindKeys.VERSION, queue);
    }

    private static Key key(KeyPattern1<String> pattern, String queue) {
        return pattern.key(queue);
    }

    Taken put(byte[] key, byte[] rest) {
        return redis.run(scripts.put
                .on(entries, unwritten, dirty, claimed, failures, aside, version)
                .arg(key)
                .arg(rest)
                .arg(options.delay)
                .arg(options.maxWaiting)
                .arg(options.tries));
    }

    Optional<byte[]> pending(byte[] key) {
        return redis.execute("write-behind.pending", entries, commands -> commands.hget(entries.bytes(), key));
    }

    Found claim(String token, Duration lasts) {
        return redis.run(scripts.claim
                .on(entries, unwritten, dirty, claimed, failures, aside, claims)
                .arg(token)
                .arg(lasts)
                .arg(options.batch)
                .arg(MOST_BYTES)
                .arg(options.tries)
                .arg(options.firstRetry)
                .arg(options.longestRetry));
    }

    /** The outcomes are those of the claim's entries, in their order. */
    Settled settle(ClaimedChanges claim, List<String> outcomes, Duration untriedAfter) {
        ScriptCall<Settled> call = scripts.settle
                .on(entries, unwritten, dirty, claimed, failures, aside, claims)
                .arg(claim.token())
                .arg(options.tries)
                .arg(options.firstRetry)
                .arg(options.longestRetry)
                .arg(options.delay)
                .arg(untriedAfter);
        for (int i = 0; i < outcomes.size(); i++) {
            StoredChange entry = claim.entries().get(i);
            call.arg(entry.key).arg(entry.version).arg(outcomes.get(i));
        }
        return redis.run(call);
    }

    Hastened hasten(int pass) {
        return redis.run(scripts.hasten.on(dirty, failures, version).arg(MOST).arg(pass));
    }

    List<Aside> poisoned(int most) {
        return redis.run(scripts.poisoned.on(entries, failures, aside).arg(most));
    }

    Retried retry() {
        return redis.run(retrying());
    }

    Retried retry(byte[] key) {
        return redis.run(retrying().arg(key));
    }

    private ScriptCall<Retried> retrying() {
        return scripts.retry
                .on(entries, unwritten, dirty, failures, aside)
                .arg(options.tries)
                .arg(MOST);
    }

    boolean drop(byte[] key, String heldVersion) {
        return redis.run(scripts.drop.on(entries, failures, aside).arg(key).arg(heldVersion));
    }

    Backlog backlog() {
        return redis.run(scripts.backlog.on(unwritten, claimed, aside).arg("+inf"));
    }

    /** How many keys have a change open that was put with this version or before. */
    long left(long upTo) {
        return redis.run(scripts.backlog.on(unwritten, claimed, aside).arg(upTo))
                .unwritten();
    }
}
