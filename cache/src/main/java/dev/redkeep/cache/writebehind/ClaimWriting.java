package dev.redkeep.cache.writebehind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Has the changes of a claim written, and tells Redis what became of them. */
final class ClaimWriting<K, V> {
    private final ChangeForm<K, V> form;
    private final BatchWriter<K, V> writer;
    private final Settling settling;
    private final Outage outage;
    private final QueueReport report;

    ClaimWriting(
            ChangeForm<K, V> form, BatchWriter<K, V> writer, Outage outage, Settling settling, QueueReport report) {
        this.form = form;
        this.writer = writer;
        this.settling = settling;
        this.outage = outage;
        this.report = report;
    }

    void write(ClaimedChanges claim, BooleanSupplier stopped) {
        Attempt attempt = new Attempt(claim, stopped);
        attempt.read();
        attempt.tryOut();
        settling.settle(claim, attempt.outcomes, attempt.pause, stopped);
    }

    /** One claim on its way to the writer. */
    private final class Attempt {
        private final ClaimedChanges claim;
        private final BooleanSupplier stopped;
        private final Outcomes outcomes;
        private final List<Integer> places = new ArrayList<>();
        private final List<Change<K, V>> changes = new ArrayList<>();
        private Duration pause = Duration.ZERO;

        Attempt(ClaimedChanges claim, BooleanSupplier stopped) {
            this.claim = claim;
            this.stopped = stopped;
            this.outcomes = new Outcomes(claim.entries().size());
        }

        void read() {
            for (int place = 0; place < claim.entries().size(); place++) {
                try {
                    changes.add(form.change(claim.entries().get(place)));
                    places.add(place);
                } catch (RuntimeException unreadable) {
                    report.tally.unreadable.increment();
                    outcomes.failed(List.of(place), unreadable);
                }
            }
        }

        /** Whatever the writer throws: a thread that dies of it would write nothing more. */
        @SuppressWarnings("CatchingUnchecked")
        void tryOut() {
            if (changes.isEmpty() || claim.isLate()) {
                return;
            }
            report.tally.batches.increment();
            try {
                writer.writeAll(List.copyOf(changes));
                outcomes.written(places);
                outage.over();
            } catch (Throwable failure) {
                failed(failure);
            } finally {
                Thread.interrupted(); // it was the writer's; what follows must still reach Redis
            }
        }

        private void failed(Throwable failure) {
            report.failed(places.size(), failure);
            if (stopped.getAsBoolean() && failure instanceof InterruptedException) {
                return; // it was not the changes
            }
            if (outage.shows(failure)) {
                pause = outage.noted();
            } else {
                outage.over();
                outcomes.failed(places, failure);
            }
        }
    }
}
