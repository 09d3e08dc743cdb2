package dev.redkeep.ratelimit;

import java.util.List;

/** Rules that cannot hold. It tells all that is wrong with them, so that a file is mended at once. */
public final class LimitRulesException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Each with its path. */
    private final String[] mistakes;

    LimitRulesException(List<String> mistakes) {
        super(String.join("\n", mistakes));
        this.mistakes = mistakes.toArray(String[]::new);
    }

    /**
     * What is wrong.
     *
     * @return a line for each mistake, such as {@code rules.login.limits.minute.permits: must be given}
     */
    public List<String> mistakes() {
        return List.of(mistakes);
    }
}
