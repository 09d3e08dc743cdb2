package dev.redkeep.core.client;

import java.net.SocketTimeoutException;
import java.util.Optional;

/** No connection was to be had, or none in time, so the command was not sent. Carries the reason to the translation. */
final class NotSentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Reason> reason;

    NotSentException(Throwable cause) {
        super(cause);
        this.reason = Optional.empty();
    }

    private NotSentException(String problem, String remedy) {
        super(problem);
        this.reason = Optional.of(new Reason(problem, remedy, false));
    }

    private NotSentException(Reason reason, Throwable cause) {
        super(reason.problem, cause);
        this.reason = Optional.of(reason);
    }

    /** What is wrong and what helps, where it is not a failure of Jedis that tells; and whether time ran out. */
    record Reason(String problem, String remedy, boolean late) {}

    static NotSentException closed() {
        return new NotSentException("the client is closed", "Close it only after its last use.");
    }

    static NotSentException interrupted() {
        return new NotSentException(
                "the caller was interrupted while it waited for a connection",
                "Its interrupt flag is kept; let the thread end.");
    }

    static NotSentException queueFull() {
        return new NotSentException(
                "too many callers wait for this server",
                "It answers more slowly than it is asked: look at SLOWLOG, or send less at a time.");
    }

    /** There was a connection, but the command's turn on it did not come in time. */
    static NotSentException late() {
        Reason reason = new Reason(
                "the command was not sent before the deadline",
                "Is the server stuck (SLOWLOG GET) or the network slow? Else raise the time limits.",
                true);
        return new NotSentException(reason, new SocketTimeoutException("the deadline passed"));
    }

    static NotSentException unknownMaster() {
        return new NotSentException(
                "no Sentinel knows a master of that name",
                "Check the name against SENTINEL MASTERS, and that the Sentinels are of one group.");
    }

    Optional<Reason> reason() {
        return reason;
    }
}
