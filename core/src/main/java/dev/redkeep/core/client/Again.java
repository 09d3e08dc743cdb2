package dev.redkeep.core.client;

import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandFlagsRegistry.CommandFlag;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The one more try of an operation whose connection broke before its answer was complete: of one that may run twice, or that
 * surely was not sent. Never after the deadline, and never because time ran out, since then it may still run. Used by one thread
 * at a time.
 */
final class Again {
    private static final String END = "Unexpected end of stream";
    /** How the JDK tells that this side closed it: since the client was closed, or the server was silent for too long. */
    private static final String CLOSED_HERE = "Socket closed";

    /** The command that tells, or null where it is known. */
    private final @Nullable CommandArguments command;

    private final boolean harmless;
    private boolean tried;

    private Again(@Nullable CommandArguments command, boolean harmless) {
        this.command = command;
        this.harmless = harmless;
    }

    static Again of(CommandObject<?> command) {
        return command instanceof Repeatable<?> repeatable ? repeatable.again : of(command.getArguments());
    }

    static Again of(CommandArguments command) {
        return new Again(command, false);
    }

    /** Of an operation that may take several commands, whether or not it does no harm twice. */
    static Again of(boolean harmless) {
        return new Again(null, harmless);
    }

    /** The same command, with this. */
    <R> CommandObject<R> covers(CommandObject<R> any) {
        return new Repeatable<>(any, this);
    }

    /** Whether to try once more after this failure. True at most once. */
    boolean after(RuntimeException failure, long deadline) {
        if (tried
                || !(failure instanceof NotSentException
                        ? broke(failure.getCause())
                        : broke(failure) && mayRunTwice())) {
            return false;
        }
        tried = deadline - System.nanoTime() > 0;
        return tried;
    }

    private boolean mayRunTwice() {
        return harmless || (command != null && onlyReads(command));
    }

    static boolean onlyReads(CommandArguments command) {
        return command instanceof Transaction transaction
                ? transaction.onlyReads()
                : CommandFacts.of(command).flagged(CommandFlag.READONLY, command);
    }

    /** Whether it is a connection that ended, on the other side or on the way. */
    private static boolean broke(@Nullable Throwable failure) {
        if (!(failure instanceof JedisConnectionException) || failure.getSuppressed().length > 0) {
            return false;
        }
        Throwable cause = failure.getCause();
        if (cause == null) {
            return String.valueOf(failure.getMessage()).startsWith(END);
        }
        return (cause.getClass() == SocketException.class && !CLOSED_HERE.equals(cause.getMessage()))
                || (cause instanceof SSLException && !(cause instanceof SSLHandshakeException))
                || broke(cause);
    }

    /** What a call fails with when its second try failed too: with what happened to the first, if that was all that was sent. */
    static RuntimeException failure(RuntimeException first, RuntimeException second) {
        if (second instanceof NotSentException) {
            return first;
        }
        note(first, second);
        return second;
    }

    /** Lets a refusal tell that the command was sent before. */
    static void note(RuntimeException first, @Nullable Object answer) {
        if (answer instanceof JedisDataException refusal && !(first instanceof NotSentException)) {
            refusal.addSuppressed(first);
        }
    }

    /** Whether what was refused had been sent before, and nobody knows what came of that. */
    static boolean sentBefore(JedisDataException refusal) {
        return refusal.getSuppressed().length > 0;
    }

    /**
     * Tries once more, together, those of a batch that broke.
     *
     * @param replies for each command a reply, or the exception that took its place; changed here
     * @param send gives the same for some of them
     */
    static <C> List<Object> batch(
            List<C> batch,
            Function<C, Again> again,
            List<Object> replies,
            long deadline,
            Function<List<C>, List<Object>> send) {
        List<Integer> broken = new ArrayList<>(0);
        for (int i = 0; i < replies.size(); i++) {
            if (replies.get(i) instanceof RuntimeException failure
                    && again.apply(batch.get(i)).after(failure, deadline)) {
                broken.add(i);
            }
        }
        if (!broken.isEmpty()) {
            List<Object> second = send.apply(broken.stream().map(batch::get).toList());
            for (int i = 0; i < second.size(); i++) {
                RuntimeException first = (RuntimeException) replies.get(broken.get(i));
                Object answer =
                        second.get(i) instanceof RuntimeException failed ? failure(first, failed) : second.get(i);
                replies.set(broken.get(i), answer);
            }
        }
        return replies;
    }

    /** A command that comes with its one more try. */
    private static final class Repeatable<R> extends CommandObject<R> {
        private final Again again;

        Repeatable(CommandObject<R> command, Again again) {
            super(command.getArguments(), command.getBuilder());
            this.again = again;
        }
    }
}
