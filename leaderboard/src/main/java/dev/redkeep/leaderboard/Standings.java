package dev.redkeep.leaderboard;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What one member's submission changed in each window of a {@link WindowedLeaderboard}. Iterates over the standings in the order of
 * the windows. Immutable.
 *
 * <pre>{@code
 * Standings standings = boards.submit("42", 4_200);
 * long rank = standings.in(week).rank();
 * boolean record = standings.improved().contains(ever);
 * }</pre>
 */
public final class Standings implements Iterable<Standing> {
    private final Map<Window, Standing> standings;

    /** Of a map that has an order and does not change any more. */
    Standings(Map<Window, Standing> standings) {
        this.standings = standings;
    }

    /**
     * What changed in a window.
     *
     * @param window one of the windows that were fed
     * @return what changed
     * @throws IllegalArgumentException if it is another window
     */
    public Standing in(Window window) {
        Standing standing = standings.get(window);
        if (standing == null) {
            throw new IllegalArgumentException("window must be one of " + windows() + ", not " + window);
        }
        return standing;
    }

    /**
     * The windows that were fed.
     *
     * @return all of them, in their order
     */
    public List<Window> windows() {
        return List.copyOf(standings.keySet());
    }

    /**
     * The windows in which the score is better than before, or the member's first.
     *
     * @return those, in their order
     */
    public List<Window> improved() {
        return standings.entrySet().stream()
                .filter(each -> each.getValue().improved())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public Iterator<Standing> iterator() {
        return List.copyOf(standings.values()).iterator();
    }

    /**
     * Whether another one tells the same of the same windows.
     *
     * @param other anything
     * @return whether it does
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof Standings that && that.standings.equals(standings);
    }

    @Override
    public int hashCode() {
        return standings.hashCode();
    }

    /**
     * Windows and standings, members and scores included.
     *
     * @return a text for people
     */
    @Override
    public String toString() {
        return standings.toString();
    }
}
