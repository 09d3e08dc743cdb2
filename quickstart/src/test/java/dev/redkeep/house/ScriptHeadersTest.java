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
    private static final List<String> MODULES = List.of("ratelimit", "sessions", "sessions/token");

    @Test
    void a_header_lists_what_the_script_uses() throws Exception {
        Map<String, String> scripts = scripts();
        assertThat(scripts).isNotEmpty();
        scripts.forEach((name, source) -> {
            List<String> header =
                    source.lines().takeWhile(line -> line.startsWith("--")).toList();
            String body = String.join("\n", source.lines().skip(header.size()).toList());
            Set<String> listed = new TreeSet<>();
            Set<String> open = new TreeSet<>();
            for (String line : header) {
                Matcher entry = LISTED.matcher(line);
                if (entry.find()) {
                    (entry.group(3) == null ? listed : open).add(entry.group(1) + entry.group(2));
                }
            }
            Set<String> used = new TreeSet<>();
            USED.matcher(body).results().forEach(use -> used.add(use.group(1) + use.group(2)));
            assertThat(used).as(name).isEqualTo(listed);
            assertThat(OPEN.matcher(body).find())
                    .as(name + " uses an open list")
                    .isEqualTo(!open.isEmpty());
            assertThat(header.get(0)).as(name + " says what it does").matches("-- [A-Z].*");
            assertThat(header).as(name + " tells its reply").anyMatch(line -> line.startsWith("-- Reply: "));
        });
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
