package dev.redkeep.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.key.RedisType;
import java.util.List;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandFlagsRegistry.CommandFlag;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.StaticCommandFlagsRegistry;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.util.SafeEncoder;

class CommandFactsTest {
    /** One subcommand, at least, of each command that has some. */
    private static final List<String> WORDS = List.of(
            "a_key", "create", "stream", "set", "get", "load", "list", "info", "usage", "docs", "numsub", "start");

    @Test
    void what_is_kept_by_name_says_the_same_as_jedis_does_of_each_call() {
        for (Command command : Command.values()) {
            for (String word : WORDS) {
                CommandArguments call = new CommandArguments(command).add(word);
                for (CommandFlag flag : List.of(CommandFlag.WRITE, CommandFlag.BLOCKING)) {
                    assertThat(CommandFacts.of(call).flagged(flag, call))
                            .as("%s %s %s", command, word, flag)
                            .isEqualTo(StaticCommandFlagsRegistry.registry()
                                    .getFlags(call)
                                    .contains(flag));
                }
            }
        }
    }

    @Test
    void a_listed_command_is_worked_out_once_and_one_that_is_made_up_each_time() {
        CommandArguments listed = new CommandArguments(Command.HSET);
        assertThat(CommandFacts.of(listed)).isSameAs(CommandFacts.of(new CommandArguments(Command.HSET)));

        ProtocolCommand own = () -> SafeEncoder.encode("hSet");
        CommandFacts made = CommandFacts.of(new CommandArguments(own));
        assertThat(made).isEqualTo(CommandFacts.of(listed)).isNotSameAs(CommandFacts.of(new CommandArguments(own)));
        assertThat(made.name()).isEqualTo("HSET");
        assertThat(made.type()).isEqualTo(RedisType.HASH);
    }

    @Test
    void an_unknown_command_has_a_name_and_nothing_else() {
        ProtocolCommand own = () -> SafeEncoder.encode("new.command");
        CommandFacts facts = CommandFacts.of(new CommandArguments(own));
        assertThat(facts.name()).isEqualTo("NEW.COMMAND");
        assertThat(facts.type()).isNull();
        assertThat(facts.flags()).isEmpty();
        assertThat(facts.refusedOnLane()).isFalse();
    }
}
