package dev.redkeep.pubsub;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.redkeep.core.codec.Codec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What D20's channels say, in the JSON that it documents. What another program left out is null, or zero.
 *
 * @param type the kind of notification
 * @param userId whom it concerns
 * @param entityType what it is about, such as {@code shout}
 * @param entityId the id of that
 * @param action what became of it
 * @param data what there is to show; personal
 * @param timestamp when, in Unix seconds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "user_id", "entity_type", "entity_id", "action", "data", "timestamp"})
public record Notification(
        @Nullable String type,
        @JsonProperty("user_id") long userId,
        @JsonProperty("entity_type") @Nullable String entityType,
        @JsonProperty("entity_id") long entityId,
        @Nullable Action action,
        @Nullable Data data,
        long timestamp) {
    private static final Codec<Notification> CODEC = Codec.json(Notification.class);

    /** What became of an entity. */
    public enum Action {
        /** It is new. */
        @JsonProperty("created")
        CREATED,
        /** It is another. */
        @JsonProperty("updated")
        UPDATED,
        /** It is gone. */
        @JsonProperty("deleted")
        DELETED
    }

    /**
     * What there is to show.
     *
     * @param title the title
     * @param author the author's name
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"title", "author"})
    public record Data(@Nullable String title, @Nullable String author) {
        /** Nothing of it: it may be personal. */
        @Override
        public String toString() {
            return "Data[]";
        }
    }

    /**
     * Writes and reads it as documented. A property that it does not know is passed over.
     *
     * @return the codec
     */
    public static Codec<Notification> codec() {
        return CODEC;
    }

    /**
     * When.
     *
     * @return the timestamp, to the second
     */
    public Instant at() {
        return Instant.ofEpochSecond(timestamp);
    }

    /** What it is about, and not what it says. */
    @Override
    public String toString() {
        return "Notification[type=" + type + ", entityType=" + entityType + ", entityId=" + entityId + ", action="
                + action + "]";
    }
}
