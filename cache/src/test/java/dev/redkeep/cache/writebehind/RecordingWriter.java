package dev.redkeep.cache.writebehind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A database of a kind: remembers all that it is given, and what broke the order per key. Several queues may share it. */
final class RecordingWriter implements BatchWriter<String, String> {
    /** Happens while a batch is being written. */
    interface Trouble {
        void on(List<Change<String, String>> batch) throws Exception;
    }

    volatile Trouble trouble = batch -> {};

    private final List<List<Change<String, String>>> batches = new ArrayList<>();
    private final Map<String, Change<String, String>> rows = new HashMap<>();
    private final Map<String, Long> seen = new HashMap<>();
    private final Set<String> beingWritten = new HashSet<>();
    private final List<String> disorder = new ArrayList<>();

    @Override
    public void writeAll(List<Change<String, String>> batch) throws Exception {
        begin(batch);
        try {
            trouble.on(batch);
            commit(batch);
        } finally {
            end(batch);
        }
    }

    private synchronized void begin(List<Change<String, String>> batch) {
        for (Change<String, String> change : batch) {
            if (!beingWritten.add(change.key())) {
                disorder.add("two at once: " + change.key());
            }
            Long before = seen.put(change.key(), change.version());
            if (before != null && before > change.version()) {
                disorder.add("older after newer: " + change.key());
            }
        }
    }

    private synchronized void commit(List<Change<String, String>> batch) {
        batches.add(batch);
        batch.forEach(change -> rows.put(change.key(), change));
    }

    private synchronized void end(List<Change<String, String>> batch) {
        batch.forEach(change -> beingWritten.remove(change.key()));
    }

    synchronized List<List<Change<String, String>>> batches() {
        return List.copyOf(batches);
    }

    /** All that was committed, in its order. */
    synchronized List<String> written() {
        return batches.stream()
                .flatMap(List::stream)
                .map(change -> change.key() + "=" + change.value().orElse("-"))
                .toList();
    }

    synchronized Map<String, String> rows() {
        Map<String, String> values = new HashMap<>();
        rows.forEach((key, change) -> change.value().ifPresent(value -> values.put(key, value)));
        return values;
    }

    synchronized long version(String key) {
        Change<String, String> row = rows.get(key);
        return row == null ? 0 : row.version();
    }

    synchronized List<String> disorder() {
        return List.copyOf(disorder);
    }
}
