package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.observe.RedisStats;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What callers get wrong, and what attackers try. */
class SessionInputTest extends SessionsOnRedis {
    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void a_token_that_was_cut_changed_or_sent_for_another_user_finds_nothing(KeyLayout layout) {
        SessionStore store = store(in(layout));
        String token =
                store.create(NewSession.of(123, "alice")).session().id().token().orElseThrow();
        List<String> wrong = new ArrayList<>(List.of(
                token + "A",
                token.toUpperCase(java.util.Locale.ROOT),
                " " + token,
                token.replace("123.", "124."),
                token.replace("123.", "0123."),
                token.replace("123.", "99999999999999999999.")));
        for (int end = 1; end < token.length(); end++) {
            wrong.add(token.substring(0, end));
        }
        for (String text : wrong) {
            assertThat(store.findAndTouch(SessionId.of(123, text))).as(text).isEmpty();
            SessionId alone = SessionId.of(text);
            assertThat(store.find(alone)).isEmpty();
            assertThat(store.revoke(alone).ended()).isZero();
        }
        assertThat(store.find(SessionId.of(token))).isPresent();
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void what_is_refused_or_of_no_session_sends_nothing(KeyLayout layout) {
        SessionStore store = store(in(layout));
        RedisStats before = redis.stats();
        for (SessionId nobody : List.of(SessionId.of("a.b.c"), SessionId.of(""), id("\ud800"))) {
            store.find(nobody);
            store.findAndTouch(nobody);
            store.update(nobody, SessionUpdate.none());
            store.rotate(nobody);
            store.rotate(nobody, "x");
            store.revoke(nobody);
            store.revokeOthers(nobody);
        }
        List<Runnable> refused = List.of(
                () -> store.create(alice("\udfff")),
                () -> store.update(id("t"), SessionUpdate.of("a", "\ud800")),
                () -> store.rotate(id("t"), "t"));
        for (Runnable call : refused) {
            assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(redis.stats()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void the_largest_and_smallest_users_have_sessions(KeyLayout layout) {
        SessionStore store = store(in(layout).maximum(2, SessionOptions.Excess.EVICT_OLDEST));
        for (long user : new long[] {Long.MIN_VALUE, -1, 0, 9_007_199_254_740_993L, Long.MAX_VALUE}) {
            Session session = store.create(NewSession.of(user, "alice")).session();
            assertThat(store.findAndTouch(SessionId.of(session.id().token().orElseThrow())))
                    .hasValueSatisfying(found -> assertThat(found.userId()).isEqualTo(user));
            assertThat(store.rotate(session.id())).isPresent();
            assertThat(store.list(user)).hasSize(1);
            assertThat(store.revokeAll(user).ended()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void a_token_with_a_user_of_ten_thousand_digits_is_refused_or_names_nobody(KeyLayout layout) {
        SessionStore store = store(in(layout));
        String secret = "." + "A".repeat(43);
        assertThat(store.find(SessionId.of("7".repeat(10_000) + secret))).isEmpty();
        assertThatThrownBy(() -> NewSession.of(1, "7".repeat(10_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("username must");

        String longest = "7".repeat(8_192 - secret.length()) + secret;
        assertThat(SessionId.of(longest).userId()).isEmpty();
        assertThat(store.find(SessionId.of(longest))).isEmpty();
        assertThat(store.findAndTouch(id(longest))).isEmpty();
        assertThat(store.revoke(id(longest)).ended()).isZero();
        assertThat(store.create(alice(longest)).session().id()).isEqualTo(id(longest));
        assertThat(store.findAndTouch(id(longest))).isPresent();
    }

    /** Half of them in each layout; each is a round trip, so many threads share the work. */
    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void many_revocations_of_nothing_leave_nothing(KeyLayout layout) {
        SessionStore store = store(in(layout));
        int each = 100_000 / 2 / Together.THREADS;
        Together.run(thread -> {
            for (int i = 0; i < each; i++) {
                store.revoke(id("never" + i % 10));
            }
        });
        assertThat(store.revokeAll(1).ended()).isZero();
        assertThat(store.revokeOthers(id("never")).ended()).isZero();
        assertThat(raw.dbSize()).isZero();
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void a_thousand_attributes_are_written_and_read_at_once_and_no_more(KeyLayout layout) {
        SessionStore store = store(in(layout));
        store.create(alice("t"));
        SessionUpdate update = SessionUpdate.none();
        NewSession session = alice("many");
        for (int i = 0; i < 1_000; i++) {
            update = update.with("a" + i, "1");
            session = session.attribute("a" + i, "1");
        }
        assertThat(store.update(id("t"), update)).isEqualTo(new Updated.Done(1, false));
        store.create(session);

        assertThat(store.find(id("t")).orElseThrow().attributes()).hasSize(1_000);
        assertThat(store.find(id("many")).orElseThrow().attributes()).hasSize(1_000);
        NewSession full = session;
        SessionUpdate fullUpdate = update;
        assertThatThrownBy(() -> full.attribute("one more", ""))
                .hasMessageStartingWith("attributes must be at most 1000");
        assertThatThrownBy(() -> fullUpdate.removing("one more"))
                .hasMessageStartingWith("attributes must be at most 1000");
        assertThat(full.attribute("a0", "2")).isNotNull();
    }

    @Test
    void attributes_have_a_bound_in_all() {
        String large = "v".repeat(65_536);
        NewSession session = alice("t");
        SessionUpdate update = SessionUpdate.none();
        for (int i = 0; i < 15; i++) {
            session = session.attribute("a" + i, large);
            update = update.with("a" + i, large);
        }
        NewSession most = session;
        SessionUpdate mostUpdate = update;
        assertThatThrownBy(() -> most.attribute("b", large)).hasMessageContaining("1048576 characters in all");
        assertThatThrownBy(() -> mostUpdate.with("b", large)).hasMessageContaining("1048576 characters in all");
    }
}
