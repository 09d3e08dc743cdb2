package dev.redkeep.core.client;

/** How operations share connections. */
public enum ConnectionMode {
    /** Callers on many threads put their commands on two connections to each node together. The default. */
    SHARED,
    /** Each operation borrows a connection of its own from a pool. */
    POOLED
}
