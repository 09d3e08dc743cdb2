package dev.redkeep.cache.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search found, as D16 has it in JSON.
 *
 * @param query the query, as it was asked
 * @param results what was found, the best first
 * @param total how many there are in all
 * @param cachedAt when it was searched, in whole seconds
 */
public record SearchResults(
        @Nullable String query,
        List<Hit> results,
        long total,

        @JsonProperty("cached_at")
        @JsonSerialize(using = UnixSeconds.Writer.class)
        @JsonDeserialize(using = UnixSeconds.Reader.class)
        @Nullable
        Instant cachedAt) {
    /**
     * Copies the list; where another program left it out, it is empty.
     *
     * @param query the query, as it was asked
     * @param results what was found, the best first
     * @param total how many there are in all
     * @param cachedAt when it was searched
     */
    @SuppressWarnings("RedundantNullCheck") // Jackson gives null for what the JSON lacks
    public SearchResults {
        results = results == null ? List.of() : List.copyOf(results);
    }

    /**
     * One thing that was found.
     *
     * @param type what it is, such as {@code shout}, {@code author} or {@code topic}
     * @param id its id
     * @param title its title
     * @param slug its name in addresses
     * @param score how well it fits
     */
    public record Hit(
            @Nullable String type,
            long id,
            @Nullable String title,
            @Nullable String slug,
            double score) {}
}
