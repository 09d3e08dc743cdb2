package dev.redkeep.sessions;

import dev.redkeep.core.client.RedisUnavailableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stands for a store in Redis, so that it can be away at any step. Remembers what was asked of it. */
final class FlakyStore implements SessionStore {
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    final SessionStore data;

    private @Nullable RuntimeException failure;
    private boolean inDoubt;
    private int calm;
    private final Map<String, RuntimeException> refused = new ConcurrentHashMap<>();
    private final Map<String, Runnable> interludes = new ConcurrentHashMap<>();

    FlakyStore(SessionOptions options) {
        data = SessionStore.inMemory(options, 100_000);
    }

    /** From now on nothing is reached. */
    void away() {
        failsAfter(0, RedisUnavailableException.notSent("test", "connection refused", "Start Redis."));
    }

    /** After so many calls more. */
    synchronized void failsAfter(int calls, RuntimeException with) {
        calm = calls;
        failure = with;
        inDoubt = false;
    }

    /** From now on everything is done, but no answer comes. */
    synchronized void answersNoMore(RuntimeException with) {
        failsAfter(0, with);
        inDoubt = true;
    }

    synchronized void back() {
        failure = null;
    }

    /** These calls it answers so, also when it is there. */
    void refuses(String call, RuntimeException with) {
        refused.put(call, with);
    }

    void refusesNothing() {
        refused.clear();
    }

    /** Once, when the next such call was done and is not yet answered. */
    void during(String call, Runnable interlude) {
        interludes.put(call, interlude);
    }

    /** No interlude any more. */
    void interrupted() {
        interludes.clear();
    }

    private <R> R run(String call, Supplier<R> work) {
        RuntimeException thrown;
        boolean does;
        synchronized (this) {
            calls.add(call);
            thrown = calm-- > 0 ? null : failure;
            thrown = thrown == null ? refused.get(call) : thrown;
            does = inDoubt;
        }
        if (thrown == null) {
            R done = work.get();
            Runnable interlude = interludes.remove(call);
            if (interlude != null) {
                interlude.run();
            }
            return done;
        }
        if (does) {
            var unused = work.get();
        }
        throw thrown;
    }

    @Override
    public Created create(NewSession session) {
        return run("create", () -> data.create(session));
    }

    @Override
    public Optional<Session> find(SessionId id) {
        return run("find", () -> data.find(id));
    }

    @Override
    public Optional<Session> findAndTouch(SessionId id) {
        return run("findAndTouch", () -> data.findAndTouch(id));
    }

    @Override
    public Updated update(SessionId id, SessionUpdate update) {
        return run("update", () -> data.update(id, update));
    }

    @Override
    public Optional<Session> rotate(SessionId id) {
        return run("rotate", () -> data.rotate(id));
    }

    @Override
    public Optional<Session> rotate(SessionId id, String newToken) {
        return run("rotate", () -> data.rotate(id, newToken));
    }

    @Override
    public Revocation revoke(SessionId id) {
        return run("revoke", () -> data.revoke(id));
    }

    @Override
    public Revocation revokeAll(long userId) {
        return run("revokeAll", () -> data.revokeAll(userId));
    }

    @Override
    public Revocation revokeOthers(SessionId keep) {
        return run("revokeOthers", () -> data.revokeOthers(keep));
    }

    @Override
    public List<Session> list(long userId) {
        return run("list", () -> data.list(userId));
    }

    @Override
    public long count(long userId) {
        return run("count", () -> data.count(userId));
    }

    @Override
    public long unreadable() {
        return 0;
    }
}
