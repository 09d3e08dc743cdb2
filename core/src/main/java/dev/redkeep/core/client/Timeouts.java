package dev.redkeep.core.client;

import java.time.Duration;

/**
 * How long to wait. Each is 1 ms..2147483647 ms (about 24 days); a fraction of a millisecond counts for nothing on a
 * socket. Immutable.
 *
 * @param connect to open a connection, TLS handshake included; 5 s by default
 * @param read for the next bytes of a reply; 3 s by default
 * @param write for a command to be taken; 3 s by default. Kept for the documents' sake: a Java socket has no such limit
 * @param operation for a whole operation, from the wait for a connection to the last byte of the reply; 5 s by
 *     default. It holds whatever the others say, so one longer than this never comes to bear within an operation
 */
public record Timeouts(Duration connect, Duration read, Duration write, Duration operation) {
    private static final Timeouts DEFAULTS =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(5));

    /**
     * Checks the bounds.
     *
     * @param connect 1 ms..2147483647 ms
     * @param read 1 ms..2147483647 ms
     * @param write 1 ms..2147483647 ms
     * @param operation 1 ms..2147483647 ms
     * @throws IllegalArgumentException if one is below 1 ms or above 2147483647 ms
     */
    public Timeouts {
        Bounds.duration("connect", connect);
        Bounds.duration("read", read);
        Bounds.duration("write", write);
        Bounds.duration("operation", operation);
    }

    /**
     * 5 s to connect, 3 s to read, 3 s to write, 5 s for the whole.
     *
     * @return the defaults
     */
    public static Timeouts defaults() {
        return DEFAULTS;
    }

    /**
     * A copy with another time to connect.
     *
     * @param value 1 ms..2147483647 ms
     * @return the copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public Timeouts withConnect(Duration value) {
        return new Timeouts(value, read, write, operation);
    }

    /**
     * A copy with another time to read.
     *
     * @param value 1 ms..2147483647 ms
     * @return the copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public Timeouts withRead(Duration value) {
        return new Timeouts(connect, value, write, operation);
    }

    /**
     * A copy with another time to write.
     *
     * @param value 1 ms..2147483647 ms
     * @return the copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public Timeouts withWrite(Duration value) {
        return new Timeouts(connect, read, value, operation);
    }

    /**
     * A copy with another deadline for the whole operation.
     *
     * @param value 1 ms..2147483647 ms
     * @return the copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public Timeouts withOperation(Duration value) {
        return new Timeouts(connect, read, write, value);
    }
}
