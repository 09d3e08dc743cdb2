package dev.redkeep.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandFlagsRegistry.CommandFlag;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.StaticCommandFlagsRegistry;
import redis.clients.jedis.params.XReadParams;
import redis.clients.jedis.resps.CommandInfo;
import redis.clients.jedis.util.SafeEncoder;

/**
 * The lanes' rules against the lists of Jedis and of the server, so that a new command is not let in by oversight. No flag
 * says that a command changes its connection. But those that do have a flag that tells to look, or work on no key. So
 * each of these is refused, or stands here with its reason to be let in.
 */
@RedisTest
class LaneCommandListTest {
    /** To be looked at: it waits, runs in no script, is for operators, or is of a channel. */
    private static final Set<CommandFlag> TELLING =
            EnumSet.of(CommandFlag.BLOCKING, CommandFlag.NOSCRIPT, CommandFlag.ADMIN, CommandFlag.PUBSUB);

    /** They answer once, at once, and leave the connection as it was. */
    private static final Set<String> LET_IN = words(
            // scripts, which cannot block, and whose bounds the server sets
            "EVAL EVALSHA EVAL_RO EVALSHA_RO FCALL FCALL_RO SCRIPT FUNCTION"
                    // to a channel, not from it
                    + " PUBLISH SPUBLISH PUBSUB"
                    // questions, or orders that the server carries out by itself
                    + " PING ECHO TIME INFO LASTSAVE ROLE COMMAND ACL CLUSTER CONFIG MODULE SENTINEL"
                    + " MEMORY LATENCY SLOWLOG HOTKEYS BACKUP BGSAVE BGREWRITEAOF"
                    // on keys, by their subcommands
                    + " OBJECT XGROUP XINFO"
                    // wait only if asked to
                    + " XREAD XREADGROUP");

    private static Set<String> words(String text) {
        return Set.of(text.split(" ", -1));
    }

    private static CommandArguments call(String line) {
        String[] words = line.split(" ", -1);
        CommandArguments call = new CommandArguments(() -> SafeEncoder.encode(words[0]));
        Arrays.stream(words).skip(1).forEach(call::add);
        return call;
    }

    private static boolean refused(CommandArguments call) {
        try {
            LaneRules.check(call);
            return false;
        } catch (IllegalArgumentException refusal) {
            return true;
        }
    }

    /** Neither is there one that has no rule, nor one that has two. */
    private static void assertEachHasOneRule(Collection<String> names) {
        assertThat(names).isNotEmpty();
        assertThat(names)
                .as("refused, or let in for a reason")
                .allSatisfy(name -> assertThat(refused(call(name))).as(name).isNotEqualTo(LET_IN.contains(name)));
    }

    private static boolean mustBeLookedAt(Command command) {
        EnumSet<CommandFlag> flags = StaticCommandFlagsRegistry.registry().getFlags(new CommandArguments(command));
        boolean onKeys = flags.contains(CommandFlag.READONLY) || flags.contains(CommandFlag.WRITE);
        return !onKeys || !Collections.disjoint(flags, TELLING);
    }

    @Test
    void each_command_of_jedis_that_is_flagged_or_works_on_no_key_has_a_rule() {
        assertEachHasOneRule(Arrays.stream(Command.values())
                .filter(LaneCommandListTest::mustBeLookedAt)
                .map(command -> SafeEncoder.encode(command.getRaw()))
                .toList());
    }

    @Test
    void every_other_command_of_jedis_is_let_in_but_one_that_waits_for_another_server() {
        assertThat(Command.values())
                .filteredOn(command -> !mustBeLookedAt(command))
                .filteredOn(command -> refused(new CommandArguments(command)))
                .containsExactly(Command.MIGRATE);
    }

    /** The server may be newer or older than Jedis' list. Modules are left out: they come and go. */
    @Test
    void each_command_that_the_server_flags_has_a_rule(RedisServer server) {
        Set<String> telling = TELLING.stream()
                .map(flag -> flag.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        try (Jedis jedis = new Jedis(server.uri())) {
            assertEachHasOneRule(jedis.command().values().stream()
                    .filter(info -> !info.getFlags().contains("module"))
                    .filter(info -> !Collections.disjoint(info.getFlags(), telling))
                    .map(CommandInfo::getName)
                    .map(name -> name.toUpperCase(Locale.ROOT))
                    .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "XREAD BLOCK 0 STREAMS s $",
                "XREAD COUNT 1 block 10 STREAMS s 0",
                "XREADGROUP GROUP g c Block 0 STREAMS s >",
                "blpop list 0",
                "BLMOVEM a b LEFT LEFT 0",
                "psubscribe *",
                "CLIENT REPLY OFF",
                "CLIENT TRACKING ON",
                "SCRIPT debug YES",
                "CLUSTER SYNCSLOTS SYNC",
                "HIMPORT PREPARE set field",
                "Multi",
                "QUIT",
                "POST /",
                "REPLICAOF NO ONE"
            })
    void what_blocks_or_changes_the_connection_is_refused_however_it_is_spelled(String line) {
        assertThatThrownBy(() -> LaneRules.check(call(line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "command " + line.split(" ", -1)[0].toUpperCase(Locale.ROOT)
                                + " blocks or changes its connection, which callers share: use a Jedis client of your own beside Redkeep");
    }

    @Test
    void what_jedis_builds_to_block_is_refused() {
        var reading = LaneFixture.COMMANDS.xread(new XReadParams().block(1), Map.of());
        assertThat(refused(reading.getArguments())).isTrue();
        assertThat(refused(call("NEW.COMMAND k").blocking())).isTrue();
    }

    @Test
    void ordinary_commands_are_let_in() {
        assertThat(List.of(
                        "GET k",
                        "SET k BLOCK",
                        "HGETALL k",
                        "EVALSHA sha 0",
                        "SCRIPT LOAD code",
                        "PUBLISH channel DEBUG",
                        "XADD s * f v",
                        "XREAD COUNT 1 STREAMS s 0",
                        "XREADGROUP GROUP g c STREAMS s >",
                        "LMPOP 1 list LEFT",
                        "FT.CURSOR READ index 1",
                        "JSON.GET k",
                        "NEW.COMMAND k"))
                .noneMatch(line -> refused(call(line)));
    }
}
