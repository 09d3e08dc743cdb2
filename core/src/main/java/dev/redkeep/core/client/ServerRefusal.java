package dev.redkeep.core.client;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The error replies of Redis that mean something to a caller. A reply can quote the command's arguments, so none is
 * passed on as it is.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors">Error prefixes</a>
 */
@SuppressWarnings("ImmutableEnumChecker") // constructor references hold no state
enum ServerRefusal {
    NO_AUTH(
            "NOAUTH\\b|ERR .*Authentication required",
            "Redis wants a password",
            "Set REDIS_PASSWORD, or the user and password of the URI.",
            RedisAuthenticationException::new),
    WRONG_PASSWORD(
            "WRONGPASS\\b|ERR invalid password|ERR .*without any password configured|ERR Client sent AUTH, but no password",
            "Redis refused the user or password",
            "Check REDIS_PASSWORD against requirepass or the ACL; percent-encode it in a URI.",
            RedisAuthenticationException::new),
    NO_PERMISSION(
            "NOPERM\\b|ERR ACL failure in script|.*can't run this command|.*can't access at least one of the keys"
                    + "|.*can't publish to the channel",
            "the ACL user may not do this",
            "Grant the command, the key pattern and the channel (ACL SETUSER; ACL LOG shows what was denied).",
            RedisPermissionException::new),
    OUT_OF_MEMORY(
            "OOM\\b|.*-OOM ",
            "Redis has reached maxmemory",
            "Raise maxmemory, choose an eviction policy, or find the keys that grow.",
            RedisOutOfMemoryException::new),
    TOO_MANY_CLIENTS(
            "ERR max number of clients",
            "Redis has reached maxclients",
            "Raise maxclients, lower REDIS_POOL_SIZE, or find clients that leak connections.",
            RedisTooManyClientsException::new),
    LOADING(
            "LOADING\\b",
            "Redis is loading its data",
            "Wait until it has read its dump; this takes longer with more data.",
            RedisUnavailableException::new),
    READ_ONLY(
            "READONLY\\b|.*-READONLY ",
            "this Redis is a read-only replica",
            "Connect to the primary, or through Sentinel, which follows a failover.",
            RedisUnavailableException::new),
    PRIMARY_DOWN(
            "(?:MASTERDOWN|NOREPLICAS|MISCONF)\\b|.*-MISCONF |.*-NOREPLICAS ",
            "Redis refuses to serve in its state",
            "Look at its log: replication or saving to disk fails.",
            RedisUnavailableException::new),
    BUSY(
            "(?:BUSY|TRYAGAIN|UNBLOCKED)\\b",
            "Redis is busy with a script or a slot that moves",
            "Try again; if it lasts, SCRIPT KILL ends a script that does not end.",
            RedisUnavailableException::new),
    WRONG_TYPE(
            "WRONGTYPE\\b|.*[ -]WRONGTYPE ",
            "the key holds another type than the schema says",
            "Find who wrote it (TYPE, OBJECT FREQ) and delete or rename it.",
            RedisWrongTypeException::new),
    REDIRECTED(
            "(?:MOVED|ASK)\\b",
            "the slot belongs to another node of a Cluster",
            "Connect to the Cluster, not to one node of it; on the Cluster, check CLUSTER INFO.",
            RedisClusterException::new),
    NO_CLUSTER(
            "ERR This instance has cluster support disabled",
            "this Redis is no Cluster node",
            "Connect to it as a standalone server.",
            RedisClusterException::new),
    CLUSTER(
            "(?:CROSSSLOT|CLUSTERDOWN)\\b",
            "the Cluster cannot serve these keys",
            "Give keys that belong together one hash tag (KeyLayout.HARDENED), and check CLUSTER INFO.",
            RedisClusterException::new),
    SCRIPT(
            "NOSCRIPT\\b|ERR Error running script|ERR Error compiling script|.*user_script",
            "the script failed",
            "See its source at that line.",
            RedisScriptException::new),
    NO_DATABASE(
            "ERR DB index is out of range|ERR invalid DB index",
            "the server has no database of that number",
            "Check REDIS_DB, or the number in the URI, against CONFIG GET databases.",
            RedisException::new),
    NO_INTEGER(
            "ERR (?:hash )?value is not an integer",
            "the value is not an integer, or is out of range",
            "Find who wrote something else under the key, or check the argument.",
            RedisException::new),
    OVERFLOW(
            "ERR increment or decrement would overflow",
            "the sum would exceed 64 bits",
            "Begin the count anew, or add less.",
            RedisException::new),
    EXPIRE_TIME(
            "ERR invalid expire time",
            "the expire time is not valid",
            "Give a time that is above 0 and not beyond 64 bits of milliseconds.",
            RedisException::new),
    UNKNOWN_COMMAND(
            "ERR [Uu]nknown (?:sub)?command",
            "Redis does not know the command",
            "Does the server's version know it, or is it renamed or switched off there?",
            RedisException::new),
    OTHER(
            "",
            "Redis refused the command",
            "Check its arguments; the reply is not shown, since it can quote them.",
            RedisException::new);

