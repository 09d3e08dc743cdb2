package dev.redkeep.sessions;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a store told. */
final class SessionEvents implements SessionListener {
    private final List<SessionEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void onSession(SessionEvent event) {
        events.add(event);
    }

    List<SessionEvent> all() {
        return List.copyOf(events);
    }

    List<SessionEvent> of(SessionEvent.Kind kind) {
        return events.stream().filter(event -> event.kind() == kind).toList();
    }

    /** Sessions, not calls. */
    int total(SessionEvent.Kind kind) {
        return of(kind).stream().mapToInt(SessionEvent::count).sum();
    }
}
