package dev.redkeep.pubsub;

import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** What nobody but the library could still hold. */
public final class Leaks {
    private final List<WeakReference<Object>> watched = new CopyOnWriteArrayList<>();

    public <T> T watch(T object) {
        watched.add(new WeakReference<>(object));
        return object;
    }

    /** Until no more of what is watched is there, as the garbage collector finds it, than the caller keeps. */
    public void awaitAllButKept(int kept) {
        await().until(() -> {
            System.gc();
            return watched.stream()
                            .map(WeakReference::get)
                            .filter(Objects::nonNull)
                            .count()
                    <= kept;
        });
    }
}