    /** Redis says that it is the script that failed: what it wrote until then stays. */
    private static final Pattern IN_SCRIPT = Pattern.compile("user_script|script: |Error running script");

    private static final Pattern NOT_BEGUN =
            Pattern.compile("NOSCRIPT\\b|ERR Error compiling script|ERR unknown command");

    /** What only a script itself can have answered: {@code EVALSHA} is not refused so. */
    private static final Set<ServerRefusal> BY_THE_SCRIPT =
            EnumSet.of(WRONG_TYPE, SCRIPT, NO_INTEGER, OVERFLOW, EXPIRE_TIME, OTHER);

    private static final Pattern LINE = Pattern.compile("user_script:\\s*(\\d+)");

    private final Pattern reply;
    private final String problem;
    private final String remedy;
    private final Function<Failure, RedisException> exception;

    ServerRefusal(String reply, String problem, String remedy, Function<Failure, RedisException> exception) {
        this.reply = Pattern.compile(reply, Pattern.DOTALL);
        this.problem = problem;
        this.remedy = remedy;
        this.exception = exception;
    }

    /** A refusal together with what of the reply may be shown: its code, and the line of a script. */
    record Reading(ServerRefusal refusal, @Nullable String code, String shown, boolean mayHaveRun) {
        /** The same of a command that had been sent before, if so. */
        Reading or(boolean sentBefore) {
            return new Reading(refusal, code, shown, mayHaveRun || sentBefore);
        }

        RedisException exception(Translation translation) {
            boolean ofScript = translation.script() && refusal == OTHER;
            String problem = ofScript ? "the script answered an error" : refusal.problem;
            String remedy = ofScript ? byCode() : refusal.remedy;
            return refusal.exception.apply(translation
                    .failure(problem + shown, remedy, mayHaveRun, null)
                    .withCode(code));
        }

        private String byCode() {
            return "Let the script return a value for an outcome; "
                    + (code == null ? "its error has no code." : "the code is " + code + ".");
        }
    }

    static Reading of(String reply, boolean script) {
        ServerRefusal refusal = Arrays.stream(values())
                .filter(candidate -> candidate.reply.matcher(reply).lookingAt())
                .findFirst()
                .orElse(OTHER);
        @Nullable String code = code(reply);
        Matcher line = LINE.matcher(reply);
        return new Reading(
                refusal,
                code,
                " (" + (code == null ? "ERR" : code) + (line.find() ? ", script line " + line.group(1) : "") + ")",
                mayHaveRun(reply, script && BY_THE_SCRIPT.contains(refusal)));
    }

    /** A refused command did nothing; a script may have written before it failed. */
    private static boolean mayHaveRun(String reply, boolean byTheScript) {
        return !NOT_BEGUN.matcher(reply).lookingAt()
                && (byTheScript || IN_SCRIPT.matcher(reply).find());
    }

    private static @Nullable String code(String reply) {
        String word = reply.split(" ", 2)[0];
        return word.matches("[A-Z]{2,20}") ? word : null;
    }
}
