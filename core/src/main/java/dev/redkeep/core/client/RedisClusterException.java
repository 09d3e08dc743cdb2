package dev.redkeep.core.client;

/** The Cluster cannot serve the command: its keys lie in different slots, or slots have no node. */
public final class RedisClusterException extends RedisException {
    private static final long serialVersionUID = 1L;

    RedisClusterException(Failure failure) {
        super(failure);
    }
}
