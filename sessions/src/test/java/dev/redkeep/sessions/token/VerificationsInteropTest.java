package dev.redkeep.sessions.token;

import static dev.redkeep.sessions.token.VerificationType.EMAIL_VERIFICATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.RedisWrongTypeException;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.observe.RedisStats;
import dev.redkeep.sessions.token.ConsumedVerification.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens shared with a service that follows the document, what we keep beside them, and what no service should write. */
class VerificationsInteropTest extends VerificationsOnRedis {
    private static final NewVerification EMAIL = NewVerification.of(123, EMAIL_VERIFICATION);

    @Test
    void what_this_library_writes_is_the_document_byte_for_byte() {
        IssuedVerification issued = verifications.issue(EMAIL.data("{\"email\":\"a@example.org\"}"));

        String key = "verification:123:email_verification:" + issued.token();
        long created = issued.expiresAt().minusSeconds(3_600).getEpochSecond();
        assertThat(raw.hgetAll(key))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "user_id", "123",
                        "token_type", "verification",
                        "verification_type", "email_verification",
                        "created_at", Long.toString(created),
                        "data", "{\"email\":\"a@example.org\"}"));
        assertThat(raw.pttl(key)).isBetween(HOUR - SLACK, HOUR);

        email(issued.token());
        assertThat(raw.exists(key)).isFalse();
    }

    @Test
    void without_data_the_documented_field_is_an_empty_object() {
        String token = verifications.issue(EMAIL).token();

        assertThat(raw.hget("verification:123:email_verification:" + token, "data"))
                .isEqualTo("{}");
        assertThat(verifications.consume(123, EMAIL_VERIFICATION, token).data()).contains("{}");
    }

    @Test
    void what_is_kept_beside_a_token_ends_by_itself() {
        String token = verifications.issue(EMAIL).token();
        String trace = "verification_trace:123:email_verification:" + token;
        String live = "verification_live:123:email_verification";

        assertThat(raw.get(trace)).isEqualTo("live");
        assertThat(raw.pttl(trace)).isBetween(DAY + HOUR - SLACK, DAY + HOUR);
        assertThat(raw.hgetAll(live)).isEqualTo(Map.of("verification:123:email_verification:" + token, trace));
        assertThat(raw.pttl(live)).isBetween(HOUR - SLACK, HOUR);
        assertThat(raw.dbSize()).isEqualTo(3);

        email(token);
        assertThat(raw.get(trace)).isEqualTo("used");
        assertThat(raw.pttl(trace)).isBetween(DAY + HOUR - SLACK, DAY + HOUR);
        verifications.issue(EMAIL);
        verifications.issue(EMAIL.lasting(Duration.ofMinutes(1)));
        assertThat(raw.hlen(live)).as("the used one was pruned").isEqualTo(2);
        assertThat(raw.pttl(live)).as("never shortened").isGreaterThan(HOUR - SLACK);
    }

    @Test
    void the_longest_life_is_kept_to_the_millisecond() {
        long century = Duration.ofDays(36_525).toMillis();
        IssuedVerification issued = verifications.issue(EMAIL.lasting(Duration.ofDays(36_525)));

        String key = "verification:123:email_verification:" + issued.token();
        assertThat(raw.pttl(key)).isBetween(century - SLACK, century);
        assertThat(raw.pttl("verification_live:123:email_verification")).isBetween(century - SLACK, century);
        assertThat(issued.expiresAt().toEpochMilli() - System.currentTimeMillis())
                .isBetween(century - SLACK, century + SLACK);
    }

    @Test
    void a_token_that_was_superseded_is_gone_for_other_services_too() {
        String first = verifications.issue(EMAIL).token();
        verifications.issue(EMAIL.superseding());

        assertThat(raw.exists("verification:123:email_verification:" + first)).isFalse();
        assertThat(raw.get("verification_trace:123:email_verification:" + first))
                .isEqualTo("superseded");
        assertThat(raw.hlen("verification_live:123:email_verification")).isEqualTo(1);
    }

    @Test
    void what_the_documents_commands_write_is_consumed_once() {
        raw.hset(
                "verification:123:email_verification:t0k:en",
                Map.of(
                        "user_id", "123",
                        "token_type", "email",
                        "verification_type", "email_verification",
                        "created_at", "1640995200",
                        "data", "{\"a\":1}"));
        raw.expire("verification:123:email_verification:t0k:en", 3600);
        raw.hset("verification:123:email_verification:bare", "created_at", "1640995200");

        assertThat(verifications.consume(123, EMAIL_VERIFICATION, "t0k:en").data())
                .contains("{\"a\":1}");
        assertThat(email("t0k:en")).isEqualTo(Status.USED);
        assertThat(raw.exists("verification:123:email_verification:t0k:en")).isFalse();
        assertThat(raw.pttl("verification_trace:123:email_verification:t0k:en"))
                .isBetween(DAY + HOUR - SLACK, DAY + HOUR);

        ConsumedVerification bare = verifications.consume(123, EMAIL_VERIFICATION, "bare");
        assertThat(bare.status()).isEqualTo(Status.OK);
        assertThat(bare.data()).isEmpty();
        assertThat(email("bare")).isEqualTo(Status.USED);
        assertThat(raw.pttl("verification_trace:123:email_verification:bare")).isBetween(DAY - SLACK, DAY);
    }

    @Test
    void a_token_that_another_service_used_up_is_used() {
        String token = verifications.issue(EMAIL).token();
        raw.del("verification:123:email_verification:" + token);

        assertThat(email(token)).isEqualTo(Status.USED);
    }

    @Test
    void the_hardened_layout_shows_no_token_and_keeps_a_user_in_one_slot() {
        Verifications hardened = Verifications.on(redis, RedisVerificationsTest.OPTIONS.withLayout(KeyLayout.HARDENED));
        String token = hardened.issue(EMAIL).token();

        assertThat(raw.scan("0").getResult())
                .hasSize(3)
                .allSatisfy(key -> assertThat(key).contains("{123}").doesNotContain(token));
        assertThat(raw.hgetAll("verification_live:{123}:email_verification").toString())
                .doesNotContain(token);
        assertThat(hardened.consume(123, EMAIL_VERIFICATION, token).status()).isEqualTo(Status.OK);
    }

    @Test
    void what_is_no_token_is_unknown_and_counted() {
        raw.hset("verification:123:email_verification:a", Map.of("user_id", "124", "data", "{}"));
        raw.hset("verification:123:email_verification:b", Map.of("verification_type", "password_reset"));
        raw.set("verification:123:email_verification:c", "no hash");

        for (String token : List.of("a", "b", "c")) {
            assertThat(verifications.consume(123, EMAIL_VERIFICATION, token))
                    .isEqualTo(ConsumedVerification.of(Status.UNKNOWN));
        }
        assertThat(verifications.unreadable()).isEqualTo(3);
        assertThat(raw.get("verification:123:email_verification:c")).isEqualTo("no hash");
    }

    @Test
    void damage_beside_a_token_fails_clearly_and_leaves_nothing_half_done() {
        raw.set("verification_live:123:email_verification", "no hash");
        assertThatThrownBy(() -> verifications.issue(EMAIL.superseding()))
                .isInstanceOf(RedisWrongTypeException.class)
                .hasMessageContaining("verification_live:{user_id}:{type}");
        assertThat(raw.dbSize()).isEqualTo(1);

        raw.set("verification_code:123:phone_verification", "no hash");
        assertThatThrownBy(() -> phone("123456"))
                .isInstanceOf(RedisWrongTypeException.class)
                .hasMessageNotContaining("123456");
        assertThat(phone(verifications.issue(PHONE.asCode(6)).token()))
                .as("mended")
                .isEqualTo(Status.OK);
    }

    @Test
    void each_operation_is_one_round_trip_and_works_right_after_the_server_forgot_its_scripts() {
        for (int round = 0; round < 2; round++) {
            raw.scriptFlush();
            String token = verifications.issue(EMAIL.superseding()).token();
            raw.scriptFlush();
            assertThat(email(token)).isEqualTo(Status.OK);
        }
        assertThat(redis.stats().scriptLoads()).isEqualTo(4);

        String token = verifications.issue(EMAIL).token();
        RedisStats warm = redis.stats();
        verifications.issue(PHONE.asCode(6).superseding());
        verifications.issue(EMAIL.superseding());
        email(token);
        phone("123456");
        email("");
        assertThat(redis.stats().operations() - warm.operations()).isEqualTo(4);
        assertThat(redis.stats().scriptLoads()).isEqualTo(warm.scriptLoads());
    }
}
