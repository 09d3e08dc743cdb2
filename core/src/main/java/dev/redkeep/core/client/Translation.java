package dev.redkeep.core.client;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.script.UnexpectedReplyException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Turns what Jedis throws into a {@link RedisException} for one operation.
 *
 * @param server where it connects to, if it is the client itself that is being opened; else null
 * @param script whether the operation is a script, which may fail after it has written
 * @param command what is sent, if it is one command; else null
 */
record Translation(
        String operation,
        @Nullable String pattern,
        @Nullable RedisOptions server,
        boolean script,
        @Nullable CommandArguments command) {
    private static final Pattern UNREACHABLE =
            Pattern.compile("No route to host|(?:Network|Host) is (?:unreachable|down)");

    Translation(String operation, @Nullable String pattern) {
        this(operation, pattern, null, false, null);
    }

    static Translation connecting(@Nullable RedisOptions server) {
        return new Translation("connect", null, server, false, null);
    }

    static Translation running(String script, @Nullable String pattern) {
        return new Translation(script, pattern, null, true, null);
    }

    static Translation sending(String operation, Key key, CommandArguments command) {
        return new Translation(operation, key.pattern().template(), null, false, command);
    }

    /** The failure of a stage, which comes wrapped. */
    RuntimeException ofAsynchronous(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        return cause instanceof RuntimeException failure ? of(failure) : new IllegalStateException(cause);
    }

    /** What a stage failed with. */
    static Throwable unwrapped(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    /** The exception to throw; what is no failure of Redis (a bad argument, a bug) stays as it is. */
    RuntimeException of(RuntimeException thrown) {
        if (thrown instanceof NotSentException notSent) {
            return notSent.reason().map(this::unsent).orElseGet(() -> connection(notSent, false));
        }
        if (thrown instanceof UnexpectedReplyException) {
            return new RedisScriptException(failure(
                    "the script's answer cannot be read: " + thrown.getMessage(),
                    "Another version of the script runs on the server, or its header is wrong.",
                    true,
                    null));
        }
        if (thrown instanceof JedisClusterOperationException && !lostConnection(thrown)) {
            return new RedisClusterException(failure(
                    "the Cluster cannot route it: " + thrown.getMessage(),
                    "Give keys that belong together one hash tag (KeyLayout.HARDENED), and check CLUSTER INFO.",
                    false,
                    null));
        }
        if (thrown instanceof JedisDataException refusal) {
            return refused(refusal);
        }
        return thrown instanceof JedisException ? connection(thrown, true) : thrown;
    }

    private RedisException unsent(NotSentException.Reason reason) {
        Failure failure = failure(reason.problem(), reason.remedy(), false, null);
        return switch (reason.kind()) {
            case LATE -> new RedisTimeoutException(failure);
            case CROWDED -> new RedisUnavailableException(failure, true);
            case UNAVAILABLE -> new RedisUnavailableException(failure);
        };
    }

    /** Jedis' Cluster client tries again by itself, and keeps what broke each time. */
    private static boolean lostConnection(Throwable thrown) {
        return reasons(thrown).stream().anyMatch(JedisConnectionException.class::isInstance);
    }

    /** Jedis keeps the reason as a cause, or among what it suppressed: one for each address of a host. */
    private static List<Throwable> reasons(Throwable thrown) {
        List<Throwable> reasons = new ArrayList<>();
        Deque<Throwable> open = new ArrayDeque<>();
        for (Throwable at = thrown; at != null; at = open.poll()) {
            reasons.add(at);
            Collections.addAll(open, at.getSuppressed());
            if (at.getCause() != null) {
                open.addFirst(at.getCause());
            }
        }
        return reasons;
    }

    private RedisException connection(Throwable thrown, boolean sent) {
        IOException last = null;
        for (Throwable at : reasons(thrown)) {
            RedisException known = known(at, sent);
            if (known != null) {
                return known;
            }
            last = at instanceof IOException io ? io : last;
        }
        return unavailable("the connection broke", "Redis restarted or closed it" + again(sent), sent, last);
    }

    private String again(boolean sent) {
        if (!sent) {
            return "; try again.";
        }
        return onlyReads()
                ? ". It only reads, so trying again does no harm."
                : ". Try again only if running it twice does no harm.";
    }

    /** Looked up when it matters, since most operations do not fail. */
    private boolean onlyReads() {
        return command != null && Again.onlyReads(command);
    }

    private RedisException refused(JedisDataException refusal) {
        return ServerRefusal.of(String.valueOf(refusal.getMessage()), script)
                .or(Again.sentBefore(refusal))
                .exception(this);
    }

    private @Nullable RedisException known(Throwable at, boolean sent) {
        if (at instanceof JedisDataException refusal) {
            return refused(refusal);
        }
        if (at instanceof NoSuchElementException) {
            return new RedisTimeoutException(failure(
                    "every connection of the pool was busy until the deadline",
                    "Raise REDIS_POOL_SIZE, or find what holds connections for long.",
                    false,
                    null));
        }
        if (at instanceof SocketTimeoutException) {
            return new RedisTimeoutException(failure(
                    sent ? "no answer before the deadline" : "no connection before the deadline",
                    "Is the server stuck (SLOWLOG GET) or the network slow? "
                            + (overTls() ? "Does this port speak TLS? " : "")
                            + "Else raise the time limits.",
                    sent,
                    at));
        }
        if (at instanceof InterruptedIOException) {
            return unavailable(
                    "the caller was interrupted", "Its interrupt flag is kept; let the thread end.", sent, null);
        }
        if (at instanceof ClosedChannelException) {
            return unavailable("the client was closed", "Close it only after its last use.", sent, null);
        }
        if (at instanceof SocketException
                && UNREACHABLE.matcher(String.valueOf(at.getMessage())).find()) {
            return unavailable(
                    "the address cannot be reached", "Check REDIS_ADDR, the route and the firewall.", sent, at);
        }
        if (at instanceof ConnectException) {
            return unavailable("connection refused", "Start Redis, or check REDIS_ADDR.", sent, at);
        }
        if (at instanceof UnknownHostException) {
            return unavailable("unknown host", "Check REDIS_ADDR and the DNS.", sent, at);
        }
        if (at instanceof SSLException) {
            return unavailable(
                    "the TLS handshake failed",
                    "Does the server speak TLS on this port, and does the JVM trust its certificate?",
                    sent,
                    at);
        }
        if (at instanceof JedisConnectionException
                && String.valueOf(at.getMessage()).startsWith("Unknown reply")) {
            return unavailable(
                    "no Redis answered here",
                    "Check the port in REDIS_ADDR; if it is one for TLS, write rediss://.",
                    sent,
                    null);
        }
        return null;
    }

    private boolean overTls() {
        return server != null && server.tls().enabled();
    }

    private String where() {
        String to = server == null
                ? ""
                : server.topology().endpoints().stream()
                        .map(Endpoint::toString)
                        .collect(Collectors.joining(", ", " to ", ""));
        return operation + to + (pattern == null ? "" : " on " + pattern);
    }

    private RedisUnavailableException unavailable(
            String problem, String remedy, boolean sent, @Nullable Throwable cause) {
        return new RedisUnavailableException(failure(problem, remedy, sent, cause));
    }

    Failure failure(String problem, String remedy, boolean mayHaveRun, @Nullable Throwable cause) {
        return new Failure(operation, pattern, where(), problem, remedy, mayHaveRun, null, cause);
    }
}
