package dev.redkeep.core.client;

import dev.redkeep.core.key.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * Reads many strings by MGET. One command takes the keys of one slot on a Cluster, which allows no others, and never so many
 * that the server serves nobody else meanwhile; all commands go together.
 */
final class ManyReads {
    static final int MOST_KEYS = 1_000;

    private final Transport transport;
    private final List<Key> keys;
    private final List<Outcome<byte[]>> outcomes;

    private ManyReads(Transport transport, List<Key> keys) {
        this.transport = transport;
        this.keys = keys;
        this.outcomes = new ArrayList<>(keys.size());
        keys.forEach(key -> outcomes.add(Outcome.of(null)));
    }

    /** What became of each key. */
    static List<Outcome<byte[]>> of(Transport transport, String operation, List<Key> keys, long deadline) {
        List<Outcome<byte[]>> outcomes = !transport.cluster() && keys.size() <= MOST_KEYS
                ? atOnce(transport, keys, deadline)
                : inParts(transport, keys, deadline);
        for (int i = 0; i < keys.size(); i++) {
            Outcome<byte[]> outcome = outcomes.get(i);
            if (outcome.failure().isPresent()) {
                outcomes.set(i, outcome.mapFailure(sending(operation, keys.get(i))::of));
            }
        }
        return outcomes;
    }

    /** By one command, which is what most reads are: it has no parts to be kept apart. */
    private static List<Outcome<byte[]>> atOnce(Transport transport, List<Key> keys, long deadline) {
        byte[][] names = new byte[keys.size()][];
        for (int i = 0; i < names.length; i++) {
            names[i] = keys.get(i).bytes();
        }
        List<Outcome<byte[]>> outcomes = new ArrayList<>(names.length);
        try {
            for (byte[] value : transport.execute(transport.commands().mget(names), deadline)) {
                outcomes.add(Outcome.of(value));
            }
        } catch (RuntimeException failure) {
            outcomes.addAll(Collections.nCopies(names.length, Outcome.failed(failure)));
        }
        return outcomes;
    }

    private static List<Outcome<byte[]>> inParts(Transport transport, List<Key> keys, long deadline) {
        ManyReads reads = new ManyReads(transport, keys);
        reads.oneByOne(reads.together(deadline), deadline);
        return reads.outcomes;
    }

    /** What the operation is, as far as one key is concerned. */
    static Translation sending(String operation, Key key) {
        return Translation.sending(operation, key, new CommandArguments(Command.MGET).key(key.bytes()));
    }

    /** Gives the keys of slots that are just moving: no node has all of them, so that none answers an MGET. */
    private List<Integer> together(long deadline) {
        List<List<Integer>> parts = parts();
        List<CommandObject<List<byte[]>>> commands = new ArrayList<>(parts.size());
        for (List<Integer> part : parts) {
            commands.add(
                    transport.commands().mget(part.stream().map(this::bytes).toArray(byte[][]::new)));
        }
        List<Outcome<List<byte[]>>> replies = transport.executeAll(commands, deadline);
        List<Integer> torn = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Outcome<List<byte[]>> reply = replies.get(i);
            if (parts.get(i).size() > 1 && answered(reply, RoutedTransport.TORN)) {
                torn.addAll(parts.get(i));
            } else {
                note(parts.get(i), reply);
            }
        }
        return torn;
    }

    private void note(List<Integer> part, Outcome<List<byte[]>> reply) {
        RuntimeException failure = reply.failure().orElse(null);
        List<byte[]> values = failure == null ? reply.get().orElseThrow() : List.of();
        for (int i = 0; i < part.size(); i++) {
            outcomes.set(part.get(i), failure == null ? Outcome.of(values.get(i)) : Outcome.failed(failure));
        }
    }

    /** A GET is redirected to where its key is by now; what is no string counts as nil, as it does for MGET. */
    private void oneByOne(List<Integer> torn, long deadline) {
        if (torn.isEmpty()) {
            return;
        }
        List<Outcome<byte[]>> replies = transport.executeAll(
                torn.stream().map(i -> transport.commands().get(bytes(i))).toList(), deadline);
        for (int i = 0; i < torn.size(); i++) {
            Outcome<byte[]> reply = replies.get(i);
            outcomes.set(
                    torn.get(i),
                    answered(reply, message -> message.startsWith("WRONGTYPE")) ? Outcome.of(null) : reply);
        }
    }

    private static boolean answered(Outcome<?> reply, Predicate<String> error) {
        return reply.failure()
                .map(failure -> String.valueOf(failure.getMessage()))
                .filter(error)
                .isPresent();
    }

    private byte[] bytes(int index) {
        return keys.get(index).bytes();
    }

    /** The keys' places, as they go into one command each. */
    private List<List<Integer>> parts() {
        List<Integer> all = IntStream.range(0, keys.size()).boxed().toList();
        if (!transport.cluster()) {
            return chunks(List.of(all));
        }
        Map<Integer, List<Integer>> bySlot = new LinkedHashMap<>();
        all.forEach(i -> bySlot.computeIfAbsent(JedisClusterCRC16.getSlot(bytes(i)), slot -> new ArrayList<>())
                .add(i));
        return chunks(bySlot.values());
    }

    private static List<List<Integer>> chunks(Collection<List<Integer>> groups) {
        List<List<Integer>> chunks = new ArrayList<>();
        for (List<Integer> group : groups) {
            for (int from = 0; from < group.size(); from += MOST_KEYS) {
                chunks.add(group.subList(from, Math.min(group.size(), from + MOST_KEYS)));
            }
        }
        return chunks;
    }
}
