package dev.redkeep.pubsub.topic;

import dev.redkeep.core.client.KeyFeed;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.pubsub.topic.Hands.GapState;
import dev.redkeep.pubsub.topic.TopicScripts.Given;
import dev.redkeep.pubsub.topic.TopicScripts.Renewed;
import dev.redkeep.pubsub.topic.TopicScripts.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A consumer at work: one thread that talks to Redis, and the workers. */
final class Consuming<T> implements TopicConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(DurableTopic.class);
    private static final String FROM_THE_START = "0-0";
    private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long GRACE_NANOS = Duration.ofMillis(500).toNanos();

    private final GroupCalls calls;
    private final ConsumerOptions how;
    private final Handling<T> handling;
    private final TopicReport.Group report;
    private final Hands hands;
    private final Thread talking;
    private final Crew<T> crew;
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
    /** Whether what it holds without knowing is of a process that ended. */
    private boolean anew = true;
    /** Whether Redis may have given gaps of which this consumer does not know. */
    private boolean inDoubt = true;

    Consuming(GroupCalls calls, Codec<T> codec, TopicHandler<T> handler, TopicReport.Group report) {
        this.calls = calls;
        this.how = calls.how();
        this.report = report;
        this.hands = new Hands(how.capacity());
        this.handling = new Handling<>(calls, codec, handler, report, hands);
        this.talking = Crew.thread(this::talk, calls.group());
        this.crew = new Crew<>(calls.group(), how.workers(), hands, handling);
    }

    void start(Redis redis, Place place) {
        bell = Bell.of(redis, place, hands::ring);
        talking.start();
        crew.start();
    }

    private void talk() {
        while (!hands.stopped()) {
            try {
                hands.await(lookAt, renewAt, pauseUntil);
                if (!hands.stopped()) {
                    round();
                }
            } catch (InterruptedException toStop) {
                // which the loop sees; nobody else knows this thread
            } catch (Throwable fault) { // of a listener
                LOG.error("A consumer of {} goes on though this failed", calls.group(), fault);
            }
        }
    }

    private void round() {
        try {
            renew();
            take();
            pause = FIRST_PAUSE_NANOS;
            report.available();
            if (doubtful && (!anew || hands.inHand() < how.workers())) {
                hands.ring(); // last, since to take forgets what rang before
            }
        } catch (RuntimeException | Error away) {
            doubtful = true;
            inDoubt = true;
            long now = System.nanoTime();
            lookAt = now;
            renewAt = now;
            pauseUntil = now + pause;
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
            if (!(away instanceof RuntimeException failure)) {
                throw away;
            }
            report.unavailable(failure);
        }
    }

    private void renew() {
        if (System.nanoTime() - renewAt < 0 && !doubtful) {
            return;
        }
        List<EntryId> known = hands.known();
        if (doubtful || !known.isEmpty()) {
            int room = Math.max(0, (anew ? how.workers() : how.capacity()) - hands.inHand());
            Renewed renewed = calls.renew(room, anew, known);
            hands.lost(renewed.lost());
            hands.take(renewed.unknown());
            doubtful = renewed.unknown().size() >= room; // then there may be more
            anew &= doubtful;
        }
        renewAt = System.nanoTime() + third();
    }

    private void take() {
        Hands.Round round = hands.round();
        int room = anew ? 0 : round.room(); // what it held before comes first
        int mostLeftBehind = Math.max(0, Math.min(room, how.workers() - round.repeated()));
        boolean sweep = mostLeftBehind > 0 && System.nanoTime() - sweepAt >= 0;
        GapState gaps = inDoubt ? GapState.IN_DOUBT : round.gaps();
        Taken taken = calls.take(room, mostLeftBehind, sweep ? lookFrom : "", gaps, round.done());
        inDoubt = false;
        if (taken.madeAgain()) {
            report.madeAgain();
        }
        hands.took(round, taken.gaps(), taken.given());
        long now = System.nanoTime();
        lookFrom = sweep ? taken.lookOn() : lookFrom;
        if (sweep && lookFrom.equals(FROM_THE_START)) {
            sweepAt = now + third();
        } else if (sweep) {
            hands.ring(); // there is more to look through
        }
        boolean full = taken.given().size() >= room; // what else is due comes when there is room again
        long due = full || taken.dueIn() < 0 ? Long.MAX_VALUE : taken.dueIn();
        lookAt = now
                + Math.min(
                        how.poll().toNanos(),
                        Duration.ofMillis(Math.min(due, 3_600_000)).toNanos());
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
        List<Given> untouched = new ArrayList<>(hands.stop());
        bell.ifPresent(KeyFeed::close);
        long until = System.nanoTime() + Math.max(GRACE_NANOS, how.closeWithin().toNanos());
        Crew.join(List.of(talking), until);
        untouched.addAll(hands.stop()); // what came on the way
        report.trying(() -> calls.leave(untouched));
        while (!crew.join(Math.min(until, System.nanoTime() + third())) && until - System.nanoTime() > 0) {
            report.trying(() -> calls.renew(0, false, hands.known()));
        }
        hands.interrupt();
        crew.interrupt();
        crew.join(System.nanoTime() + GRACE_NANOS);
        for (Hands.Item gap = hands.nextGap(); gap != null; gap = hands.nextGap()) {
            handling.handle(gap);
        }
        List<Given> interrupted = hands.interrupted(); // whoever is through from now on says so himself
        report.trying(() -> {
            Hands.Round round = hands.round();
            calls.take(0, round.gaps(), round.done());
            calls.leave(interrupted);
        });
    }

    private long third() {
        return how.takeOverAfter().toNanos() / 3;
    }
}
