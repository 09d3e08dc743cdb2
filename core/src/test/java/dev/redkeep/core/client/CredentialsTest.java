package dev.redkeep.core.client;

import static dev.redkeep.core.client.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    @Test
    void the_text_shows_the_user_and_never_the_password() {
        assertThat(Credentials.none()).hasToString("Credentials[none]");
        assertThat(Credentials.password("hunter2")).hasToString("Credentials[password=***]");
        assertThat(Credentials.user("app", "hunter2")).hasToString("Credentials[user=app, password=***]");
    }

    @Test
    void none_has_neither_user_nor_password() {
        assertThat(Credentials.none().user()).isEmpty();
        assertThat(Credentials.none().password()).isEmpty();
    }

    @Test
    void they_are_equal_when_user_and_password_are() {
        assertThat(Credentials.user("app", "x"))
                .isEqualTo(Credentials.user("app", "x"))
                .hasSameHashCodeAs(Credentials.user("app", "x"))
                .isNotEqualTo(Credentials.user("app", "y"))
                .isNotEqualTo(Credentials.user("other", "x"))
                .isNotEqualTo(Credentials.password("x"));
    }

    @Test
    void a_user_may_have_an_empty_password_and_the_default_user_may_not() {
        assertThat(Credentials.user("app", "").password()).contains("");
        assertRefused(() -> Credentials.password("")).hasMessageStartingWith("password must not be empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\n", "\u0000"})
    void a_user_that_redis_cannot_have_is_refused(String user) {
        assertRefused(() -> Credentials.user(user, "hunter2"))
                .hasMessageStartingWith("user must")
                .hasMessageNotContaining("hunter2");
    }
}
