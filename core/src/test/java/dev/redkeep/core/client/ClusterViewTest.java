package dev.redkeep.core.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisDataException;

/** What a node of a Cluster tells of the others. */
class ClusterViewTest {
    private final ClusterView view = new ClusterView(new HostAndPort("seed", 7000));

    private static byte[] text(String text) {
        return text.getBytes(US_ASCII);
    }

    private void info(int epoch, int nodes) {
        view.dated(text("cluster_known_nodes:" + nodes + "\r\ncluster_current_epoch:" + epoch + "\r\n"));
    }

    /** A range for each, without replicas. */
    private void slots(String... hosts) {
        List<Object> ranges = new ArrayList<>();
        for (String host : hosts) {
            ranges.add(List.of(0L, 1L, List.of(text(host), 7000L, text("id"))));
        }
        view.named(ranges);
    }

    private static HostAndPort at(String host) {
        return new HostAndPort(host, 7000);
    }

    @Test
    void nodes_without_slots_are_asked_for_and_followed_while_a_slot_moves_to_them_and_until_they_have_none() {
        info(3, 2);
        slots("10.0.0.1", "10.0.0.2");
        assertThat(view.others()).isFalse();
        info(4, 3);
        slots("10.0.0.1", "10.0.0.2");
        assertThat(view.others()).isTrue();
        String nodes = """
                aa 10.0.0.1:7000@17000 myself,master - 0 0 1 connected 0-5 [5->-cc] [6-<-bb]
                bb 10.0.0.2:7000@17000 master - 0 0 2 connected 6-9
                cc 10.0.0.3:7000@17000,three master - 0 0 0 connected
                """;
        view.listed(text(nodes));
        assertThat(view.targets()).containsExactly(at("10.0.0.3"));
        slots("10.0.0.1", "10.0.0.2", "10.0.0.3");
        assertThat(view.others()).isFalse();
        assertThat(view.targets()).as("others may not know that yet").containsExactly(at("10.0.0.3"));
        slots("10.0.0.1", "10.0.0.2", "10.0.0.4");
        assertThat(view.targets()).isEmpty();
    }

    @Test
    void a_target_is_called_as_the_others_are() {
        info(1, 2);
        slots("one.example");
        view.listed(text("""
                aa 10.0.0.1:7000@17000,one.example,shard-id=x myself,master - 0 0 1 connected [5->-cc]
                cc 10.0.0.3:7000@17000,three.example,shard-id=y master - 0 0 0 connected
                """));
        assertThat(view.targets()).containsExactly(at("three.example"));
    }

    @Test
    void a_user_who_may_not_ask_learns_of_no_others() {
        view.dated(new JedisDataException("NOPERM"));
        slots("10.0.0.1");
        assertThat(view.others()).isFalse();
        assertThat(view.epoch()).isZero();
        view.listed(new JedisDataException("NOPERM"));
        assertThat(view.targets()).isEmpty();
    }
}
