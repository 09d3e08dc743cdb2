package dev.redkeep.core.client;

import static dev.redkeep.core.client.Refusals.assertRefused;
import static dev.redkeep.core.client.Refusals.assertSilentAbout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUriTest {
    @Test
    void one_host_is_one_server() {
        assertReads("redis://localhost", b -> b);
        assertReads("REDIS://localhost/", b -> b);
        assertReads("redis://h:6380/0", b -> b.standalone("h", 6380));
        assertReads("redis://[::1]:7000/12", b -> b.standalone("::1", 7000).database(12));
        assertReads("redis://[fe80::1%25eth0]", b -> b.standalone("fe80::1%eth0", 6379));
    }

    @Test
    void rediss_is_tls() {
        assertReads("rediss://localhost:6379", b -> b.tls(Tls.on()));
    }

    @Test
    void credentials_are_percent_decoded_and_a_plus_is_a_plus() {
        assertReads("redis://:p+w@localhost", b -> b.credentials(Credentials.password("p+w")));
        assertReads("redis://app:a:b@localhost", b -> b.credentials(Credentials.user("app", "a:b")));
        assertReads("redis://app:@localhost", b -> b.credentials(Credentials.user("app", "")));
        assertReads(
                "redis://a%3Ab:%40%2F%3f%23%25%20%0A%00%E2%82%AC%F0%9F%98%80@localhost",
                b -> b.credentials(Credentials.user("a:b", "@/?#% \n\0\u20ac\ud83d\ude00")));
    }

    @Test
    void sentinel_names_the_primary_and_the_hosts_are_sentinels() {
        assertReads(
                "redis://:p@s1,s2:26380,[::1]/1?sentinel=my%2Bmaster",
                b -> b.sentinel(
                                "my+master",
                                new Endpoint("s1", 26379),
                                new Endpoint("s2", 26380),
                                new Endpoint("::1", 26379))
                        .credentials(Credentials.password("p"))
                        .database(1));
    }

    @Test
    void several_hosts_or_cluster_true_are_a_cluster() {
        Endpoint first = new Endpoint("n1", 6379);
        assertReads("redis://n1,n2:7000", b -> b.cluster(first, new Endpoint("n2", 7000)));
        assertReads("redis://n1?cluster=true", b -> b.cluster(first));
        assertReads("redis://n1/0?cluster=true", b -> b.cluster(first));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "http://h begin",
                "redis:h begin",
                "redis:/h begin",
                "localhost:6379 begin",
                "redis:// host",
                "redis:///1 host",
                "redis://,h host",
                "redis://h, host",
                "redis://:p@ host",
                "redis://h%41 host",
                "redis://[::1 host",
                "redis://[::1%eth0] host",
                "redis://[h]:1 host",
                "redis://h: port",
                "redis://h:0 port",
                "redis://h:65536 port",
                "redis://h:6379x port",
                "redis://h:6379,i:-1 port",
                "redis://app:hunter2 port",
                "redis://h/x database",
                "redis://h/-1 database",
                "redis://h/0/1 database",
                "redis://h//1 database",
                "redis://h/2147483648 database",
                "redis://h/1?cluster=true database",
                "redis://g,h/1 database",
                "redis://h#f fragment",
                "redis://h? query",
                "redis://h?cluster query",
                "redis://h?db=1 query",
                "redis://h?Cluster=true query",
                "redis://h?cluster=true& query",
                "redis://h?cluster=yes cluster",
                "redis://h?cluster=false cluster",
                "redis://h?cluster=true&cluster=true once",
                "redis://h?sentinel=a&sentinel=a once",
                "redis://h?sentinel=a&cluster=true both",
                "redis://h?sentinel= masterName",
                "redis://h?sentinel=a%20b masterName",
                "redis://h?sentinel=%zz sentinel",
                "redis://app@h :password",
                "redis://@h :password",
                "redis://:@h password",
                "redis://a%20b:p@h user",
                "redis://:%@h %25",
                "redis://:%4@h %25",
                "redis://:%4g@h %25",
                "redis://:%\uff11\uff11@h %25",
                "redis://:%ff@h UTF-8",
                "redis://:%ed%a0%80@h UTF-8",
            })
    void what_is_not_of_the_form_is_refused_by_its_part(String uri, String part) {
        assertRefused(() -> RedisOptions.of(uri)).hasMessageContaining(part);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" redis://h", "redis://h\n", "redis://:a b@h", "redis://:a\u2003b@h", "\tredis://h", "redis://\0"
            })
    void white_space_is_refused_as_such(String uri) {
        assertRefused(() -> RedisOptions.of(uri)).hasMessageContaining("white space");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://app:hunt@er2@h",
                "redis://app:hunt/er2@h",
                "redis://app:hunt?er2@h",
                "redis://app:hunt#er2@h",
                "redis://app:hunt@er2/hunt@h",
                "redis://:hunter2@h,:hunter2@i",
            })
    void a_password_that_is_not_encoded_is_refused_with_the_remedy(String uri) {
        Throwable refusal = catchThrowable(() -> RedisOptions.of(uri));
        assertThat(refusal)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("%40", "%2F", "%3F", "%23", "%25");
        assertSilentAbout("hunt", refusal);
        assertSilentAbout("er2", refusal);
    }

    private static void assertReads(String uri, UnaryOperator<RedisOptionsBuilder> expected) {
        assertThat(RedisOptions.of(uri))
                .isEqualTo(expected.apply(RedisOptions.builder()).build());
    }

    @Test
    void an_address_without_a_scheme_is_told_how_to_be_written() {
        assertRefused(() -> RedisOptions.of("127.0.0.1:6379"))
                .hasMessage("Redis URI: it must begin with redis:// or rediss://; for a host and a port write"
                        + " redis://host:port");
    }
}
