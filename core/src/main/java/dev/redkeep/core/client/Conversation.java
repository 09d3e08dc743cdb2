package dev.redkeep.core.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * What is said on one connection of an ear: hands on what the server tells, and asks it at each beat. Answers come behind what was
 * told before, so that an answer means that nothing is missing up to its question. Only the ear's thread reads; anybody may ask.
 */
abstract class Conversation {
    /** Takes an answer: a value, or the error that the server answered. */
    @FunctionalInterface
    interface Answered {
        void by(Object answer, long askedNanos);
    }

    private record Question(Answered then, long at) {}

    /** So much is heard at a stretch, before it is seen whether it is time to ask. */
    private static final int STRETCH = 128;

    private static final long SHORTEST_SILENCE = Duration.ofSeconds(2).toNanos();

    private final FeedWire wire;
    private final FeedEar ear;
    private final Beat beat;
    /** In the order in which they are on the wire, which is why both change under one lock. */
    private final ArrayDeque<Question> questions = new ArrayDeque<>();

    private long heardAt = System.nanoTime();
    /** Most often the next one's too. */
    private byte[] lastWord = {};

    private String lastKind = "";

    Conversation(FeedWire wire, FeedEar ear, Beat beat) {
        this.wire = wire;
        this.ear = ear;
        this.beat = beat;
    }

    /** Asks what is to be asked at each beat. */
    abstract void ask();

    /** Takes what the server says of its own accord, or as a push; false if it is an answer. */
    abstract boolean told(String kind, List<?> said);

    /** All that came by now was told. Called before more is waited for, and at the end. */
    void drained() {}

    /** Goes on until the ear is closed or the connection breaks, which is thrown. */
    final void goOn() {
        wire.beforeWaiting(this::drained);
        try {
            listen();
        } finally {
            drained();
        }
    }

    private void listen() {
        long next = System.nanoTime();
        while (!ear.closed()) {
            long now = System.nanoTime();
            if (next - now <= 0) {
                if (ear.moved()) {
                    throw new JedisConnectionException("another server is to be heard now");
                }
                ask();
                next = beat.after(now);
            }
            if (wire.awaitReply((int) Math.max(1, Math.min(1_000, (next - now) / 1_000_000)))) {
                int heard = 0;
                do {
                    hear(wire.read());
                } while (++heard < STRETCH && wire.holdsMore() && !ear.closed());
                heardAt = System.nanoTime();
            } else if (silent()) {
                throw new JedisConnectionException(new SocketTimeoutException("no PONG"));
            }
        }
    }

    /** Puts a question on the wire; {@link #push} sends it. */
    final void ask(CommandArguments command, Answered then) {
        synchronized (questions) {
            questions.add(new Question(then, System.nanoTime()));
            wire.write(command);
        }
    }

    final void push() {
        synchronized (questions) {
            wire.push();
        }
    }

    /** How many answers are due. */
    final int due() {
        synchronized (questions) {
            return questions.size();
        }
    }

    /** What takes the next answer; null if none is due. */
    final @Nullable Answered next() {
        synchronized (questions) {
            Question first = questions.peek();
            return first == null ? null : first.then();
        }
    }

    /** Whether nothing at all came for too long, though something is due. Asked only when nothing is there to be read. */
    private boolean silent() {
        long now = System.nanoTime();
        long patience = Math.max(SHORTEST_SILENCE, 2 * beat.nanos());
        synchronized (questions) {
            Question first = questions.peek();
            return first != null && now - first.at() > patience && now - heardAt > patience;
        }
    }

    private void hear(Object said) {
        String kind = kind(said);
        if (kind.isEmpty() || !told(kind, (List<?>) said)) {
            answered(said);
        }
    }

    /** What a push, or with RESP2 a message, is; the answer to a ping may be of that form too. */
    private String kind(Object said) {
        if (!(said instanceof List<?> parts) || parts.isEmpty() || !(parts.get(0) instanceof byte[] word)) {
            return "";
        }
        if (!Arrays.equals(word, lastWord)) {
            lastWord = word;
            lastKind = new String(word, ISO_8859_1);
        }
        return lastKind;
    }

    private void answered(Object answer) {
        @Nullable Question question;
        synchronized (questions) {
            question = questions.poll();
        }
        if (question == null) {
            throw new JedisConnectionException("an answer to nothing");
        }
        question.then().by(answer, question.at());
    }
}
