package dev.redkeep.leaderboard;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Something of each window of a {@link WindowedLeaderboard}. Iterates in the order of the windows. Immutable.
 *
 * @param <T> what each window has
 */
public sealed class ByWindow<T> implements Iterable<T> permits Standings {
    final Map<Window, T> each;

    /** Of a map that has an order and does not change any more. */
    ByWindow(Map<Window, T> each) {
        this.each = each;
    }

    /**
     * What a window has.
     *
     * @param window one of the windows
     * @return what it has
     * @throws IllegalArgumentException if it is another window
     */
    public T in(Window window) {
        T one = each.get(window);
        if (one == null) {
            throw new IllegalArgumentException("window must be one of " + windows() + ", not " + window);
        }
        return one;
    }

    /**
     * The windows.
     *
     * @return all of them, in their order
     */
    public List<Window> windows() {
        return List.copyOf(each.keySet());
    }

    @Override
    public Iterator<T> iterator() {
        return List.copyOf(each.values()).iterator();
    }

    /**
     * Whether another one tells the same of the same windows.
     *
     * @param other anything
     * @return whether it does
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof ByWindow<?> that && that.each.equals(each);
    }

    @Override
    public int hashCode() {
        return each.hashCode();
    }

    /**
     * Windows and what they have, members and scores included.
     *
     * @return a text for people
     */
    @Override
    public String toString() {
        return each.toString();
    }
}
