package dev.redkeep.pubsub.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.codec.UnreadableDataException;
import dev.redkeep.pubsub.topic.TopicScripts.Given;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What becomes of a message: handled, tried again, or given up. */
final class Handling<T> {
    private static final int LONGEST_ERROR = 500;

    private final GroupCalls calls;
    private final Codec<T> codec;
    private final TopicHandler<T> handler;
    private final TopicReport.Group report;
    private final Hands hands;
    private final LongAdder taken = new LongAdder();
    private final LongAdder handled = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder dead = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder gaps = new LongAdder();

    Handling(GroupCalls calls, Codec<T> codec, TopicHandler<T> handler, TopicReport.Group report, Hands hands) {
        this.calls = calls;
        this.codec = codec;
        this.handler = handler;
        this.report = report;
        this.hands = hands;
    }

    void handle(Hands.Item item) {
        TopicGap gap = item.gap();
        Given given = item.given();
        if (gap != null) {
            tell(gap);
        }
        if (given != null) {
            handle(given);
        }
    }

    private void handle(Given given) {
        taken.increment();
        if (given.tries() > 1) {
            repeated.increment();
        }
        Optional<Throwable> failure = failure(given, given.entry());
        if (failure.isEmpty()) {
            hands.handled(given);
            return;
        }
        hands.fails(given);
        try {
            fail(given, failure.get());
        } finally {
            hands.failed(given);
        }
    }

    /** Why it is not handled; empty if it is, or is not to be. */
    private Optional<Throwable> failure(Given given, @Nullable Entry entry) {
        if (entry == null) {
            tell(missing(given.id()));
            return Optional.empty();
        } else if (entry.only() != null && !entry.only().equals(calls.group())) {
            return Optional.empty(); // replayed for another group
        } else if (given.tries() > calls.how().attempts()) {
            return Optional.of(new IllegalStateException("its consumers ended while they handled it"));
        }
        try {
            handler.message(entry.message(codec, given.tries()));
            handled.increment();
            return Optional.empty();
        } catch (Throwable failure) {
            return Optional.of(failure);
        }
    }

    /** If Redis cannot be told either, the message is left behind, and taken over in time. */
    private void fail(Given given, Throwable failure) {
        EntryId id = given.id();
        boolean last = given.tries() >= calls.how().attempts() || failure instanceof UnreadableDataException;
        try {
            switch (calls.fail(id, given.tries(), last ? -1 : delayMillis(given.tries()), error(failure))) {
                case DONE -> {
                    (last ? dead : retried).increment();
                    if (last) {
                        report.dead(id, given.tries(), failure);
                    } else {
                        report.retry(id, given.tries(), failure);
                    }
                }
                case GONE -> tell(missing(id));
                case LEFT_TO_ANOTHER -> {}
            }
        } catch (RuntimeException away) {
            report.unavailable(away);
        }
    }

    private static TopicGap missing(EntryId id) {
        EntryId before = id.number() == 0 ? id : new EntryId(id.millis(), id.number() - 1);
        return new TopicGap(before, new EntryId(id.millis(), id.number() + 1), OptionalLong.of(1));
    }

    private void tell(TopicGap gap) {
        gaps.increment();
        report.gap(gap);
        try {
            handler.gap(gap);
        } catch (RuntimeException fault) {
            report.faulted(fault);
        }
    }

    /** Twice as long for each try, a fifth more or less, so that what failed together is not tried together. */
    private long delayMillis(int tries) {
        double longest = millis(calls.how().longestDelay());
        double wait = Math.min(millis(calls.how().firstDelay()) * Math.pow(2, tries - 1.0), longest);
        return Math.round(Math.ceil(wait * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
    }

    private static double millis(Duration time) {
        return (double) time.toMillis();
    }

    private static String error(Throwable failure) {
        String text = failure.toString();
        String cut = text.length() > LONGEST_ERROR ? text.substring(0, LONGEST_ERROR) : text;
        return new String(cut.getBytes(UTF_8), UTF_8);
    }

    ConsumerStats stats() {
        return new ConsumerStats(
                taken.sum(), handled.sum(), retried.sum(), dead.sum(), repeated.sum(), gaps.sum(), hands.inHand());
    }
}
