package dev.redkeep.cache.document;

import java.time.LocalDate;

/**
 * A user's dashboard, as T7 names it.
 *
 * @param user the user's id
 * @param from the first day
 * @param to the last day; not before the first
 */
public record DashboardQuery(long user, LocalDate from, LocalDate to) {
    /**
     * Checks the order.
     *
     * @param user the user's id
     * @param from the first day
     * @param to the last day
     * @throws IllegalArgumentException if the last is before the first
     */
    public DashboardQuery {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("to must not be before from");
        }
    }
}
