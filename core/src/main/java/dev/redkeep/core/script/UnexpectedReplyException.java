package dev.redkeep.core.script;

/** A script answered in another shape than its header promises. The message never holds the answer. */
public final class UnexpectedReplyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnexpectedReplyException(String message) {
        super(message);
    }
}
