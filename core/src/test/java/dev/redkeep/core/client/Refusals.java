package dev.redkeep.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts on refusals, in one line a case. */
final class Refusals {
    private Refusals() {}

    static AbstractThrowableAssert<?, IllegalArgumentException> assertRefused(ThrowingCallable call) {
        return assertThat(catchThrowableOfType(IllegalArgumentException.class, call));
    }

    /** Neither the message nor a cause nor anything suppressed shows the secret: what a log would print. */
    static void assertSilentAbout(String secret, Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            assertThat(t.toString()).doesNotContain(secret);
            assertThat(t.getSuppressed()).isEmpty();
        }
    }
}
