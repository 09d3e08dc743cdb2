package dev.redkeep.core.observe;

import java.time.Duration;
import java.util.Optional;

/**
 * One operation that is over. It holds nothing secret: neither a key nor a value.
 *
 * @param operation what was done, such as {@code sessions.create}
 * @param pattern the template of the (first) key, such as {@code session:{user_id}:{jwt_token}}; empty without a key
 * @param elapsed how long the caller waited, the wait for a connection included
 * @param failure what went wrong, of several commands with the first that failed; empty for a success
 */
public record OperationEvent(
        String operation, Optional<String> pattern, Duration elapsed, Optional<RuntimeException> failure) {}
