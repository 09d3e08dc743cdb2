package dev.redkeep.benchmarks.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.benchmarks.Load;
import dev.redkeep.benchmarks.contender.Operation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class SliceTest {
    private static final Meter METER =
            new Meter(() -> List.of("total_commands_processed:0\r\ntotal_reads_processed:0\r\n"));

    @Test
    void every_operation_is_counted_by_every_thread() throws Exception {
        LongAdder done = new LongAdder();
        Slice slice = run(() -> {
            done.increment();
            return "done";
        });

        assertThat(slice.failure()).isNull();
        assertThat(slice.operations()).isEqualTo(done.sum());
        assertThat(slice.perSecond()).isPositive();
        assertThat(slice.latency()).isNotNull();
    }

    @Test
    void a_failure_ends_the_slice_and_is_named() throws Exception {
        Slice slice = run(() -> {
            throw new IllegalStateException("a secret");
        });

        assertThat(slice.failure()).isEqualTo("IllegalStateException");
    }

    private static Slice run(Operation operation) throws InterruptedException {
        return Slice.run(operation, new Load(4, false), Duration.ofMillis(5), Duration.ofSeconds(1), true, METER);
    }
}
