package dev.redkeep.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.redkeep.benchmarks.contender.Row;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void nothing_said_is_every_row_in_full() {
        Options options = Options.parse();

        assertThat(options.plan().quick()).isFalse();
        assertThat(options.rows()).containsExactly(Row.values());
        assertThat(options.micro()).isTrue();
        assertThat(options.loads()).isEqualTo(options.plan().loads());
    }

    @Test
    void a_quick_run_has_the_other_rows_only_where_it_is_asked() {
        assertThat(Options.parse("--quick").rows())
                .contains(Row.SESSION_TOUCH, Row.CLUSTER_GET)
                .doesNotContain(Row.SESSION_TOUCH_HARDENED, Row.REFRESH_ROTATE);
        assertThat(Options.parse("--rows", "refresh-rotate", "--quick").rows()).containsExactly(Row.REFRESH_ROTATE);
    }

    @Test
    void what_is_said_holds_in_any_order() {
        Options options = Options.parse(
                "--threads",
                "8,v256",
                "--rows",
                "get,cluster-get",
                "--out",
                "here",
                "--quick",
                "--page",
                "page.md",
                "--clients",
                "ours,Lettuce");

        assertThat(options.plan().quick()).isTrue();
        assertThat(options.rows()).containsExactly(Row.GET, Row.CLUSTER_GET);
        assertThat(options.micro()).isFalse();
        assertThat(options.loads()).containsExactly(new Load(8, false), new Load(256, true));
        assertThat(options.clients()).containsExactly("ours", "Lettuce");
        assertThat(options.out()).isEqualTo(Path.of("here"));
        assertThat(options.page()).contains(Path.of("page.md"));
    }

    @Test
    void micro_alone_measures_no_other_row() {
        Options options = Options.parse("--rows", "micro");

        assertThat(options.rows()).isEmpty();
        assertThat(options.micro()).isTrue();
    }

    @Test
    void what_is_wrong_is_named_with_what_would_be_right() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--fast"))
                .withMessageContaining("--fast");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--rows", "git"))
                .withMessageContaining("session-touch");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--threads", "many"))
                .withMessageContaining("v256");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--threads", "0"))
                .withMessageContaining("1..");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--out"))
                .withMessageContaining("--out");
    }
}
