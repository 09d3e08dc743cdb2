package dev.redkeep.pubsub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.codec.UnreadableDataException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** D20's document, byte for byte. */
class NotificationTest {
    private static final String DOCUMENTED =
            "{\"type\":\"notification_type\",\"user_id\":123,\"entity_type\":\"shout\","
                    + "\"entity_id\":456,\"action\":\"created\",\"data\":{\"title\":\"Заголовок\",\"author\":\"Автор\"},"
                    + "\"timestamp\":1640995200}";

    private static Notification read(String json) {
        return Notification.codec().decode(json.getBytes(UTF_8));
    }

    @Test
    void it_is_written_and_read_as_documented() {
        Notification notification = new Notification(
                "notification_type",
                123,
                "shout",
                456,
                Notification.Action.CREATED,
                new Notification.Data("Заголовок", "Автор"),
                1_640_995_200);
        assertThat(new String(Notification.codec().encode(notification), UTF_8)).isEqualTo(DOCUMENTED);
        assertThat(read(DOCUMENTED)).isEqualTo(notification);
        assertThat(notification.at()).isEqualTo(Instant.parse("2022-01-01T00:00:00Z"));
    }

    @Test
    void what_others_leave_out_or_add_does_no_harm() {
        assertThat(read("{\"type\":\"t\",\"more\":[1]}")).isEqualTo(new Notification("t", 0, null, 0, null, null, 0));
        assertThatThrownBy(() -> read("{\"action\":\"vanished\"}")).isInstanceOf(UnreadableDataException.class);
        assertThatThrownBy(() -> read("no json")).isInstanceOf(UnreadableDataException.class);
    }

    @Test
    void what_may_be_personal_is_not_shown() {
        assertThat(read(DOCUMENTED).toString()).doesNotContain("Заголовок", "Автор", "123");
        assertThat(read(DOCUMENTED).data().toString()).doesNotContain("Заголовок", "Автор");
    }
}
