package dev.redkeep.core.client;

import java.util.Set;

/** The threads of a name that began after this was made: those of other tests may still be ending. */
final class NewThreads {
    private final String prefix;
    private final Set<Thread> before = Thread.getAllStackTraces().keySet();

    NewThreads(String prefix) {
        this.prefix = prefix;
    }

    /** How many are alive. */
    int count() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix) && !before.contains(thread))
                .count();
    }
}
