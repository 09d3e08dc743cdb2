package dev.redkeep.cache;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One object for each mark that held entries have. A change marks it and forgets it, which ends all entries that have it at once,
 * however many; those that come later get another. What no entry has any more is collected.
 */
final class LocalMarks {
    private static final Mark[] NONE = {};

    private final ConcurrentHashMap<String, Weak> byName = new ConcurrentHashMap<>();
    private final ReferenceQueue<Mark> collected = new ReferenceQueue<>();

    /** The present objects of marks; made if there are none. */
    Mark[] of(List<String> names) {
        forgetCollected();
        if (names.isEmpty()) {
            return NONE;
        }
        Mark[] marks = new Mark[names.size()];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = of(names.get(i));
        }
        return marks;
    }

    private Mark of(String name) {
        while (true) {
            Weak weak = byName.computeIfAbsent(name, absent -> new Weak(absent, new Mark(), collected));
            Mark mark = weak.get();
            if (mark != null) {
                return mark;
            }
            byName.remove(name, weak);
        }
    }

    /** What is found is marked before it is forgotten: so another that changes the same and finds nothing comes after that. */
    void changed(String name) {
        Weak weak = byName.get(name);
        if (weak == null) {
            return;
        }
        Mark mark = weak.get();
        if (mark != null) {
            mark.changed = true;
        }
        byName.remove(name, weak);
    }

    /** How many are remembered. */
    int size() {
        forgetCollected();
        return byName.size();
    }

    private void forgetCollected() {
        @Nullable Reference<? extends Mark> weak;
        while ((weak = collected.poll()) != null) {
            byName.remove(((Weak) weak).name, weak);
        }
    }

    /** What an entry has of a mark. */
    static final class Mark {
        private volatile boolean changed;

        boolean changed() {
            return changed;
        }
    }

    private static final class Weak extends WeakReference<Mark> {
        private final String name;

        Weak(String name, Mark mark, ReferenceQueue<Mark> collected) {
            super(mark, collected);
            this.name = name;
        }
    }
}
