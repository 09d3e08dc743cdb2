package dev.redkeep.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

@RedisTest
class SentinelGroupTest {
    @Test
    void a_write_reaches_the_replicas_and_a_killed_primary_is_replaced(SentinelGroup group) {
        RedisServer old = group.primary();
        assertThat(group.nodes()).hasSize(3).first().isSameAs(old);
        assertThat(group.replicas()).hasSize(2).doesNotContain(old);
        assertThat(group.sentinels()).hasSize(3);
        assertThat(group.uris())
                .containsExactlyElementsOf(
                        group.sentinels().stream().map(RedisServer::uri).toList());

        assertThat(Ask.text(old, "SET", "a", "1")).isEqualTo("OK");
        group.awaitReplicated();
        assertThat(group.replicas())
                .allSatisfy(replica -> assertThat(Ask.text(replica, "GET", "a")).isEqualTo("1"));

        old.kill();
        RedisServer promoted = group.awaitFailoverFrom(old);
        assertThat(promoted).isNotSameAs(old).isSameAs(group.primary());
        assertThat(Ask.text(promoted, "GET", "a")).isEqualTo("1");
        assertThat(Ask.text(promoted, "SET", "a", "2")).isEqualTo("OK");

        old.restart();
        await("the old primary to be a replica")
                .atMost(Deadline.USUAL)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class) // Sentinel ends its connections then
                .until(() -> Ask.text(old, "INFO", "replication").contains("role:slave"));
    }

    @Test
    void a_group_with_a_password_fails_over_too_when_its_primary_is_paused() throws IOException {
        try (SentinelGroup group = SentinelGroup.start(ServerOptions.defaults().withPassword("p@ss"))) {
            RedisServer old = group.primary();
            assertThat(old.uri().toString()).contains("p%40ss");
            group.sentinels().get(0).kill();
            old.pause();
            RedisServer promoted = group.awaitFailoverFrom(old);
            assertThat(Ask.text(promoted, "SET", "a", "2")).isEqualTo("OK");
            group.sentinels().get(0).restart();
            assertThat(group.primary()).isSameAs(promoted);
            assertThat(group.toString()).doesNotContain("p@ss");
        }
    }

    @Test
    void a_password_that_sentinel_could_not_write_to_its_file_is_refused() {
        for (String password : new String[] {"a b", "a\"b", "a'b", "a\\b", "a\nb"}) {
            ServerOptions options = ServerOptions.defaults().withPassword(password);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SentinelGroup.start(options))
                    .withMessageContaining("password")
                    .withMessageNotContaining(password);
        }
    }
}
