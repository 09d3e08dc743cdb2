package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Boards are built for single calls, so that their scripts are made once for all that could have the same. */
class BoardScriptsTest {
    @Test
    void scripts_are_made_once_for_each_form() {
        Set<BoardScripts> made = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Order order : Order.values()) {
            for (Ties ties : Ties.values()) {
                for (TieBreak first : TieBreak.values()) {
                    for (ScoreRule rule : ScoreRule.values()) {
                        LeaderboardOptionsBuilder options = LeaderboardOptions.builder()
                                .order(order)
                                .ties(ties)
                                .tieBreak(first)
                                .rule(rule);
                        made.add(BoardScripts.of(options.build()));
                        made.add(BoardScripts.of(
                                options.details(Duration.ofDays(1)).sums(0, 1).build()));
                    }
                }
            }
        }
        assertThat(made).hasSize(9);
    }

    @Test
    void a_script_that_looks_beside_a_board_asks_whether_all_is_there() throws Exception {
        List<Path> scripts;
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/dev/redkeep/leaderboard/lua"))) {
            scripts = files.filter(Files::isRegularFile).toList();
        }
        int found = 0;
        for (Path script : scripts) {
            String source = Files.readString(script);
            if (source.matches("(?s).*-- Use: [^\n]*\\b(?:field|ties)\\b.*")) {
                assertThat(source)
                        .as(script.toString())
                        .containsPattern(", beside(?:, beside_each)?\n")
                        .contains("lacking(");
                found++;
            }
        }
        assertThat(found).isGreaterThan(10);
    }
}
