package dev.redkeep.core.client;

/** A Lua script failed, or answered in another shape than its header promises. */
public final class RedisScriptException extends RedisException {
    private static final long serialVersionUID = 1L;

    RedisScriptException(Failure failure) {
        super(failure);
    }
}
