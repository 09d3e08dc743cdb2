package dev.redkeep.core.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The lanes to one server. A caller keeps to one, so that batches grow, unless that is taken and another is free. A server that
 * one of them reached is there for all.
 */
final class NodeLanes implements AutoCloseable {
    private final List<Lane> lanes = new ArrayList<>();

    NodeLanes(String node, int count, Supplier<LaneWire> connector, long stallNanos) {
        Backoff backoff = new Backoff();
        for (int i = 0; i < count; i++) {
            lanes.add(new Lane("redkeep-lane-" + node + "-" + i, connector, backoff, stallNanos));
        }
    }

    void open() {
        lanes.forEach(Lane::open);
    }

    /** A second try stays on the lane that broke, since its connection is new then: that of another may be as old. */
    @Nullable
    Object execute(CommandArguments arguments, boolean asking, long deadline, Again again) {
        Lane lane = pick();
        try {
            return send(lane, arguments, asking, deadline);
        } catch (JedisConnectionException broke) {
            if (!again.after(broke, deadline)) {
                throw broke;
            }
            try {
                Object reply = send(lane, arguments, asking, deadline);
                Again.note(broke, reply);
                return reply;
            } catch (NotSentException | JedisConnectionException second) {
                throw Again.failure(broke, second);
            }
        }
    }

    private static @Nullable Object send(Lane lane, CommandArguments arguments, boolean asking, long deadline) {
        LaneCall call = LaneCall.blocking(arguments, asking, deadline);
        lane.submit(call);
        return lane.await(call);
    }

    /**
     * Sends commands behind each other on one lane, as many at a time as a leader writes at once, so that others have their
     * turn; for each the reply, or the exception that took its place.
     */
    List<Object> executeAll(List<CommandArguments> batch, long deadline) {
        Lane lane = pick();
        List<Object> replies = new ArrayList<>(batch.size());
        for (int from = 0; from < batch.size(); from += LaneStream.MAX_BATCH) {
            int to = Math.min(batch.size(), from + LaneStream.MAX_BATCH);
            List<CommandArguments> part = batch.subList(from, to);
            replies.addAll(Again.batch(
                    part,
                    Again::of,
                    together(lane, part, deadline),
                    deadline,
                    broken -> together(lane, broken, deadline)));
        }
        return replies;
    }

    private static List<Object> together(Lane lane, List<CommandArguments> part, long deadline) {
        List<LaneCall> calls = new ArrayList<>(part.size());
        List<Object> replies = new ArrayList<>(part.size());
        try {
            NotSentException refused = enqueue(lane, part, deadline, calls);
            calls.forEach(call -> replies.add(outcome(lane, call)));
            if (refused != null) {
                replies.addAll(Collections.nCopies(part.size() - calls.size(), refused));
            }
            return replies;
        } catch (Error fatal) {
            calls.forEach(lane::abandon);
            throw fatal;
        }
    }

    /** Adds what it enqueued to the calls; gives what stopped it, or null. */
    private static @Nullable NotSentException enqueue(
            Lane lane, List<CommandArguments> part, long deadline, List<LaneCall> calls) {
        try {
            for (CommandArguments arguments : part) {
                LaneCall call = LaneCall.blocking(arguments, false, deadline);
                lane.enqueue(call);
                calls.add(call);
            }
            return null;
        } catch (NotSentException refusal) {
            return refusal;
        }
    }

    private static Object outcome(Lane lane, LaneCall call) {
        try {
            Object reply = lane.await(call);
            return reply instanceof JedisDataException refusal ? refusal : new Loan.Raw(reply);
        } catch (RuntimeException failure) {
            return failure;
        }
    }

    Lane pick() {
        Lane own = lanes.get((int) (Thread.currentThread().getId() % lanes.size()));
        if (!own.idle()) {
            for (Lane other : lanes) {
                if (other.idle()) {
                    return other;
                }
            }
        }
        return own;
    }

    /** The lanes as connections: each in use while it is led. */
    static PoolFigures figures(Collection<NodeLanes> nodes) {
        List<Lane> all = nodes.stream().flatMap(node -> node.lanes.stream()).toList();
        int active = (int) all.stream().filter(lane -> !lane.idle()).count();
        int waiting = all.stream().mapToInt(Lane::waiting).sum();
        return new PoolFigures(all.size(), active, all.size() - active, waiting);
    }

    boolean idle() {
        return lanes.stream().allMatch(Lane::idle);
    }

    void look() {
        lanes.forEach(Lane::look);
    }

    @Override
    public void close() {
        lanes.forEach(Lane::close);
    }
}
