package dev.redkeep.cache;

import dev.redkeep.cache.Envelope.Tagged;
import java.util.List;

/**
 * The numbers of the marks that a value is to be stored under.
 *
 * @param clock what the cache's clock told then; 0 if the cache has no marks
 * @param all the number of the mark that all have; 0 if there is none
 * @param group the number of the group's mark; 0 if there is none
 * @param tags the tags' marks
 * @param tagsMoved whether one of them may have been set since the claim's marks were taken before
 */
record Taken(long clock, long all, long group, List<Tagged> tags, boolean tagsMoved) {
    static final Taken NONE = new Taken(0, 0, 0, List.of(), false);

    boolean sameBesideTags(Taken other) {
        return all == other.all && group == other.group;
    }
}
