package dev.redkeep.sessions.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokenTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 123, Long.MAX_VALUE, Long.MIN_VALUE})
    void a_token_tells_its_user_and_its_family(long userId) {
        RefreshToken token = RefreshToken.first(userId);

        RefreshToken parsed = RefreshToken.parse(token.text()).orElseThrow();

        assertThat(parsed.userId()).isEqualTo(userId);
        assertThat(parsed.familyId()).isEqualTo(token.familyId()).hasSize(22);
        assertThat(parsed.digest()).isEqualTo(token.digest()).hasSize(43);
        assertThat(parsed.text()).isEqualTo(token.text()).hasSize(76);
    }

    @Test
    void a_successor_follows_from_the_token_and_the_salt_and_from_nothing_less() {
        RefreshToken token = RefreshToken.first(1);
        byte[] salt = RefreshToken.salt();
        byte[] other = salt.clone();
        other[31] ^= 1;

        assertThat(token.successor(salt).text())
                .isEqualTo(RefreshToken.parse(token.text())
                        .orElseThrow()
                        .successor(salt)
                        .text())
                .isNotEqualTo(token.text())
                .isNotEqualTo(token.successor(other).text())
                .isNotEqualTo(RefreshToken.first(1).successor(salt).text());
        assertThat(token.successor(salt).familyId()).isEqualTo(token.familyId());
    }

    @Test
    void a_change_of_any_character_is_no_token_or_another_one() {
        String text = RefreshToken.first(1).text();
        String digest = RefreshToken.parse(text).orElseThrow().digest();
        for (int i = 0; i < text.length(); i++) {
            for (char other : "A_z9=+/ é".toCharArray()) {
                if (other != text.charAt(i)) {
                    String altered = text.substring(0, i) + other + text.substring(i + 1);
                    assertThat(RefreshToken.parse(altered).map(RefreshToken::digest))
                            .isNotEqualTo(Optional.of(digest));
                }
            }
        }
    }

    @Test
    void what_cannot_be_a_token_is_none() {
        String text = RefreshToken.first(1).text();
        byte[] otherVersion = Base64.getUrlDecoder().decode(text);
        otherVersion[0] = 2;

        for (int length = 0; length < text.length(); length++) {
            assertThat(RefreshToken.parse(text.substring(0, length))).isEmpty();
        }
        assertThat(RefreshToken.parse(text + "A")).isEmpty();
        assertThat(RefreshToken.parse(" " + text)).isEmpty();
        assertThat(RefreshToken.parse(text.substring(0, 74) + "==")).isEmpty();
        assertThat(RefreshToken.parse("x".repeat(1_000_000))).isEmpty();
        assertThat(RefreshToken.parse(Base64.getUrlEncoder().encodeToString(otherVersion)))
                .isEmpty();
    }

    @Test
    void no_two_tokens_share_a_family_or_a_secret() {
        Set<String> families = new HashSet<>();
        Set<String> secrets = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            RefreshToken token = RefreshToken.first(7);
            families.add(token.familyId());
            byte[] bytes = Base64.getUrlDecoder().decode(token.text());
            secrets.add(Arrays.toString(Arrays.copyOfRange(bytes, 25, 57)));
        }
        assertThat(families).hasSize(1_000);
        assertThat(secrets).hasSize(1_000);
    }

    @Test
    void a_token_shows_nothing() {
        assertThat(RefreshToken.first(123)).hasToString("RefreshToken");
    }
}
