package dev.redkeep.core.script;

/**
 * Turns a script's answer into a Java type, such as {@code ScriptReply::integer}. Must be safe to use from any thread.
 *
 * @param <R> the Java type
 */
@FunctionalInterface
public interface ReplyMapping<R> {
    /**
     * Maps an answer.
     *
     * @param reply the answer
     * @return what it means
     * @throws UnexpectedReplyException if the answer has another shape
     */
    R map(ScriptReply reply);
}
