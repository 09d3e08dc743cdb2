package dev.redkeep.core.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The conversation on one connection of a feed: hands on what the server tells, and asks it at each beat. Answers come behind
 * what was told before, so that an answer means that nothing is missing up to its question. Only the connection's thread
 * uses it.
 */
final class FeedTalk {
    private enum Asked {
        EPOCH,
        PRIMARIES,
        NODES,
        PING
    }

    private record Question(Asked what, long at) {}

    /** A server that has so many questions to answer is asked no more. */
    private static final int MOST_QUESTIONS = 32;

    private static final long SHORTEST_SILENCE = Duration.ofSeconds(2).toNanos();

    private final FeedWire wire;
    private final FeedEar ear;
    private final Feed feed;
    private final ArrayDeque<Question> questions = new ArrayDeque<>();
    private final ClusterView view;
    private long heardAt = System.nanoTime();
    /** Whether this beat's answers tell of all nodes that can have this one's keys. */
    private boolean complete;

    FeedTalk(FeedWire wire, FeedEar ear, Feed feed) {
        this.wire = wire;
        this.ear = ear;
        this.feed = feed;
        this.view = new ClusterView(ear.node());
    }

    /** Goes on until the ear is closed or the connection breaks, which is thrown. */
    void goOn() {
        long beat = System.nanoTime();
        while (!ear.closed()) {
            long now = System.nanoTime();
            if (beat - now <= 0) {
                ask();
                beat = feed.nextBeat(now);
            }
            if (wire.awaitReply((int) Math.max(1, Math.min(1_000, (beat - now) / 1_000_000)))) {
                hear(wire.read());
                heardAt = System.nanoTime();
            } else if (silent()) {
                throw new JedisConnectionException(new SocketTimeoutException("no PONG"));
            }
        }
    }

    private void ask() {
        if (ear.moved()) {
            throw new JedisConnectionException("another server is to be heard now");
        }
        if (questions.size() < MOST_QUESTIONS) {
            if (feed.ofPrimaries()) {
                ask(Asked.EPOCH, new CommandArguments(Command.CLUSTER).add("INFO"));
                ask(Asked.PRIMARIES, new CommandArguments(Command.CLUSTER).add("SLOTS"));
                if (view.others()) {
                    ask(Asked.NODES, new CommandArguments(Command.CLUSTER).add("NODES"));
                }
            }
            ask(Asked.PING, new CommandArguments(Command.PING));
            wire.push();
        }
    }

    private void ask(Asked what, CommandArguments command) {
        questions.add(new Question(what, System.nanoTime()));
        wire.write(command);
    }

    /** Whether nothing at all came for too long, though something is due. Asked only when nothing is there to be read. */
    private boolean silent() {
        Question first = questions.peek();
        long patience = Math.max(SHORTEST_SILENCE, 2 * feed.beatNanos());
        long now = System.nanoTime();
        return first != null && now - first.at() > patience && now - heardAt > patience;
    }

    private void hear(Object said) {
        switch (kind(said)) {
            case "invalidate" -> invalidated(((List<?>) said).get(1));
            case "message" -> feed.sync().changed((byte[]) ((List<?>) said).get(2));
            case "subscribe" -> {}
            default -> answered(said);
        }
    }

    /** What a push, or with RESP2 a message, is; the answer to a ping may be of that form too. */
    private static String kind(Object said) {
        return said instanceof List<?> parts && !parts.isEmpty() && parts.get(0) instanceof byte[] word
                ? new String(word, ISO_8859_1)
                : "";
    }

    private void invalidated(@Nullable Object keys) {
        if (keys instanceof List<?> changed) {
            changed.forEach(key -> feed.sync().changed((byte[]) key));
        } else {
            feed.sync().allChanged();
        }
    }

    private void answered(Object answer) {
        Question question = questions.poll();
        if (question == null) {
            throw new JedisConnectionException("an answer to nothing");
        }
        switch (question.what()) {
            case EPOCH -> view.dated(answer);
            case PRIMARIES -> {
                view.named(answer);
                feed.primaries(view.epoch(), view.primaries());
                complete = !view.others();
                if (complete) {
                    feed.moving(ear, view.targets());
                }
            }
            case NODES -> {
                view.listed(answer);
                feed.moving(ear, view.targets());
                complete = true;
            }
            case PING -> ponged(answer, question.at());
        }
    }

    /**
     * A node that names no primaries may have missed a failover, and with it changes. One of whose nodes not all are known is asked for
     * the others with the next beat, and may have let a slot go to one of them.
     */
    private void ponged(Object answer, long asked) {
        if (!(answer instanceof JedisDataException)) {
            ear.answered();
            if (!feed.ofPrimaries() || (complete && !view.primaries().isEmpty())) {
                feed.sync().synced(ear, asked);
            }
        }
    }
}
