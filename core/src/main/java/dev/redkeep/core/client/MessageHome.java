package dev.redkeep.core.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** What is to be heard from one server, whichever connection there is. Guarded by its hub. */
final class MessageHome implements Hearer {
    private final MessageHub hub;
    private final FeedEar ear;
    private final Set<Wish> wishes = new LinkedHashSet<>();
    private @Nullable MessageTalk talk;
    private @Nullable Throwable broken;

    MessageHome(MessageHub hub, FeedEar.Target target) {
        this.hub = hub;
        this.ear = new FeedEar(this, target);
    }

    FeedEar ear() {
        return ear;
    }

    void want(Wish wish) {
        wish.home = this;
        wishes.add(wish);
        change(wish);
    }

    void leave(Wish wish) {
        wish.home = null;
        wishes.remove(wish);
        if (talk != null) {
            wish.lost(talk.synced());
        }
        change(wish);
    }

    private void change(Wish wish) {
        if (talk != null) {
            talk.change(wish);
            try {
                talk.send();
            } catch (JedisConnectionException seenByTheEar) {
                // Which connects anew, and asks for all that is wanted then.
            }
        }
    }

    boolean wants(Wish wish) {
        return wishes.contains(wish);
    }

    List<Wish> wishes() {
        return new ArrayList<>(wishes);
    }

    /** Why the server is not heard; null if it is, or was not tried yet. */
    @Nullable
    Throwable broken() {
        return broken;
    }

    @Override
    public Class<?> feed() {
        return MessageFeed.class;
    }

    @Override
    public FeedWire connect(HostAndPort node) {
        return hub.connect(node);
    }

    @Override
    public Conversation converse(FeedWire wire, FeedEar hearing) {
        synchronized (hub) {
            MessageTalk begun = new MessageTalk(wire, hearing, hub, this);
            talk = begun;
            wishes.forEach(begun::change);
            begun.send();
            return begun;
        }
    }

    @Override
    public void unheard(FeedEar hearing) {
        synchronized (hub) {
            Instant synced = talk == null ? Instant.MIN : talk.synced();
            talk = null;
            wishes.forEach(wish -> wish.lost(synced));
        }
    }

    @Override
    public void lost(FeedEar hearing, Throwable reason) {
        synchronized (hub) {
            broken = reason;
        }
        hub.homes().refresh();
        hub.homes().settle(this);
    }

    /** The server ended something by itself. */
    void ended(Wish wish) {
        if (talk != null) {
            talk.ended(wish);
        }
    }

    void answered() {
        broken = null;
    }
}
