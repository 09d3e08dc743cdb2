package dev.redkeep.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.redkeep.benchmarks.Load;
import dev.redkeep.benchmarks.Plan;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ReportsTest {
    private static final Cell RAW = cell("raw Jedis", "8", 1.0);
    private static final Cell OURS = cell("ours", "8", 2.5);
    private static final Cell BROKEN =
            new Cell("get", "A & <B>", "8", null, null, null, null, Double.NaN, 0, 0, 0, "TimeoutException");
    private static final Report REPORT = new Report(
            Instant.EPOCH,
            new Machine("Linux amd64", "a processor", 2, "a JVM", "7.0.15", 0.1),
            Map.of("Jedis", "8.0.2"),
            Map.of("GLIDE", "UnsatisfiedLinkError"),
            new Plan(true, 3, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3), List.of(Load.of("8"))),
            List.of(new Micro("Render.session", new Spread(50, 51, 52), Double.NaN)),
            List.of(RAW, OURS, BROKEN));

    private static Cell cell(String contender, String threads, double ratio) {
        Spread spread = new Spread(ratio, ratio, ratio);
        return new Cell("get", contender, threads, spread, spread, 100.0, 200.0, 3, 1, 1, 0.5, null);
    }

    @Test
    void the_json_holds_every_cell_also_one_that_failed() throws Exception {
        JsonNode json = new ObjectMapper().readTree(Reports.json(REPORT));

        assertThat(json.at("/cells/1/ratio/median").doubleValue()).isEqualTo(2.5);
        assertThat(json.at("/cells/2/failure").textValue()).isEqualTo("TimeoutException");
        assertThat(json.at("/versions/Jedis").textValue()).isEqualTo("8.0.2");
        assertThat(json.at("/quick").booleanValue()).isTrue();
    }

    @Test
    void the_chart_is_well_formed_with_a_bar_for_each_ratio() throws Exception {
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Chart.of(List.of(RAW, OURS, cell("A & <B>", "64", 0.5), BROKEN))
                        .getBytes(StandardCharsets.UTF_8)));

        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(1 + 3);
    }

    @Test
    void the_table_lines_up() {
        List<String> lines = Reports.text(REPORT)
                .lines()
                .filter(line -> line.startsWith("| get") || line.startsWith("| row"))
                .toList();

        assertThat(lines).hasSize(4).allSatisfy(line -> assertThat(line).hasSameSizeAs(lines.get(0)));
        assertThat(lines.get(3)).contains("TimeoutException");
    }

    @Test
    void any_table_has_text_to_the_left_and_numbers_to_the_right() {
        assertThat(Reports.table(1, List.of("client", "ms"), List.of(List.of("a", "1,000.0"))))
                .isEqualTo("""
                | client |      ms |
                | ------ | ------: |
                | a      | 1,000.0 |
                """);
    }

    @Test
    void a_page_keeps_what_is_around_its_marks(@TempDir Path directory) throws Exception {
        Path page = directory.resolve("performance.md");
        Files.writeString(page, "before\n" + Marks.BEGIN + "old" + Marks.END + "\nafter\n");

        Reports.page(REPORT, page);

        assertThat(page)
                .content()
                .startsWith("before\n" + Marks.BEGIN)
                .endsWith(Marks.END + "\nafter\n")
                .contains("| ours ")
                .contains("(performance.svg)")
                .doesNotContain("old");
        assertThat(directory.resolve("performance.svg")).exists();
    }

    @Test
    void a_page_without_marks_is_left_alone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Marks.fill("no marks", "text"))
                .withMessageContaining("report: begin");
    }
}
