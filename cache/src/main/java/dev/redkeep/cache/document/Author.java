package dev.redkeep.cache.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An author, as D9 has it in JSON. Moments are whole seconds. What another program left out is null, or zero.
 *
 * @param id the id
 * @param email the address; personal
 * @param name the name
 * @param slug the name in addresses, by which D10 finds the id
 * @param pic the picture's address
 * @param bio a text
 * @param emailVerified whether the address is the author's
 * @param createdAt when the author came
 * @param updatedAt when this was changed
 * @param lastSeen when the author was here
 * @param stat what belongs to the author
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Author(
        long id,
        @Nullable String email,
        @Nullable String name,
        @Nullable String slug,
        @Nullable String pic,
        @Nullable String bio,
        @JsonProperty("email_verified") boolean emailVerified,

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

        @JsonProperty("last_seen")
        @JsonSerialize(using = UnixSeconds.Writer.class)
        @JsonDeserialize(using = UnixSeconds.Reader.class)
        @Nullable
        Instant lastSeen,

        @Nullable Stat stat) {
    /**
     * How much belongs to an author.
     *
     * @param topics topics followed
     * @param authors authors followed
     * @param shouts publications
     */
    public record Stat(long topics, long authors, long shouts) {}

    /**
     * The type, the id and the slug: the rest is personal.
     *
     * @return such as {@code Author[id=5, slug=ann]}
     */
    @Override
    public String toString() {
        return "Author[id=" + id + ", slug=" + slug + "]";
    }
}
