package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What a table keeps, and what it takes for it. */
class SubjectTableTest {
    private record Named(Subject subject, long usefulUntil) implements SubjectTable.Entry {
        @Override
        public void removed() {}
    }

    private static Subject subject(int i) {
        return Subject.client("client" + i);
    }

    @Test
    void an_empty_table_for_a_million_takes_no_memory_for_them() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        SubjectTable<Named> table = new SubjectTable<>(1_000_000);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(bytes).isLessThan(2_000_000); // a reference for each set of eight, and not their places
        assertThat(table.find(subject(1))).isNull();
        assertThat(table.version(subject(1))).isZero();
    }

    @Test
    void an_option_that_no_memory_could_hold_is_refused_by_name() {
        RateLimiterOptionsBuilder options =
                RateLimiterOptions.builder("rl").limits(Limit.perDay(1)).refusalCache(1_000_000);
        assertThat(options.build().refusalCache()).isEqualTo(1_000_000);
        for (int wrong : new int[] {-1, 1_000_001, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> options.refusalCache(wrong).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("refusalCache must be from 0 to 1000000, not " + wrong);
        }
    }

    @Test
    void what_was_put_is_found_until_it_is_removed() {
        SubjectTable<Named> table = new SubjectTable<>(10_000);
        for (int i = 0; i < 100; i++) {
            table.put(new Named(subject(i), i), table.version(subject(i)));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(table.find(subject(i))).isEqualTo(new Named(subject(i), i));
        }
        table.remove(subject(7));
        assertThat(table.find(subject(7))).isNull();
        assertThat(table.find(subject(8))).isNotNull();
    }

    @Test
    void what_was_learnt_before_a_removal_is_not_put_though_nothing_was_there_to_remove() {
        SubjectTable<Named> table = new SubjectTable<>(10_000);
        int version = table.version(subject(1));
        table.remove(subject(1));
        table.put(new Named(subject(1), 1), version);
        assertThat(table.find(subject(1))).isNull();
        table.put(new Named(subject(1), 1), table.version(subject(1)));
        assertThat(table.find(subject(1))).isNotNull();
    }

    @Test
    void a_full_table_forgets_what_is_of_use_for_the_shortest_time() {
        SubjectTable<Named> table = new SubjectTable<>(3);
        for (int i = 0; i < 5; i++) {
            Subject subject = subject(i);
            long until = i == 3 ? 1 : 10 + i;
            table.put(new Named(subject, until), table.version(subject));
        }
        assertThat(table.find(subject(0))).isNull();
        assertThat(table.find(subject(3))).isNull();
        assertThat(table.find(subject(4))).isNotNull();
        assertThat(table.findOrAdd(subject(4), () -> new Named(subject(4), 99)).usefulUntil())
                .isEqualTo(14);
    }
}
