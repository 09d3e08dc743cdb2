package dev.redkeep.benchmarks.caches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class CrowdTest {
    @Test
    void all_call_at_the_same_time_and_each_is_timed() throws Exception {
        Set<Integer> called = ConcurrentHashMap.newKeySet();
        CyclicBarrier together = new CyclicBarrier(20);

        try (Crowd crowd = new Crowd(20)) {
            assertThat(crowd.call(caller -> {
                        together.await();
                        return called.add(caller);
                    }))
                    .hasSize(20);
        }

        assertThat(called).hasSize(20);
    }

    @Test
    void one_that_gets_nothing_ends_the_measurement() throws Exception {
        try (Crowd crowd = new Crowd(2)) {
            assertThatThrownBy(() -> crowd.call(caller -> caller == 0 ? "something" : null))
                    .hasRootCauseMessage("nothing came back");
        }
    }
}
