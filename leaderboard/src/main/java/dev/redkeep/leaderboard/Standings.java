package dev.redkeep.leaderboard;

import java.util.List;
import java.util.Map;

/**
 * What one member's submission changed in each window of a {@link WindowedLeaderboard}.
 *
 * <pre>{@code
 * Standings standings = boards.submit("42", 4_200);
 * long rank = standings.in(week).rank();
 * boolean record = standings.improved().contains(ever);
 * }</pre>
 */
public final class Standings extends ByWindow<Standing> {
    Standings(Map<Window, Standing> standings) {
        super(standings);
    }

    /**
     * The windows in which the score is better than before, or the member's first.
     *
     * @return those, in their order
     */
    public List<Window> improved() {
        return each.entrySet().stream()
                .filter(one -> one.getValue().improved())
                .map(Map.Entry::getKey)
                .toList();
    }
}
