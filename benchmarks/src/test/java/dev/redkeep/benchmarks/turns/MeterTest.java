package dev.redkeep.benchmarks.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeterTest {
    @Test
    void what_the_meter_asked_itself_is_not_counted() {
        Deque<String> answers = new ArrayDeque<>(List.of(
                "# Stats\r\ntotal_commands_processed:10\r\ntotal_reads_processed:7\r\n",
                "# Stats\r\ntotal_commands_processed:111\r\ntotal_reads_processed:58\r\n"));
        Meter meter = new Meter(answers::pop);

        Usage used = meter.read().until(meter.read());

        assertThat(used.commands()).isEqualTo(100);
        assertThat(used.reads()).isEqualTo(50);
    }

    @Test
    void a_number_that_the_server_does_not_have_is_nought() {
        assertThat(Meter.field("# Stats\r\n", "total_reads_processed")).isZero();
    }
}
