package dev.redkeep.sessions.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.RedisWrongTypeException;
import dev.redkeep.core.observe.RedisStats;
import dev.redkeep.sessions.token.RefreshRotation.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the scripts leave in Redis, without their cache, and counted. */
class RefreshScriptsTest extends TokensOnRedis {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long SLACK = 60_000;
    private RefreshTokens tokens;

    @BeforeEach
    void open() {
        tokens = RefreshTokens.on(redis);
    }

    @Test
    void redis_never_holds_a_token_or_its_secret() {
        List<IssuedRefreshToken> issued = new ArrayList<>();
        for (int family = 0; family < 5; family++) {
            IssuedRefreshToken token = tokens.issue(7, "phone");
            for (int i = 0; i < 10; i++) {
                issued.add(token);
                token = tokens.rotate(token.token()).successor().orElseThrow();
            }
            issued.add(token);
        }

        String everything = everything();

        assertThat(everything)
                .contains(
                        "phone",
                        RefreshToken.parse(issued.get(0).token()).orElseThrow().digest());
        for (IssuedRefreshToken token : issued) {
            byte[] secret = Arrays.copyOfRange(Base64.getUrlDecoder().decode(token.token()), 25, 57);
            assertThat(everything)
                    .doesNotContain(token.token())
                    .doesNotContain(new String(secret, ISO_8859_1))
                    .doesNotContain(Base64.getUrlEncoder().withoutPadding().encodeToString(secret))
                    .doesNotContain(token.token().substring(36));
        }
    }

    @Test
    void keys_share_the_users_slot_and_outlive_the_tokens_for_a_bounded_time() {
        IssuedRefreshToken first = tokens.issue(7);
        String family = "refresh_family:{7}:" + first.familyId();
        assertThat(raw.keys("*")).containsExactlyInAnyOrder(family, "refresh_families:{7}");
        long ends = first.expiresAt().toEpochMilli();
        assertThat(end(family)).isBetween(ends + DAY - SLACK, ends + DAY + SLACK);
        assertThat(end("refresh_families:{7}")).isBetween(ends - SLACK, ends + SLACK);
        assertThat(raw.zscore("refresh_families:{7}", first.familyId())).isEqualTo((double) ends);

        tokens.rotate(first.token());
        tokens.revokeAll(7);

        assertThat(raw.keys("*")).containsExactly(family);
        assertThat(raw.hkeys(family))
                .containsExactlyInAnyOrder(
                        "current", "previous", "used", "created_at", "rotated_at", "expires_at", "revoked_at");
        assertThat(end(family)).isBetween(ends + DAY - SLACK, ends + DAY + SLACK);
    }

    @Test
    void whatever_ends_a_family_takes_it_from_the_index_and_the_salt_from_it() {
        RefreshTokens strict =
                RefreshTokens.on(redis, RefreshTokenOptions.defaults().withGrace(Duration.ZERO));
        List<Consumer<IssuedRefreshToken>> ends = List.of(
                token -> strict.rotate(token.token()),
                token -> strict.revoke(token.token()),
                token -> strict.revokeFamily(7, token.familyId()),
                token -> strict.revokeAll(7),
                token -> {
                    RefreshTokens one = RefreshTokens.on(
                            redis, RefreshTokenOptions.defaults().withMaxFamilies(1));
                    one.revoke(one.issue(7).token());
                });
        for (Consumer<IssuedRefreshToken> end : ends) {
            IssuedRefreshToken token = strict.issue(7);
            strict.rotate(token.token());
            assertThat(raw.hexists("refresh_family:{7}:" + token.familyId(), "salt"))
                    .isTrue();

            end.accept(token);

            assertThat(raw.exists("refresh_families:{7}")).isFalse();
            assertThat(raw.hmget("refresh_family:{7}:" + token.familyId(), "salt", "revoked_at"))
                    .satisfies(fields -> assertThat(fields.get(0)).isNull())
                    .satisfies(fields -> assertThat(fields.get(1)).isNotNull());
        }
    }

    @Test
    void the_index_lives_as_long_as_the_last_of_its_families() {
        tokens.issue(7);
        RefreshTokens brief = RefreshTokens.on(
                redis, RefreshTokenOptions.defaults().withLifetimes(Duration.ofMinutes(1), Duration.ofMinutes(2)));
        IssuedRefreshToken last = brief.issue(7);
        assertThat(raw.pttl("refresh_families:{7}")).isGreaterThan(29 * DAY);

        brief.rotate(last.token());
        assertThat(raw.pttl("refresh_families:{7}")).isGreaterThan(29 * DAY);
        assertThat(raw.zcard("refresh_families:{7}")).isEqualTo(2);
    }

    @Test
    void issuing_and_rotating_prune_the_index_of_what_has_ended() {
        IssuedRefreshToken token = tokens.issue(7);
        raw.zadd("refresh_families:{7}", 1, "dead");
        tokens.issue(7);
        assertThat(raw.zcard("refresh_families:{7}")).isEqualTo(2);

        raw.zadd("refresh_families:{7}", 1, "dead");
        tokens.rotate(token.token());
        assertThat(raw.zcard("refresh_families:{7}")).isEqualTo(2);
    }

