package dev.redkeep.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentationTest {
    private static final Path README = Snippets.root("README.md");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    static List<Path> pages() {
        return Snippets.pages();
    }

    static List<Snippets.Block> blocks() {
        return Snippets.pages().stream()
                .flatMap(page -> Snippets.blocks(page).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void every_block_of_java_is_a_region_that_is_compiled_and_run(Snippets.Block block) {
        assertThat(Snippets.regions()).containsEntry(block.name(), block.lines());
    }

    @Test
    void every_region_is_shown() {
        assertThat(blocks().stream().map(Snippets.Block::name))
                .containsExactlyInAnyOrderElementsOf(Snippets.regions().keySet());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_is_short_and_its_links_lead_somewhere(Path page) {
        String text = Snippets.text(page);
        Matcher link = LINK.matcher(text);

        assertThat(text.lines()).hasSizeLessThan(200);
        while (link.find()) {
            assertThat(Files.exists(page.resolveSibling(link.group(1))))
                    .as(link.group(1))
                    .isTrue();
        }
    }

    @Test
    void the_readme_begins_with_an_example_of_twelve_lines() {
        Snippets.Block first = Snippets.blocks(README).get(0);

        assertThat(first.name()).isEqualTo("example");
        assertThat(first.lines()).hasSize(12);
    }

    @Test
    void the_readme_has_two_commands() {
        assertThat(commands(Snippets.text(README)))
                .hasSize(2)
                .allMatch(command -> command.startsWith("mvn "))
                .anyMatch(command -> command.contains("exec:exec"))
                .anyMatch(command -> command.contains("verify"));
    }

    @Test
    void continuous_integration_runs_the_commands_of_the_readme() {
        assertThat(Snippets.text(Snippets.root(".ci/run"))).contains(commands(Snippets.text(README)));
    }

    @Test
    void the_dependency_block_names_what_is_built() {
        String xml = between(Snippets.text(README), "```xml\n", "```");
        String bom = Snippets.text(Snippets.root("bom/pom.xml"));
        String version = between(bom, "<version>", "</version>");

        assertThat(between(xml, "<artifactId>", "</artifactId>")).isEqualTo("redkeep-bom");
        assertThat(between(xml, "<version>", "</version>")).isEqualTo(version);
        for (Map.Entry<String, String> entry :
                Map.of("redkeep-bom", bom, "redkeep-sessions", bom).entrySet()) {
            String artifact = "<artifactId>" + entry.getKey() + "</artifactId>";
            assertThat(xml).contains(artifact);
            assertThat(entry.getValue()).contains(artifact);
        }
    }

    @Test
    void the_module_table_names_every_module() {
        String modules = between(Snippets.text(Snippets.root("pom.xml")), "<modules>", "</modules>");
        Matcher module = Pattern.compile("<module>(.+?)</module>").matcher(modules);

        while (module.find()) {
            assertThat(Snippets.text(README)).contains("`" + module.group(1) + "`");
        }
    }

    private static List<String> commands(String page) {
        List<String> commands = new ArrayList<>();
        Matcher block = Pattern.compile("^```(?:sh|bash|console)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(page);
        while (block.find()) {
            block.group(1).lines().filter(line -> !line.isBlank()).forEach(commands::add);
        }
        return commands;
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin) + begin.length();
        assertThat(from).as(begin).isGreaterThanOrEqualTo(begin.length());
        return text.substring(from, text.indexOf(end, from));
    }
}
