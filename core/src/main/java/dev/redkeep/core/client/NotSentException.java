package dev.redkeep.core.client;

import java.net.SocketTimeoutException;
import java.util.Optional;

/** No connection was to be had, so the command was not sent. Carries the reason to the translation. */
final class NotSentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Reason> reason;

    NotSentException(Throwable cause) {
        super(cause);
        this.reason = Optional.empty();
    }

    private NotSentException(Reason reason) {
        super(reason.problem);
        this.reason = Optional.of(reason);
    }

    /** What is wrong and what helps, where it is not a failure of Jedis that tells. */
    record Reason(String problem, String remedy) {}

    static NotSentException closed() {
        return new NotSentException(new Reason("the client is closed", "Close it only after its last use."));
    }

    static NotSentException interrupted() {
        return new NotSentException(new Reason(
                "the caller was interrupted while it waited for a connection",
                "Its interrupt flag is kept; let the thread end."));
    }

    static NotSentException queueFull() {
        return new NotSentException(new Reason(
                "too many callers wait for this server",
                "It answers more slowly than it is asked: look at SLOWLOG, or send less at a time."));
    }

    /** Its turn did not come in time. */
    static NotSentException late() {
        return new NotSentException(new SocketTimeoutException("the deadline passed"));
    }

    static NotSentException unknownMaster() {
        return new NotSentException(new Reason(
                "no Sentinel knows a master of that name",
                "Check the name against SENTINEL MASTERS, and that the Sentinels are of one group."));
    }

    Optional<Reason> reason() {
        return reason;
    }
}
