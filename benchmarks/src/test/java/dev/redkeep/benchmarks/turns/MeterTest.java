package dev.redkeep.benchmarks.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeterTest {
    @Test
    void what_the_meter_asked_itself_is_not_counted() {
        Deque<List<String>> answers = new ArrayDeque<>(List.of(List.of(stats(10, 7)), List.of(stats(111, 58))));
        Meter meter = new Meter(answers::pop);

        Usage used = meter.read().until(meter.read());

        assertThat(used.commands()).isEqualTo(100);
        assertThat(used.reads()).isEqualTo(50);
    }

    @Test
    void what_the_nodes_of_a_Cluster_did_is_added_up() {
        Deque<List<String>> answers = new ArrayDeque<>(List.of(
                List.of(stats(10, 7), stats(20, 8)),
                List.of(stats(21, 18), stats(41, 19)),
                List.of(stats(22, 19), stats(62, 40))));
        Meter meter = new Meter(answers::pop);

        Usage first = meter.read();
        Usage second = meter.read();

        assertThat(first.until(second).commands()).isEqualTo(30);
        assertThat(first.until(second).reads()).isEqualTo(20);
        assertThat(second.until(meter.read()).commands()).isEqualTo(20);
    }

    @Test
    void a_number_that_the_server_does_not_have_is_nought() {
        assertThat(Meter.field("# Stats\r\n", "total_reads_processed")).isZero();
    }

    private static String stats(long commands, long reads) {
        return "# Stats\r\ntotal_commands_processed:" + commands + "\r\ntotal_reads_processed:" + reads + "\r\n";
    }
}
