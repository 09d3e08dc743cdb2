package dev.redkeep.leaderboard;

import dev.redkeep.core.script.ScriptCall;
import java.util.Locale;

/** What submissions have in common, as the scripts take it. */
final class Submissions {
    /** No sum gets there: beyond 2^53 it is refused. */
    private static final String UNBOUNDED = "1e308";

    private final Scores scores;
    private final String least;
    private final String most;

    Submissions(LeaderboardOptions options) {
        this.scores = Scores.of(options);
        String lower = options.sums().map(sums -> scores.stored(sums.least())).orElse('-' + UNBOUNDED);
        String upper = options.sums().map(sums -> scores.stored(sums.most())).orElse(UNBOUNDED);
        boolean swapped = scores.negated() && options.sums().isPresent();
        this.least = swapped ? upper : lower;
        this.most = swapped ? lower : upper;
    }

    /** The rule, with what a sum is kept within. */
    <R> ScriptCall<R> rule(ScriptCall<R> call, ScoreRule rule) {
        return call.arg(rule.name().toLowerCase(Locale.ROOT)).arg(least).arg(most);
    }

    /** How long the board lives. */
    <R> ScriptCall<R> life(ScriptCall<R> call, Life life) {
        return call.arg(life.how()).arg(life.millis());
    }

    /** One member and its score. */
    void add(ScriptCall<?> call, String member, double score) {
        call.arg(Members.bytes(member)).arg(scores.stored(Scores.checked("score", score)));
    }
}
