package dev.redkeep.sessions;

import static dev.redkeep.sessions.Patient.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is otherwise where a sorted set is the index. */
interface HardenedIndexContract extends SessionLimitsContract {
    /** Here the index expires with the last of its sessions, so that there is something to prune only while one lives. */
    @Test
    @Override
    default void an_unused_session_ends_and_leaves_the_index_once() {
        SessionEvents events = new SessionEvents();
        SessionStore brief = open(options().idle(Duration.ofMillis(50)).listener(events));
        open(options()).create(NewSession.of(ALICE, "alice"));
        SessionId id = brief.create(NewSession.of(ALICE, "alice")).session().id();
        brief.create(NewSession.of(ALICE, "alice"));

        await().until(() -> brief.find(id).isEmpty());
        await().until(() -> brief.count(ALICE) == 1);

        assertThat(brief.update(id, SessionUpdate.of("a", "1"))).isEqualTo(new Updated.Gone(false));
        assertThat(brief.list(ALICE)).hasSize(1);
        assertThat(events.total(SessionEvent.Kind.PRUNED)).isEqualTo(2);
    }
}
