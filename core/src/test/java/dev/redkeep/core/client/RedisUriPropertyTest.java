package dev.redkeep.core.client;

import static dev.redkeep.core.client.Refusals.assertSilentAbout;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Seeded, so that a failure comes back. */
class RedisUriPropertyTest {
    private static final long SEED = 20_260_603;
    private static final int ROUNDS = 20_000;
    private static final String SECRET = "hunter2";
    private static final String AWKWARD = "@:/?#%+,&=[] \t\n\0\"'\\$\u00e9\u20ac\u2003";
    private static final List<String> PIECES = List.of(
            "redis",
            "rediss",
            "http",
            ":",
            "//",
            "://",
            "/",
            "@",
            "@",
            ",",
            "?",
            "&",
            "=",
            "#",
            "%",
            "%40",
            "%zz",
            "%ff",
            "[",
            "]",
            "[::1]",
            "::",
            "h",
            "6379",
            "99999",
            "0",
            "-",
            "sentinel",
            "cluster",
            "true",
            " ",
            "\n",
            "\0",
            "\ud800");

    private final Random random = new Random(SEED);

    @Test
    void any_user_password_and_host_survive_encoding_and_parsing() {
        for (int i = 0; i < ROUNDS; i++) {
            String user = text(1 + random.nextInt(8)).replaceAll("[\\s\\p{Cntrl}\u2003]", "_");
            String password = text(1 + random.nextInt(12));
            Credentials credentials =
                    random.nextBoolean() ? Credentials.user(user, password) : Credentials.password(password);
            Endpoint endpoint = new Endpoint(host(), 1 + random.nextInt(65_535));
            int database = random.nextInt(Integer.MAX_VALUE);

            String uri = "redis://" + credentials.user().map(this::encoded).orElse("") + ':' + encoded(password) + '@'
                    + endpoint.toString().replace("%", "%25") + '/' + database;

            assertThat(RedisOptions.of(uri))
                    .as("%s", uri)
                    .isEqualTo(RedisOptions.builder()
                            .credentials(credentials)
                            .standalone(endpoint.host(), endpoint.port())
                            .database(database)
                            .build());
        }
    }

    @Test
    void garbage_is_refused_as_an_illegal_argument_and_never_shows_the_password() {
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String garbage = garbage();
            refused += refuses(RedisOptions::of, garbage);
            refused += refuses(text -> RedisOptions.fromEnvironment(Map.of("REDIS_ADDR", text)), garbage);
            refused += refuses(Endpoint::parse, garbage);
            refused += refuses(GoDuration::parse, garbage);
        }
        assertThat(refused).isGreaterThan(ROUNDS);
    }

    @Test
    void a_uri_with_one_character_changed_never_shows_the_password() {
        String uri = "rediss://app:" + SECRET + "@h1:6379,[::1]:6380/0?sentinel=mymaster";
        int tail = uri.indexOf('@') + 1;
        for (int i = 0; i < ROUNDS; i++) {
            StringBuilder changed = new StringBuilder(uri);
            int at = random.nextBoolean() ? random.nextInt(13) : tail - 1 + random.nextInt(uri.length() - tail + 1);
            changed.setCharAt(at, AWKWARD.charAt(random.nextInt(AWKWARD.length())));
            refuses(RedisOptions::of, changed.toString());
        }
    }

    private int refuses(Consumer<String> parser, String text) {
        try {
            parser.accept(text);
            return 0;
        } catch (IllegalArgumentException e) {
            assertSilentAbout(SECRET, e);
            return 1;
        }
    }

    /** Pieces of a URI in any order, half of the time after a beginning that gets past the scheme. */
    private String garbage() {
        String beginning = random.nextBoolean() ? "redis://" : "";
        String middle = random.nextInt(4) == 0 ? "app:" + SECRET + "@" : SECRET;
        return beginning + pieces() + middle + pieces();
    }

    private String pieces() {
        return IntStream.range(0, random.nextInt(8))
                .mapToObj(i -> PIECES.get(random.nextInt(PIECES.size())))
                .collect(Collectors.joining());
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(
                    switch (random.nextInt(4)) {
                        case 0 -> AWKWARD.charAt(random.nextInt(AWKWARD.length()));
                        case 1 -> 0x1F600 + random.nextInt(64);
                        default -> '0' + random.nextInt('z' - '0' + 1);
                    });
        }
        return text.toString();
    }

    private String host() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(256) + ".0.0." + random.nextInt(256);
            case 1 -> "2001:db8::" + Integer.toHexString(random.nextInt(0x10000));
            case 2 -> "fe80::" + Integer.toHexString(random.nextInt(0x10000)) + "%eth" + random.nextInt(10);
            default -> "node-" + random.nextInt(100) + "_x.Example.org";
        };
    }

    /** All of it, or only what is not unreserved: both are percent-encodings. */
    private String encoded(String text) {
        boolean everything = random.nextBoolean();
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            boolean unreserved = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
            if (unreserved && !everything) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
        }
        return encoded.toString();
    }
}