    @Test
    void a_family_that_redis_lost_is_not_made_again_when_it_is_one_too_many() {
        RefreshTokens one =
                RefreshTokens.on(redis, RefreshTokenOptions.defaults().withMaxFamilies(1));
        raw.zadd("refresh_families:{7}", 4e12, "evicted");

        IssuedRefreshToken token = one.issue(7);

        assertThat(raw.keys("*"))
                .containsExactlyInAnyOrder("refresh_families:{7}", "refresh_family:{7}:" + token.familyId());
        assertThat(raw.zrange("refresh_families:{7}", 0, -1)).containsExactly(token.familyId());
        assertThat(raw.pttl("refresh_families:{7}")).isLessThanOrEqualTo(30 * DAY);
    }

    @Test
    void an_index_that_was_lost_grows_again_and_one_that_is_wrong_heals() {
        IssuedRefreshToken token = tokens.issue(7);
        raw.del("refresh_families:{7}");
        tokens.rotate(token.token());
        raw.zadd("refresh_families:{7}", 1e15, "evicted");

        assertThat(tokens.list(7)).hasSize(1);
        assertThat(raw.zcard("refresh_families:{7}")).isEqualTo(1);
        raw.zadd("refresh_families:{7}", 1e15, "evicted");
        assertThat(tokens.revokeAll(7)).isEqualTo(new RefreshRevocation(1));
        assertThat(raw.exists("refresh_family:{7}:evicted")).isFalse();
    }

    /** Redis 7.2 and later write a round number as 1.8e+12 where a script leaves it to them. */
    @Test
    void round_times_stay_whole_numbers() {
        RefreshTokens round = new RedisRefreshTokens(
                redis,
                RefreshTokenOptions.defaults().withLifetimes(Duration.ofSeconds(1_000_000), Duration.ofDays(90)),
                () -> "4000000000000");

        IssuedRefreshToken token = round.issue(7);
        round.rotate(token.token());

        assertThat(raw.hmget("refresh_family:{7}:" + token.familyId(), "created_at", "expires_at"))
                .containsExactly("4000000000000", "4001000000000");
        assertThat(round.list(7).get(0).expiresAt().toEpochMilli()).isEqualTo(4_001_000_000_000L);
    }

    @Test
    void other_data_under_a_key_fail_without_showing_a_token() {
        IssuedRefreshToken token = tokens.issue(7);
        raw.set("refresh_family:{7}:" + token.familyId(), "other");
        assertThatThrownBy(() -> tokens.rotate(token.token()))
                .isInstanceOf(RedisWrongTypeException.class)
                .hasMessageContaining("refresh.rotate")
                .hasMessageNotContainingAny(token.token(), token.familyId());

        IssuedRefreshToken good = tokens.issue(8);
        raw.set("refresh_families:{8}", "other");
        assertThatThrownBy(() -> tokens.rotate(good.token())).isInstanceOf(RedisWrongTypeException.class);
        raw.del("refresh_families:{8}");
        assertThat(tokens.rotate(good.token()).outcome())
                .as("nothing was half done")
                .isEqualTo(Outcome.ROTATED);
    }

    @Test
    void every_call_works_right_after_the_server_forgot_its_scripts() {
        for (int round = 0; round < 2; round++) {
            raw.scriptFlush();
            IssuedRefreshToken token = tokens.issue(1);
            raw.scriptFlush();
            assertThat(tokens.rotate(token.token()).outcome()).isEqualTo(Outcome.ROTATED);
            raw.scriptFlush();
            assertThat(tokens.list(1)).hasSize(1);
            raw.scriptFlush();
            assertThat(tokens.revoke(token.token()).ended()).isEqualTo(1);
            raw.scriptFlush();
            assertThat(tokens.revokeAll(1).ended()).isZero();
        }
        assertThat(redis.stats().scriptLoads()).isEqualTo(10);
    }

    @Test
    void each_operation_is_one_round_trip_and_garbage_none() {
        IssuedRefreshToken warm = tokens.issue(1);
        all(warm);
        RedisStats before = redis.stats();
        long calls = evalshas();

        all(tokens.issue(1));

        assertThat(redis.stats().operations() - before.operations()).isEqualTo(6);
        assertThat(redis.stats().scriptLoads()).isEqualTo(before.scriptLoads());
        assertThat(evalshas() - calls).isEqualTo(6);
    }

    private void all(IssuedRefreshToken token) {
        tokens.rotate(token.token());
        tokens.list(1);
        tokens.revoke(token.token());
        tokens.revokeFamily(1, token.familyId());
        tokens.revokeAll(1);
        tokens.rotate("garbage");
        tokens.revoke("garbage");
    }

    private long evalshas() {
        return raw.info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_evalsha:calls="))
                .mapToLong(line -> Long.parseLong(line.replaceFirst(".*:calls=(\\d+),.*", "$1")))
                .sum();
    }

    /** When a key goes, in Unix milliseconds by this machine's clock. */
    private long end(String key) {
        return System.currentTimeMillis() + raw.pttl(key);
    }

    /** All keys and all that they hold, each byte as a character. */
    private String everything() {
        StringBuilder text = new StringBuilder();
        for (String key : raw.keys("*")) {
            text.append(key).append('\n');
            if (raw.type(key).equals("hash")) {
                raw.hgetAll(key.getBytes(ISO_8859_1))
                        .forEach((name, value) -> text.append(new String(name, ISO_8859_1))
                                .append('=')
                                .append(new String(value, ISO_8859_1))
                                .append('\n'));
            } else {
                text.append(raw.zrange(key, 0, -1)).append('\n');
            }
        }
        return text.toString();
    }
}
