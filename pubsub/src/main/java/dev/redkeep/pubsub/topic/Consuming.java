package dev.redkeep.pubsub.topic;

import dev.redkeep.core.client.KeyFeed;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.pubsub.topic.TopicScripts.Renewed;
import dev.redkeep.pubsub.topic.TopicScripts.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A consumer at work: one thread that talks to Redis, and the workers. */
final class Consuming<T> implements TopicConsumer {
    private static final String FROM_THE_START = "0-0";
    private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long GRACE_MILLIS = 500;

    private final GroupCalls calls;
    private final ConsumerOptions how;
    private final Handling<T> handling;
    private final TopicReport.Group report;
    private final Hands hands;
    private final Thread talking;
    private final List<Thread> workers = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private Optional<KeyFeed> bell = Optional.empty();

    /** Below: of the thread that talks. */
    private long lookAt = System.nanoTime();

    private long sweepAt = lookAt;
    private long renewAt = lookAt;
    private long pauseUntil = lookAt;
    private long pause = FIRST_PAUSE_NANOS;
    private String lookFrom = FROM_THE_START;
    /** Whether Redis may have given messages of which this consumer does not know. */
    private boolean doubtful = true;

    Consuming(GroupCalls calls, Codec<T> codec, TopicHandler<T> handler, TopicReport.Group report) {
        this.calls = calls;
        this.how = calls.how();
        this.report = report;
        this.hands = new Hands(how.capacity());
        this.handling = new Handling<>(calls, codec, handler, report, hands);
        this.talking = daemon(this::talk, "");
        for (int i = 1; i <= how.workers(); i++) {
            workers.add(daemon(this::work, "-" + i));
        }
    }

    private Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, "redkeep-topic-" + calls.group() + name);
        thread.setDaemon(true);
        return thread;
    }

    void start(Redis redis, Place place) {
        bell = Bell.of(redis, place, hands::ring);
        talking.start();
        workers.forEach(Thread::start);
    }

    private void talk() {
        while (!hands.stopped()) {
            try {
                hands.await(lookAt, renewAt, pauseUntil);
                if (!hands.stopped()) {
                    renew();
                    take();
                    pause = FIRST_PAUSE_NANOS;
                }
            } catch (InterruptedException toStop) {
                // which the loop sees; nobody else knows this thread
            } catch (RuntimeException | Error away) {
                report.unavailable(away);
                doubtful = true;
                pauseUntil = System.nanoTime() + pause;
                pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
            }
        }
    }

    private void renew() {
        if (System.nanoTime() - renewAt < 0 && !doubtful) {
            return;
        }
        List<EntryId> known = hands.known();
        if (doubtful || !known.isEmpty()) {
            Renewed renewed = calls.renew(Math.max(0, how.capacity() - hands.inHand()), known);
            hands.lost(renewed.lost());
            hands.take(renewed.unknown());
            doubtful = false;
        }
        renewAt = System.nanoTime() + how.takeOverAfter().toNanos() / 3;
    }

    private void take() {
        Hands.Round round = hands.round();
        boolean sweep = System.nanoTime() - sweepAt >= 0;
        Taken taken = calls.take(round.room(), sweep ? lookFrom : "", round.done());
        if (taken.madeAgain()) {
            report.madeAgain();
        }
        hands.took(round, taken.gaps(), taken.given());
        long now = System.nanoTime();
        lookFrom = sweep ? taken.lookOn() : lookFrom;
        if (sweep && lookFrom.equals(FROM_THE_START)) {
            sweepAt = now + how.takeOverAfter().toNanos() / 3;
        }
        long due = taken.dueIn() < 0 ? Long.MAX_VALUE : taken.dueIn();
        lookAt = now
                + Math.min(
                        how.poll().toNanos(),
                        Duration.ofMillis(Math.min(due, 3_600_000)).toNanos());
    }

    private void work() {
        while (!hands.stopped()) {
            try {
                Hands.Item item = hands.next();
                if (item != null) {
                    handling.handle(item);
                }
            } catch (InterruptedException byTheHandlerOrTheClose) {
                // nobody else knows this thread: if it is to stop, the loop sees it
            } catch (RuntimeException | Error fault) {
                report.unavailable(fault); // of this library: what it held is renewed no more, and taken over
            }
        }
    }

    @Override
    public ConsumerStats stats() {
        return handling.stats();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        hands.stop();
        bell.ifPresent(KeyFeed::close);
        join(Math.max(GRACE_MILLIS, how.closeWithin().toMillis()));
        workers.stream().filter(worker -> worker != Thread.currentThread()).forEach(Thread::interrupt);
        join(GRACE_MILLIS);
        try {
            calls.take(0, "", hands.round().done());
            calls.leave(hands.untouched());
        } catch (RuntimeException away) {
            report.unavailable(away); // what it held is taken over in time
        }
    }

    /** Until its threads have ended, but the caller's. */
    private void join(long millis) {
        long until = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        try {
            join(talking, until);
            for (Thread worker : workers) {
                join(worker, until);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread, long until) throws InterruptedException {
        long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
        if (left > 0 && thread != Thread.currentThread()) {
            thread.join(left);
        }
    }
}
