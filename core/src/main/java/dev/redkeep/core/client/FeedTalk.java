package dev.redkeep.core.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** What a feed of keys says on one connection: it asks after the primaries of a Cluster, and whether nothing is missing. */
final class FeedTalk extends Conversation {
    /** A server that has so many questions to answer is asked no more. */
    private static final int MOST_QUESTIONS = 32;

    private final FeedEar ear;
    private final Feed feed;
    private final ClusterView view;
    /** Whether this beat's answers tell of all nodes that can have this one's keys. */
    private boolean complete;

    FeedTalk(FeedWire wire, FeedEar ear, Feed feed) {
        super(wire, ear, feed.beat());
        this.ear = ear;
        this.feed = feed;
        this.view = new ClusterView(ear.node());
    }

    @Override
    void ask() {
        if (due() >= MOST_QUESTIONS) {
            return;
        }
        if (feed.ofPrimaries()) {
            ask(new CommandArguments(Command.CLUSTER).add("INFO"), (answer, asked) -> view.dated(answer));
            ask(new CommandArguments(Command.CLUSTER).add("SLOTS"), (answer, asked) -> named(answer));
            if (view.others()) {
                ask(new CommandArguments(Command.CLUSTER).add("NODES"), (answer, asked) -> listed(answer));
            }
        }
        ask(new CommandArguments(Command.PING), this::ponged);
        push();
    }

    @Override
    boolean told(String kind, List<?> said) {
        switch (kind) {
            case "invalidate" -> invalidated(said.get(1));
            case "message" -> feed.sync().changed((byte[]) said.get(2));
            case "subscribe" -> {}
            default -> {
                return false;
            }
        }
        return true;
    }

    private void invalidated(@Nullable Object keys) {
        if (keys instanceof List<?> changed) {
            changed.forEach(key -> feed.sync().changed((byte[]) key));
        } else {
            feed.sync().allChanged();
        }
    }

    private void named(Object answer) {
        view.named(answer);
        feed.primaries(view.epoch(), view.primaries());
        complete = !view.others();
        if (complete) {
            feed.moving(ear, view.targets());
        }
    }

    private void listed(Object answer) {
        view.listed(answer);
        feed.moving(ear, view.targets());
        complete = true;
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
