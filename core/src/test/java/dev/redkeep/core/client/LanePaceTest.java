package dev.redkeep.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LanePaceTest {
    private final LanePace pace = new LanePace();

    @Test
    void all_yield_for_answers_that_come_fast() {
        rounds(32, 100_000);

        assertThat(howManyOfTwoYield()).isEqualTo(2);
    }

    @Test
    void one_at_a_time_yields_for_slow_ones() {
        rounds(32, 400_000);

        assertThat(howManyOfTwoYield()).isEqualTo(1);
        assertThat(pace.begin()).isFalse();
        pace.end();
        assertThat(pace.begin()).isTrue();
    }

    @Test
    void a_single_slow_round_changes_nothing_and_a_server_that_is_fast_again_is_noticed() {
        rounds(32, 100_000);
        pace.tell(32, 1_000_000);
        assertThat(howManyOfTwoYield()).isEqualTo(2);

        rounds(32, 1_000_000);
        rounds(32, 100_000);
        assertThat(howManyOfTwoYield()).isEqualTo(2);
    }

    @Test
    void a_batch_is_no_larger_than_what_is_answered_in_time() {
        assertThat(pace.commandsIn(1_000_000)).isEqualTo(1_000_000); // nothing is known yet

        rounds(32, 36 * 6_000_000L);
        assertThat(pace.commandsIn(750_000_000)).isBetween(100, 150);
        assertThat(pace.commandsIn(1)).isEqualTo(1);
    }

    private int howManyOfTwoYield() {
        int first = pace.begin() ? 1 : 0;
        return pace.begin() ? first + 1 : first;
    }

    private void rounds(int commands, long nanos) {
        for (int i = 0; i < 100; i++) {
            pace.tell(commands, nanos);
        }
    }
}
