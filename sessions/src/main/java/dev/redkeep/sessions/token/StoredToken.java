package dev.redkeep.sessions.token;

import java.time.Duration;
import java.util.Optional;

/**
 * A provider's token as it was read.
 *
 * @param token the token; a credential
 * @param expiresIn how long from now it will be kept, to the millisecond by the server's clock; empty if it never expires,
 *     as another service may have written it
 */
public record StoredToken(String token, Optional<Duration> expiresIn) {
    /**
     * Tells how long it is kept, never the token.
     *
     * @return such as {@code StoredToken[expiresIn=Optional[PT59M]]}
     */
    @Override
    public String toString() {
        return "StoredToken[expiresIn=" + expiresIn + "]";
    }
}
