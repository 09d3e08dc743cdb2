package dev.redkeep.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@RedisTest
class RedisClusterTest {
    /** Its slot is 15495, so the third primary's. */
    private static final String KEY = "a";

    @Test
    void a_write_reaches_the_replica_which_takes_over_when_its_primary_is_killed(RedisCluster cluster) {
        assertThat(cluster.nodes()).hasSize(6);
        assertThat(cluster.uris()).hasSize(6);
        assertThat(cluster.primaries()).isEqualTo(cluster.nodes().subList(0, 3));
        RedisServer old = cluster.primaries().get(2);
        RedisServer replica = cluster.nodes().get(5);

        assertThat(Ask.text(old, "SET", KEY, "1")).isEqualTo("OK");
        await().atMost(Deadline.USUAL)
                .untilAsserted(() -> assertThat(Ask.text(replica, "DBSIZE")).isEqualTo("1"));

        old.kill();
        assertThat(cluster.awaitFailoverFrom(old)).isSameAs(replica);
        assertThat(cluster.primaries()).contains(replica).doesNotContain(old);
        assertThat(Ask.text(replica, "GET", KEY)).isEqualTo("1");
        assertThatIllegalArgumentException().isThrownBy(() -> cluster.awaitFailoverFrom(old));

        old.restart();
        await("the old primary to be a replica")
                .atMost(Deadline.USUAL)
                .until(() -> Ask.text(old, "INFO", "replication").contains("master_link_status:up"));

        replica.kill();
        assertThat(cluster.awaitFailoverFrom(replica)).isSameAs(old);
        assertThat(Ask.text(old, "GET", KEY)).isEqualTo("1");
    }

    @Test
    void a_cluster_with_a_password_fails_over_too_when_a_primary_is_paused() {
        try (RedisCluster cluster = RedisCluster.start(ServerOptions.defaults().withPassword("pass"))) {
            RedisServer old = cluster.primaries().get(0);
            old.pause();
            assertThat(cluster.awaitFailoverFrom(old)).isSameAs(cluster.nodes().get(3));
            old.resume();
            await("the old primary to be a replica")
                    .atMost(Deadline.USUAL)
                    .until(() -> Ask.text(old, "INFO", "replication").contains("role:slave"));
            assertThat(cluster.toString()).doesNotContain("pass");
        }
    }

    @Test
    void a_line_of_cluster_nodes_is_read() {
        ClusterNode node =
                ClusterNode.parse("abc 127.0.0.1:30001@40001,host myself,master - 0 0 1 connected 5 7-9 [10->-def]");
        assertThat(node.id()).isEqualTo("abc");
        assertThat(node.port()).isEqualTo(30001);
        assertThat(node.is("master")).isTrue();
        assertThat(IntStream.range(0, 12).filter(node::owns)).containsExactly(5, 7, 8, 9);
        assertThat(ClusterNode.parse("abc :0@0 slave,fail def 0 0 1 disconnected")
                        .owns(0))
                .isFalse();
    }
}
