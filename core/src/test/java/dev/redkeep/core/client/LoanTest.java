package dev.redkeep.core.client;

import static dev.redkeep.core.client.LaneFixture.COMMANDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** A borrowed connection that the watch cuts off in the midst of its use. */
@RedisTest
@Timeout(300)
class LoanTest {
    private static final JedisClientConfig CONFIG = DefaultJedisClientConfig.builder()
            .database(2)
            .hostAndPortMapper(OnlyIdle::address)
            .build();

    private final RedisServer server;

    LoanTest(RedisServer server) {
        this.server = server;
    }

    private void used(Consumer<Loan> use) {
        try (Opener opener = new Opener(new Sockets(), 8);
                PooledConnectionProvider provider = new PooledConnectionProvider(LaneFixture.address(server), CONFIG);
                Loan loan = Loan.borrow(
                        opener,
                        provider.getPool(),
                        new Loan.Bounds(Timeouts.defaults(), PoolOptions.defaults()),
                        System.nanoTime() + LaneFixture.LONG.toNanos())) {
            use.accept(loan);
        }
        assertThat(Fixture.raw(server, "DBSIZE")).isEqualTo(0L);
    }

    /** It is cut after all that is looked at before, just when the command is to be written. */
    private static CommandObject<String> cutting(Loan loan) {
        CommandObject<String> set = COMMANDS.set("k", "v");
        return new CommandObject<>(set.getArguments(), set.getBuilder()) {
            @Override
            public CommandArguments getArguments() {
                loan.cutOff();
                return super.getArguments();
            }
        };
    }

    @Test
    void is_not_opened_again_in_database_0() {
        used(loan -> assertThatThrownBy(() -> loan.execute(cutting(loan), false))
                .isInstanceOf(JedisConnectionException.class));
    }

    @Test
    void is_not_opened_again_in_the_midst_of_a_batch() {
        used(loan -> assertThat(loan.executeAll(List.of(COMMANDS.ping(), cutting(loan))))
                .hasSize(2)
                .allSatisfy(reply -> assertThat(reply).isInstanceOf(JedisConnectionException.class)));
    }
}
