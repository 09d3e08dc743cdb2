package dev.redkeep.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.sessions.token.AesGcmEncryptor;
import dev.redkeep.sessions.token.Encryptor;
import dev.redkeep.sessions.token.IssuedRefreshToken;
import dev.redkeep.sessions.token.RefreshFamily;
import dev.redkeep.sessions.token.RefreshRotation;
import dev.redkeep.sessions.token.RefreshTokenOptions;
import dev.redkeep.sessions.token.RefreshTokens;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RedisTest
class RefreshSnippetsTest {
    private final List<Long> warned = new ArrayList<>();
    private Redis redis;
    private RefreshTokens tokens;

    @BeforeEach
    void connect(RedisServer server) {
        redis = Patience.connect(server);
        tokens = RefreshTokens.on(redis);
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void on() {
        // snippet: refresh-on
        RefreshTokens defaults = RefreshTokens.on(redis);
        RefreshTokens strict = RefreshTokens.on(
                redis,
                RefreshTokenOptions.defaults()
                        .withLifetimes(Duration.ofDays(7), Duration.ofDays(30)) // not used; in all
                        .withGrace(Duration.ZERO)
                        .withRemembered(100)); // 44 bytes each
        // end
        assertThat(defaults).isNotSameAs(strict);
    }

    @Test
    void rotate() {
        // snippet: refresh-issue
        IssuedRefreshToken issued = tokens.issue(123, "Firefox on Linux");
        String cookie = issued.token(); // 76 characters; stored nowhere
        // end
        assertThat(cookie).hasSize(76);

        String second = refresh(cookie);
        assertThat(refresh(cookie)).isEqualTo(second);
        assertThat(refresh(second)).hasSize(76);
        assertThat(refresh(cookie)).isEmpty();
        assertThat(warned).containsExactly(123L);
        assertThat(refresh(second)).isEqualTo("sign in again");
    }

    private String refresh(String presented) {
        String answer = "";
        // snippet: refresh-rotate
        RefreshRotation rotation = tokens.rotate(presented);
        switch (rotation.outcome()) {
            case ROTATED, RETRIED -> answer = rotation.successor().orElseThrow().token();
            case REUSED -> warn(rotation.family().orElseThrow().userId()); // the family has been revoked
            case REVOKED, EXPIRED, UNKNOWN -> answer = "sign in again";
        }
        // end
        return answer;
    }

    private void warn(long userId) {
        warned.add(userId);
    }

    @Test
    void list() {
        tokens.issue(123, "Firefox on Linux");
        // snippet: refresh-list
        List<RefreshFamily> families = tokens.list(123); // the one rotated last first
        Optional<String> device = families.get(0).details();
        // end
        assertThat(device).contains("Firefox on Linux");
    }

    @Test
    void revoke() {
        String token = tokens.issue(123).token();
        String familyId = tokens.issue(123).familyId();
        tokens.issue(123);
        // snippet: refresh-revoke
        int thisOne = tokens.revoke(token).ended(); // by any of its tokens that is known: 0 or 1
        int thatOne = tokens.revokeFamily(123, familyId).ended();
        int everywhere = tokens.revokeAll(123).ended();
        // end
        assertThat(List.of(thisOne, thatOne, everywhere)).containsExactly(1, 1, 1);
    }

    @Test
    void encrypt() {
        byte[] oldKey = new byte[32];
        byte[] newKey = new byte[32];
        newKey[0] = 1;
        byte[] token = "ya29.token".getBytes(StandardCharsets.UTF_8);
        byte[] context = "oauth_access:123:google".getBytes(StandardCharsets.UTF_8);
        // snippet: refresh-encryptor
        Encryptor encryptor = AesGcmEncryptor.builder()
                .key("2025", oldKey) // 32 random bytes; still decrypts
                .key("2026", newKey)
                .current("2026") // encrypts
                .build();
        byte[] stored = encryptor.encrypt(token, context); // the context says where: nowhere else does it decrypt
        byte[] read = encryptor.decrypt(stored, context);
        // end
        assertThat(read).isEqualTo(token);
    }
}
