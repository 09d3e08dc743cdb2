package dev.redkeep.core.client;

/** The ACL user may not run the command, or not on this key or channel. */
public final class RedisPermissionException extends RedisException {
    private static final long serialVersionUID = 1L;

    RedisPermissionException(Failure failure) {
        super(failure);
    }
}
