package dev.redkeep.core.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProbeTest {
    @Test
    void one_is_one() {
        assertThat(Probe.one()).isEqualTo("one");
    }
}
