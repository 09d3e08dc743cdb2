package dev.redkeep.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerOptionsTest {
    private static final ServerOptions DEFAULTS = ServerOptions.defaults();

    @Test
    void each_with_gives_new_options_and_leaves_the_old() {
        DEFAULTS.withPassword("pw").withMaxMemory(1).withMaxClients(1).withAppendOnly();
        assertThat(DEFAULTS.options()).isEmpty();
        assertThat(DEFAULTS.password()).isEmpty();
    }

    @Test
    void the_text_names_the_options_and_shows_no_value() {
        ServerOptions options = DEFAULTS.withPassword("hush").withOption("User", "alice", "on", ">hush");
        assertThat(options).hasToString("ServerOptions[password, user]");
    }

    @Test
    void bad_input_is_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withPassword(""))
                .withMessageContaining("password");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withMaxMemory(0))
                .withMessageContaining("bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withMaxClients(0))
                .withMessageContaining("clients");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withOption("hz"))
                .withMessageContaining("values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--port", "a b", "a\nb", "port", "PORT", "bind", "dir", "daemonize", "requirepass"})
    void an_option_that_is_no_name_or_not_the_callers_is_refused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withOption(name, "1"))
                .withMessageStartingWith("name must");
    }

    @Test
    void a_value_can_not_leave_its_line_of_the_configuration() {
        String text = new ConfigFile()
                .options(DEFAULTS.withOption("a", "x\"\\\ny\r\0"))
                .text();
        assertThat(text).endsWith("a \"x\\\"\\\\\\ny\\r\\x00\"\n");
    }

    @Test
    void secrets_are_hidden_as_they_are_and_as_they_are_quoted() {
        ServerOptions options = DEFAULTS.withPassword("a\"b").withOption("user", "alice", "on", ">pw");
        String log = ServerLog.hide("a\"b a\\\"b >pw on", ConfigFile.secrets(options));
        assertThat(log).isEqualTo("*** *** *** on");
    }
}
