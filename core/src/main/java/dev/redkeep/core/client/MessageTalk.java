package dev.redkeep.core.client;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * What a feed of messages says on one connection: it asks for what is wanted, so much at a time that the answers always find room,
 * and whether nothing is missing. What is asked for is guarded by the hub; messages take no lock.
 */
final class MessageTalk extends Conversation {
    private static final int MOST_REQUESTS = 128;
    private static final int MOST_BEATS = 16;

    private final FeedEar ear;
    private final MessageHub hub;
    private final MessageHome home;
    /** Those of which it is to be seen whether the server must be asked. */
    private final ArrayDeque<Wish> changed = new ArrayDeque<>();

    /** The last request for each. */
    private final Map<Wish, Request> asked = new HashMap<>();
    /** Those that the server refused, to be asked for again with the next beat. */
    private final List<Wish> refused = new ArrayList<>();

    private int requests;
    private int beats;
    private Instant synced = Instant.MIN;
    /** Of a message, and most often of the next one too. */
    private Channels.Name lastName = new Channels.Name(Channels.Kind.CHANNEL, new byte[0]);

    MessageTalk(FeedWire wire, FeedEar ear, MessageHub hub, MessageHome home) {
        super(wire, ear, hub.beat());
        this.ear = ear;
        this.hub = hub;
        this.home = home;
    }

    /** A request for a wish, or for its end. */
    private final class Request implements Answered {
        private final Wish wish;
        private final boolean on;

        Request(Wish wish, boolean on) {
            this.wish = wish;
            this.on = on;
        }

        boolean confirmed(String word, Object name) {
            Channels.Name asked = wish.name();
            return asked.kind().confirms(on, word)
                    && name instanceof byte[] bytes
                    && Arrays.equals(asked.bytes(), bytes);
        }

        @Override
        public void by(Object answer, long askedNanos) {
            Runnable news = () -> {};
            synchronized (hub) {
                requests--;
                if (answer instanceof JedisDataException refusal) {
                    asked.remove(wish, this);
                    news = hub.refused(wish, refusal);
                    if (home.wants(wish)) {
                        refused.add(wish);
                    }
                } else if (asked.get(wish) == this && home.wants(wish)) {
                    news = hub.confirmed(wish);
                }
                send();
            }
            news.run();
        }
    }

    /** When the last question was asked that was answered. */
    Instant synced() {
        return synced;
    }

    /** A wish has come or gone; {@link #send} asks for it. */
    void change(Wish wish) {
        changed.add(wish);
    }

    void send() {
        boolean something = false;
        while (requests < MOST_REQUESTS && !changed.isEmpty()) {
            Wish wish = changed.remove();
            boolean on = home.wants(wish);
            if (on != asked.containsKey(wish)) {
                request(wish, on);
                something = true;
            }
        }
        if (something) {
            push();
        }
    }

    private void request(Wish wish, boolean on) {
        Request request = new Request(wish, on);
        if (on) {
            asked.put(wish, request);
        } else {
            asked.remove(wish);
        }
        requests++;
        Channels.Name name = wish.name();
        ask(new CommandArguments(name.kind().command(on)).add(name.bytes()), request);
    }

    @Override
    void ask() {
        hub.homes().settle(home);
        synchronized (hub) {
            changed.addAll(refused);
            refused.clear();
            send();
            if (beats >= MOST_BEATS) {
                return;
            }
            beats++;
            Instant now = Instant.now();
            ask(new CommandArguments(Command.PING), (answer, asked) -> ponged(answer, now));
        }
        push();
    }

    private void ponged(Object answer, Instant now) {
        synchronized (hub) {
            beats--;
            if (!(answer instanceof JedisDataException)) {
                synced = now;
                home.answered();
                ear.answered();
            }
        }
    }

    @Override
    void drained() {
        hub.drained();
    }

    @Override
    boolean told(String kind, List<?> said) {
        switch (kind) {
            case "message" -> heard(Channels.Kind.CHANNEL, bytes(said, 1), bytes(said, 1), bytes(said, 2));
            case "pmessage" -> heard(Channels.Kind.PATTERN, bytes(said, 1), bytes(said, 2), bytes(said, 3));
            case "smessage" -> heard(Channels.Kind.SHARDED, bytes(said, 1), bytes(said, 1), bytes(said, 2));
            case "subscribe", "psubscribe", "ssubscribe", "unsubscribe", "punsubscribe", "sunsubscribe" -> {
                return !confirmed(kind, said.get(1));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void heard(Channels.Kind kind, byte[] name, byte[] channel, byte[] payload) {
        if (!lastName.is(kind, name)) {
            lastName = new Channels.Name(kind, name.clone()); // those are the listener's
        }
        hub.message(home, lastName, channel, payload);
    }

    /** Whether that answers what was asked. What no one asked for is the end of a shard channel whose slot moves. */
    private boolean confirmed(String word, Object name) {
        if (next() instanceof Request request && request.confirmed(word, name)) {
            return true;
        }
        if (!word.equals("sunsubscribe") || !(name instanceof byte[] bytes)) {
            throw new JedisConnectionException("an answer to nothing");
        }
        hub.moved(home, new Channels.Name(Channels.Kind.SHARDED, bytes));
        return false;
    }

    /** The server ended it by itself. */
    void ended(Wish wish) {
        if (asked.remove(wish) != null) {
            wish.lost(synced);
            refused.add(wish);
        }
    }

    private static byte[] bytes(List<?> said, int at) {
        return (byte[]) said.get(at);
    }
}
