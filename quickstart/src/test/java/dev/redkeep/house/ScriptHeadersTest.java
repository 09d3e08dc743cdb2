package dev.redkeep.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every script says what it takes, uses just that, and keeps the rules of the house. */
class ScriptHeadersTest {
    private static final Pattern LISTED = Pattern.compile("^-- (KEYS|ARGV)\\[(\\d+)(\\.\\.)?] {1,}\\S");
    private static final Pattern USED = Pattern.compile("(KEYS|ARGV)\\[(\\d+)]");
    private static final Pattern OPEN = Pattern.compile("(KEYS|ARGV), (\\w+)|#(KEYS|ARGV)");
    private static final Pattern WHOLE = Pattern.compile("unpack\\((KEYS|ARGV)\\)");
    private static final Pattern TWICE = Pattern.compile("-- Twice: harmless(?: if ARGV\\[\\d+] is \\S+)?: \\S.*\\.");
    private static final Pattern CALLED = Pattern.compile("redis\\.p?call\\('(\\w+)'");
    private static final Pattern FUNCTION =
            Pattern.compile("^local function (\\w+)(.*?)^end$", Pattern.MULTILINE | Pattern.DOTALL);
    /** Those commands of scripts that change nothing. */
    private static final Set<String> READING = Set.of(
            "GET",
            "PTTL",
            "TIME",
            "TYPE",
            "STRLEN",
            "GETRANGE",
            "EXISTS",
            "HGET",
            "HMGET",
            "HGETALL",
            "HLEN",
            "HEXISTS",
            "ZRANGE",
            "ZREVRANGE",
            "ZRANGEBYSCORE",
            "ZREVRANGEBYSCORE",
            "ZCARD",
            "ZCOUNT",
            "ZSCORE",
            "SMEMBERS",
            "SCARD",
            "SRANDMEMBER",
            "XRANGE",
            "XPENDING",
            "XINFO");
    /** A key that only tells where to run. */
    private static final String WHERE = "a key on the node";

    private static final List<String> MODULES = List.of(
            "cache", "cache/writebehind", "leaderboard", "pubsub/topic", "ratelimit", "sessions", "sessions/token");

    @Test
    void a_header_lists_what_the_script_uses() throws Exception {
        Map<String, String> scripts = scripts();
        assertThat(scripts).isNotEmpty();
        scripts.forEach((name, source) -> {
            List<String> header =
                    source.lines().takeWhile(line -> line.startsWith("--")).toList();
            String body = String.join("\n", source.lines().skip(header.size()).toList());
            Set<String> listed = new TreeSet<>();
            Map<String, Integer> open = new TreeMap<>();
            for (String line : header) {
                Matcher entry = LISTED.matcher(line);
                if (entry.find() && !line.contains(WHERE)) {
                    if (entry.group(3) == null) {
                        listed.add(entry.group(1) + entry.group(2));
                    } else {
                        open.put(entry.group(1), Integer.valueOf(entry.group(2)));
                    }
                }
            }
            Set<String> used = new TreeSet<>();
            Set<String> usedOpen = new TreeSet<>();
            USED.matcher(body).results().forEach(use -> {
                Integer from = open.get(use.group(1));
                if (from == null || Integer.parseInt(use.group(2)) < from) {
                    used.add(use.group(1) + use.group(2));
                } else {
                    usedOpen.add(use.group(1));
                }
            });
            WHOLE.matcher(body).results().forEach(use -> {
                listed.stream().filter(entry -> entry.startsWith(use.group(1))).forEach(used::add);
                usedOpen.add(use.group(1));
            });
            assertThat(used).as(name).isEqualTo(listed);
            if (OPEN.matcher(body).find()) {
                assertThat(open).as(name + " lists what it takes many of").isNotEmpty();
            } else {
                assertThat(usedOpen).as(name + " uses an open list").isEqualTo(open.keySet());
            }
            assertThat(header.get(0)).as(name + " says what it does").matches("-- [A-Z].*");
            assertThat(header).as(name + " tells its reply").anyMatch(line -> line.startsWith("-- Reply: "));
        });
    }

    @Test
    void a_script_that_may_run_twice_says_why_and_one_that_says_that_it_only_reads_does() throws Exception {
        Map<String, String> preludes = preludes();
        scripts().forEach((name, source) -> {
            List<String> twice =
                    source.lines().filter(line -> line.contains("Twice:")).toList();
            assertThat(twice).as(name).hasSizeLessThan(2).allMatch(TWICE.asMatchPredicate());
            if (twice.contains("-- Twice: harmless: it only reads.")) {
                String module = name.substring(0, name.indexOf("/lua/"));
                assertThat(writes(source)).as(name).isFalse();
                preludes.forEach((path, prelude) -> {
                    if (path.startsWith(module + "/lua/")) {
                        writers(prelude)
                                .forEach(writer -> assertThat(source).as(name).doesNotContainPattern(writer));
                    }
                });
            }
        });
    }

    private static boolean writes(String lua) {
        return CALLED.matcher(lua).results().anyMatch(call -> !READING.contains(call.group(1)));
    }

    /** How a prelude's functions are called that write. */
    private static List<String> writers(String prelude) {
        return FUNCTION.matcher(prelude)
                .results()
                .filter(function -> writes(function.group(2)))
                .map(function -> "\\b" + function.group(1) + "\\(")
                .toList();
    }

    @Test
    void a_prelude_says_what_it_is_and_takes_all_it_needs_as_parameters() throws Exception {
        Map<String, String> preludes = preludes();
        assertThat(preludes).isNotEmpty();
        preludes.forEach((name, source) -> assertThat(source)
                .as(name)
                .startsWith("-- ")
                .doesNotContain("KEYS")
                .doesNotContain("ARGV"));
    }

    @Test
    void no_script_searches_the_keyspace_or_counts_in_seconds() throws Exception {
        Map<String, String> all = scripts();
        all.putAll(preludes());
        all.forEach((name, source) -> assertThat(source)
                .as(name)
                .doesNotContainPattern("call\\('(?i:keys|scan|expire|expireat|setex)'")
                .doesNotContain("tostring("));
    }

    private static Map<String, String> scripts() throws IOException, URISyntaxException {
        return in("/lua");
    }

    /** What several scripts of a module begin with. */
    private static Map<String, String> preludes() throws IOException, URISyntaxException {
        return in("/lua/prelude");
    }

    private static Map<String, String> in(String place) throws IOException, URISyntaxException {
        Map<String, String> scripts = new TreeMap<>();
        for (String module : MODULES) {
            String folder = "/dev/redkeep/" + module + place;
            if (ScriptHeadersTest.class.getResource(folder) == null) {
                continue; // not every module has preludes
            }
            URI uri = ScriptHeadersTest.class.getResource(folder).toURI();
            if (uri.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                    read(jar.getPath(folder), scripts);
                }
            } else {
                read(Path.of(uri), scripts);
            }
        }
        return scripts;
    }

    private static void read(Path folder, Map<String, String> into) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                into.put(file.toString(), Files.readString(file));
            }
        }
    }
}
