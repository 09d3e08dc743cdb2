package dev.redkeep.pubsub.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.codec.UnreadableDataException;
import dev.redkeep.pubsub.topic.TopicScripts.Given;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/** What becomes of a message: handled, tried again, or given up. */
final class Handling<T> {
    private static final int LONGEST_ERROR = 500;

    private final GroupCalls calls;
    private final Codec<T> codec;
    private final TopicHandler<T> handler;
    private final TopicReport.Group report;
    private final LongAdder taken = new LongAdder();
    private final LongAdder handled = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder dead = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder gaps = new LongAdder();

    Handling(GroupCalls calls, Codec<T> codec, TopicHandler<T> handler, TopicReport.Group report) {
        this.calls = calls;
        this.codec = codec;
        this.handler = handler;
        this.report = report;
    }

    /** Whether it is to be acknowledged. */
    boolean handle(Hands.Item item) {
        TopicGap gap = item.gap();
        Given given = item.given();
        if (gap != null) {
            tell(gap);
        }
        return given != null && handle(given);
    }

    private boolean handle(Given given) {
        taken.increment();
        if (given.tries() > 1) {
            repeated.increment();
        }
        Entry entry = given.entry();
        if (entry == null) {
            tell(missing(given.id()));
            return true;
        } else if (entry.only() != null && !entry.only().equals(calls.group())) {
            return true; // replayed for another group
        } else if (given.tries() > calls.how().attempts()) {
            return fail(given, true, new IllegalStateException("its consumers ended while they handled it"));
        }
        try {
            handler.message(entry.message(codec, given.tries()));
            handled.increment();
            return true;
        } catch (UnreadableDataException unreadable) {
            return fail(given, true, unreadable); // it never will be
        } catch (Throwable failure) {
            return fail(given, given.tries() >= calls.how().attempts(), failure);
        }
    }

    /** Whether it is to be acknowledged: it is gone. If Redis cannot be told either, the next renewal finds it held. */
    private boolean fail(Given given, boolean last, Throwable failure) {
        EntryId id = given.id();
        boolean unused = Thread.interrupted(); // by the handler, perhaps: Redis is to be told nevertheless
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
                case GONE -> {
                    tell(missing(id));
                    return true;
                }
                case LEFT_TO_ANOTHER -> {}
            }
        } catch (RuntimeException away) {
            report.unavailable(away);
        }
        return false;
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

    ConsumerStats stats(int inHand) {
        return new ConsumerStats(
                taken.sum(), handled.sum(), retried.sum(), dead.sum(), repeated.sum(), gaps.sum(), inHand);
    }
}
