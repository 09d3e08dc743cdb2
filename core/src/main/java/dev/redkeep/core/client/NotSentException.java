package dev.redkeep.core.client;

import java.net.SocketTimeoutException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        this.reason = Optional.of(new Reason(problem, remedy, Kind.UNAVAILABLE));
    }

    private NotSentException(Reason reason, @Nullable Throwable cause) {
        super(reason.problem, cause);
        this.reason = Optional.of(reason);
    }

    /** What is wrong and what helps, where it is not a failure of Jedis that tells. */
    record Reason(String problem, String remedy, Kind kind) {}

    /** What it tells of the server. */
    enum Kind {
        /** It is not to be had. */
        UNAVAILABLE,
        /** Nothing: time ran out. */
        LATE,
        /** Nothing: this process asks for more at once than waits for one. */
        CROWDED
    }

    static NotSentException closed() {
        return new NotSentException("the client is closed", "Close it only after its last use.");
    }

    static NotSentException interrupted() {
        return new NotSentException(
                "the caller was interrupted while it waited for a connection",
                "Its interrupt flag is kept; let the thread end.");
    }

    static NotSentException queueFull() {
        Reason reason = new Reason(
                "too many callers wait for this server",
                "It answers more slowly than it is asked: look at SLOWLOG, or send less at a time.",
                Kind.CROWDED);
        return new NotSentException(reason, null);
    }

    /** There was a connection, but the command's turn on it did not come in time. */
    static NotSentException late() {
        Reason reason = new Reason(
                "the command was not sent before the deadline",
                "Is the server stuck (SLOWLOG GET) or the network slow? Else raise the time limits.",
                Kind.LATE);
        return new NotSentException(reason, new SocketTimeoutException("the deadline passed"));
    }

    static NotSentException unsubscribed() {
        return new NotSentException(
                "another thread unsubscribed meanwhile", "Subscribe and unsubscribe to a channel in one place.");
    }

    static NotSentException noTracking() {
        return new NotSentException(
                "this server has no CLIENT TRACKING, or no RESP3",
                "Use Redis 6 or later; or let what changes be published, and heard by KeyFeedOptions.Mode.MESSAGES.");
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
