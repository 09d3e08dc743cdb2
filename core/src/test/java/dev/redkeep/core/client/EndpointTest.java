package dev.redkeep.core.client;

import static dev.redkeep.core.client.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "redis, redis, 6379",
        "redis:6380, redis, 6380",
        "redis_1.my-net:1, redis_1.my-net, 1",
        "127.0.0.1:65535, 127.0.0.1, 65535",
        "[::1], ::1, 6379",
        "[::1]:7000, ::1, 7000",
        "[2001:DB8::ffff:10.0.0.1]:7000, 2001:DB8::ffff:10.0.0.1, 7000",
        "[fe80::1%br-lan.1]:7000, fe80::1%br-lan.1, 7000",
    })
    void a_text_is_read_as_host_and_port(String text, String host, int port) {
        assertThat(Endpoint.parse(text)).isEqualTo(new Endpoint(host, port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis:6380", "[::1]:7000", "[fe80::1%eth0]:7000"})
    void its_text_is_read_back(String text) {
        assertThat(Endpoint.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":6379",
                "[]:1",
                "[redis]:1",
                "[::1",
                "::1",
                "::1]:1",
                "[::1]1",
                "[::1]x:1",
                "[12345::1]",
                "[:::]",
                "[1:2]:3",
                "[::1%]:3",
                "a b",
                "a/b",
                "a@b",
                "a%62",
                "[[::1]]",
                "h\u00f4te",
                "host\n",
                "a,b"
            })
    void a_host_that_is_none_is_refused_by_name(String text) {
        assertRefused(() -> Endpoint.parse(text)).hasMessageStartingWith("host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65536", "-1", "+1", " 1", "1 ", "99999999999", "http", "\u0661", "0x1"})
    void a_port_out_of_bounds_is_refused_by_name(String port) {
        assertRefused(() -> Endpoint.parse("redis:" + port)).hasMessage("port must be 1..65535, in digits");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 65_536})
    void a_port_number_out_of_bounds_is_refused_by_name(int port) {
        assertRefused(() -> new Endpoint("redis", port)).hasMessage("port must be 1..65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[::1]", "redis:6379", "a:b", "dead:beef", "1::2::3"})
    void a_host_is_given_bare(String host) {
        assertRefused(() -> new Endpoint(host, 1)).hasMessageStartingWith("host must be");
    }
}
