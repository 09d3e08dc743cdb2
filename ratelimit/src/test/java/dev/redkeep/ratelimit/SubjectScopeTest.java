package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What a subject's scope may be: what a limit's may. */
class SubjectScopeTest {
    @Test
    void a_scope_that_no_limit_could_have_is_refused_where_it_is_said() {
        for (String wrong : new String[] {"", " ", "Tenant", "a b", "x".repeat(33), "ü"}) {
            String message = "scope must be 1 to 32 lower-case letters, digits, '_' and '-', not \"" + wrong + '"';
            assertThatThrownBy(() -> Subject.of(wrong, "acme"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> Subject.client("alice").and(wrong, "acme")).hasMessage(message);
            assertThatThrownBy(() -> Limit.perDay(1).scope(wrong)).hasMessage(message);
        }
    }

    @Test
    void each_that_a_limit_can_have_is_one() {
        for (String scope : new String[] {"client", "tenant", "api-key", "api_key", "2", "x".repeat(32)}) {
            assertThat(Subject.of(scope, "acme")
                            .value(Limit.perDay(1).scope(scope).scope()))
                    .contains("acme");
        }
        assertThat(Subject.client("alice").value("tenant")).isEmpty();
    }

    @Test
    void no_value_at_all_is_refused_by_name() {
        assertThatThrownBy(() -> Subject.client(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("value of scope client must not be null");
    }
}
