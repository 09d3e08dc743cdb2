package dev.redkeep.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts on a failed operation on {@link Fixture#KEY}: what it is, what it tells, and what it keeps to itself. */
record Failures(RedisException failure) {
    static Failures of(ThrowingCallable call) {
        return of(catchThrowable(call));
    }

    static Failures of(Throwable thrown) {
        assertThat(thrown).isInstanceOf(RedisException.class);
        assertSilent(thrown);
        return new Failures((RedisException) thrown);
    }

    /** All that a log would print of it. */
    static void assertSilent(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(Fixture.MARKER);
    }

    Failures is(Class<? extends RedisException> type) {
        assertThat(failure).isExactlyInstanceOf(type);
        return this;
    }

    Failures during(String operation) {
        assertThat(failure.operation()).isEqualTo(operation);
        assertThat(failure).hasMessageStartingWith(operation);
        return this;
    }

    Failures onText() {
        assertThat(failure.pattern()).contains("text:{name}");
        assertThat(failure).hasMessageContaining(" on text:{name}: ");
        return this;
    }

    Failures onNoKey() {
        assertThat(failure.pattern()).isEmpty();
        return this;
    }

    Failures neverRan() {
        assertThat(failure.mayHaveRun()).as(failure.toString()).isFalse();
        assertThat(failure.getMessage()).doesNotContain("may have run");
        return this;
    }

    Failures mayHaveRun() {
        assertThat(failure.mayHaveRun()).isTrue();
        assertThat(failure).hasMessageContaining("; the command may have run. ");
        return this;
    }

    Failures says(String problem) {
        assertThat(failure).hasMessageContaining(problem);
        return this;
    }

    void remedy(String end) {
        assertThat(failure).hasMessageEndingWith(end);
    }
}
