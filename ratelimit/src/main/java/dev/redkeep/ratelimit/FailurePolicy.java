package dev.redkeep.ratelimit;

/** What a limiter answers while Redis is away. Each such answer is {@linkplain Decision#degraded degraded}, and counted. */
public enum FailurePolicy {
    /** Everything is allowed: an outage costs the protection. */
    OPEN,
    /** Everything is refused: an outage costs the service. */
    CLOSED,
    /** Each process holds a share of each limit by itself. */
    LOCAL,
    /** The call throws what Redis' client threw. */
    THROW
}
