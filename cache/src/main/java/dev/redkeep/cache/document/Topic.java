package dev.redkeep.cache.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A topic, as D12 has it in JSON. Moments are whole seconds. What another program left out is null, or zero.
 *
 * @param id the id
 * @param title the title
 * @param slug the name in addresses
 * @param description a text
 * @param pic the picture's address
 * @param community the community's id
 * @param createdAt when it was made
 * @param updatedAt when it was changed
 * @param stat what belongs to it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Topic(
        long id,
        @Nullable String title,
        @Nullable String slug,
        @Nullable String description,
        @Nullable String pic,
        long community,

        @JsonProperty("created_at")
        @JsonSerialize(using = UnixSeconds.Writer.class)
        @JsonDeserialize(using = UnixSeconds.Reader.class)
        @Nullable
        Instant createdAt,

        @JsonProperty("updated_at")
        @JsonSerialize(using = UnixSeconds.Writer.class)
        @JsonDeserialize(using = UnixSeconds.Reader.class)
        @Nullable
        Instant updatedAt,

        @Nullable Stat stat) {
    /**
     * How much belongs to a topic.
     *
     * @param shouts publications
     * @param authors authors
     * @param followers followers
     */
    public record Stat(long shouts, long authors, long followers) {}
}
