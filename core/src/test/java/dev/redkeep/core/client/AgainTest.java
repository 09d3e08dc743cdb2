package dev.redkeep.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** After which failures a command is sent once more. */
class AgainTest {
    private final JedisConnectionException eof = new JedisConnectionException("Unexpected end of stream.");

    private static long inTime() {
        return System.nanoTime() + Fixture.GENEROUS.toNanos();
    }

    private static boolean after(RuntimeException failure) {
        return Again.of(true).after(failure, inTime());
    }

    private static JedisConnectionException by(Exception cause) {
        return new JedisConnectionException(cause);
    }

    @Test
    void a_connection_that_the_other_side_ended_is_broken() {
        assertThat(after(eof)).isTrue();
        assertThat(after(by(eof))).isTrue();
        assertThat(after(by(new SocketException("Connection reset")))).isTrue();
        assertThat(after(by(new SocketException("Broken pipe")))).isTrue();
        assertThat(after(by(new SSLException("closed in the midst of a record"))))
                .isTrue();
    }

    @Test
    void time_a_close_an_interrupt_a_refusal_and_what_is_no_redis_are_something_else() {
        assertThat(after(by(new SocketTimeoutException("Read timed out")))).isFalse();
        assertThat(after(by(by(new SocketTimeoutException("Read timed out"))))).isFalse();
        assertThat(after(by(new SocketException("Socket closed")))).isFalse();
        assertThat(after(by(new ClosedChannelException()))).isFalse();
        assertThat(after(by(new InterruptedIOException("interrupted")))).isFalse();
        assertThat(after(by(new ConnectException("Connection refused")))).isFalse();
        assertThat(after(by(new SSLHandshakeException("no certificate")))).isFalse();
        assertThat(after(by(new IllegalStateException("a bug")))).isFalse();
        assertThat(after(new JedisConnectionException("Unknown reply: H"))).isFalse();
        assertThat(after(new JedisDataException("LOADING"))).isFalse();
        JedisConnectionException refused = new JedisConnectionException("Unexpected end of stream.");
        refused.addSuppressed(new ConnectException("Connection refused"));
        assertThat(after(refused)).isFalse();
    }

    @Test
    void what_was_never_sent_is_sent_whatever_it_is_if_the_connection_broke() {
        Again write = Again.of(new CommandArguments(Command.INCR));
        assertThat(write.after(eof, inTime())).isFalse();
        assertThat(write.after(NotSentException.late(), inTime())).isFalse();
        assertThat(write.after(NotSentException.closed(), inTime())).isFalse();
        assertThat(write.after(new NotSentException(new JedisDataException("LOADING")), inTime()))
                .isFalse();
        assertThat(write.after(new NotSentException(eof), inTime())).isTrue();
    }

    @Test
    void there_is_one_more_try_and_only_in_time() {
        Again read = Again.of(new CommandArguments(Command.GET));
        assertThat(read.after(eof, System.nanoTime() - 1)).isFalse();
        assertThat(read.after(eof, inTime())).isTrue();
        assertThat(read.after(eof, inTime())).isFalse();
        assertThat(Again.of(new CommandArguments(Command.EVALSHA)).after(eof, inTime()))
                .isFalse();
    }

    @Test
    void of_a_batch_only_what_broke_and_only_reads_is_sent_again() {
        JedisDataException refusal = new JedisDataException("ERR");
        List<Command> batch = List.of(Command.GET, Command.INCR, Command.GET, Command.GET, Command.GET);
        List<Object> replies = new ArrayList<>(List.of("a", eof, eof, refusal, eof));
        NotSentException away = NotSentException.late();
        List<Object> all =
                Again.batch(batch, command -> Again.of(new CommandArguments(command)), replies, inTime(), broken -> {
                    assertThat(broken).containsExactly(Command.GET, Command.GET);
                    return List.of("b", away);
                });
        assertThat(all).containsExactly("a", eof, "b", refusal, eof);
    }
}
