package dev.redkeep.pubsub.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.codec.UnreadableDataException;
import dev.redkeep.pubsub.topic.TopicScripts.Given;
import java.time.Duration;
import java.util.List;
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
        if (gap != null) {
            try {
                tell(gap);
            } finally {
                hands.told();
            }
        }
        Given given = item.given();
        if (given != null) {
            taken.increment();
            if (given.tries() > 1) {
                repeated.increment();
            }
            failure(given, given.entry()).ifPresentOrElse(thrown -> failed(given, thrown), () -> done(given));
        }
    }

    /** Why it is not handled; empty if it is, or is not to be. */
    private Optional<Throwable> failure(Given given, @Nullable Entry entry) {
        if (entry == null) {
            tell(missing(given.id()));
            return Optional.empty();
        } else if (!entry.isFor(calls.group())) {
            return Optional.empty(); // replayed for another group
        } else if (given.tries() > calls.how().attempts()) {
            return Optional.of(new IllegalStateException("it was held by consumers that ended"));
        }
        try {
            handler.message(entry.message(codec, given.tries()));
            handled.increment();
            return Optional.empty();
        } catch (Throwable failure) {
            return Optional.of(failure);
        }
    }

    private void done(Given given) {
        if (!hands.handled(given)) {
            boolean unused = Thread.interrupted(); // by the close, and it did not listen
            report.trying(() -> calls.take(0, Hands.GapState.NOT_TOLD_YET, List.of(given.id())));
        }
    }

    private void failed(Given given, Throwable failure) {
        boolean unused = Thread.interrupted(); // by the handler, perhaps: Redis is to be told nevertheless
        if (!hands.fails(given)) {
            if (hands.isOver()) {
                report.trying(() -> calls.leave(List.of(given)));
            }
            return;
        }
        try {
            report.trying(() -> fail(given, failure));
        } finally {
            hands.failed(given);
        }
    }

    private void fail(Given given, Throwable failure) {
        EntryId id = given.id();
        int tries = Math.min(given.tries(), calls.how().attempts()); // if more, this time it was not begun
        boolean last =
                tries >= calls.how().attempts() || failure instanceof UnreadableDataException; // it never will be
        switch (calls.fail(id, tries, last ? -1 : delayMillis(tries), error(failure))) {
            case DONE -> {
                if (last) {
                    dead.increment();
                    report.dead(id, tries, failure);
                } else {
                    retried.increment();
                    report.retry(id, tries, failure);
                }
            }
            case GONE -> {
                tell(missing(id));
                done(given);
            }
            case LEFT_TO_ANOTHER -> {}
        }
    }

    private static TopicGap missing(EntryId id) {
        EntryId before = id.sequence() == 0 ? id : new EntryId(id.millis(), id.sequence() - 1);
        return new TopicGap(before, new EntryId(id.millis(), id.sequence() + 1), OptionalLong.of(1));
    }

    private void tell(TopicGap gap) {
        gaps.increment();
        report.gap(gap);
        try {
            handler.gap(gap);
        } catch (Throwable fault) {
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
        String text;
        try {
            text = failure.toString();
        } catch (RuntimeException fault) {
            text = failure.getClass().getName();
        }
        String cut = text.length() > LONGEST_ERROR ? text.substring(0, LONGEST_ERROR) : text;
        return new String(cut.getBytes(UTF_8), UTF_8);
    }

    ConsumerStats stats() {
        return new ConsumerStats(
                taken.sum(), handled.sum(), retried.sum(), dead.sum(), repeated.sum(), gaps.sum(), hands.inHand());
    }
}
