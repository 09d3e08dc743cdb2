package dev.redkeep.cache.writebehind;

import static java.util.Objects.requireNonNull;

import dev.redkeep.cache.writebehind.WriteBehindScripts.Taken;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.client.RedisTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A queue in Redis. */
final class RedisWriteBehind<K, V> implements WriteBehind<K, V> {
    private static final Duration LONGEST_FLUSH = Duration.ofDays(1);
    private static final long AGAIN_MILLIS = 20;
    /** How many are left: nobody could tell. */
    private static final long UNKNOWN = -1;

    private static final long BROKE = -2;

    private final String queue;
    private final WriteBehindOptions options;
    private final ChangeForm<K, V> form;
    private final QueueCalls calls;
    private final Alarm alarm;
    private final QueueReport report;
    private final Flushing flushing;
    private final SetAside<K> setAside;
    private final Workers workers;
    private final AtomicBoolean closed = new AtomicBoolean();

    private RedisWriteBehind(
            Redis redis,
            WriteBehindSchema<K, V> schema,
            WriteBehindOptions options,
            BatchWriter<K, V> writer,
            WriteBehindScripts scripts) {
        this.queue = schema.name();
        this.options = options;
        this.form = new ChangeForm<>(schema);
        this.calls = new QueueCalls(redis, queue, options, scripts);
        this.alarm = new Alarm();
        this.report = new QueueReport(queue, options.listener);
        this.flushing = new Flushing(calls, alarm);
        this.setAside = new SetAside<>(form, calls, alarm);
        Settling settling = new Settling(calls, alarm, report);
        Outage outage = new Outage(options);
        this.workers = new Workers(
                queue,
                options.parallel,
                new Claims(calls, options.lease, outage, alarm, report),
                new ClaimWriting<>(form, writer, outage, settling, report),
                outage,
                alarm);
    }

    static <K, V> WriteBehind<K, V> open(
            Redis redis,
            WriteBehindSchema<K, V> schema,
            WriteBehindOptions options,
            BatchWriter<K, V> writer,
            WriteBehindScripts scripts) {
        RedisWriteBehind<K, V> opened = new RedisWriteBehind<>(
                requireNonNull(redis, "redis"), schema, options, requireNonNull(writer, "writer"), scripts);
        opened.workers.start();
        return opened;
    }

    @Override
    public long put(K key, V value) {
        return take(form.key(key), form.value(value));
    }

    @Override
    public long delete(K key) {
        return take(form.key(key), form.deletion());
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("Queue " + queue + " is closed");
        }
    }

    private long take(byte[] key, byte[] rest) {
        requireOpen();
        Taken taken = calls.put(key, rest);
        if (taken.version() == 0) {
            report.tally.refused.increment();
            throw new WriteBehindFullException(queue, options.maxWaiting);
        }
        report.tally.puts.increment();
        if (taken.coalesced()) {
            report.tally.coalesced.increment();
        }
        if (taken.dirty()) {
            alarm.ring(options.delay.toMillis());
        }
        return taken.version();
    }

    @Override
    public Optional<Change<K, V>> pending(K key) {
        byte[] bytes = form.key(key);
        return calls.pending(bytes).flatMap(stored -> readable(key, form.entry(bytes, stored)));
    }

    private Optional<Change<K, V>> readable(K key, StoredChange entry) {
        try {
            return Optional.of(form.change(key, entry));
        } catch (RuntimeException unreadable) {
            report.tally.unreadable.increment();
            return Optional.empty();
        }
    }

    @Override
    public Flushed flush(Duration atMost) throws InterruptedException {
        if (atMost.isNegative() || atMost.compareTo(LONGEST_FLUSH) > 0) {
            throw new IllegalArgumentException("atMost must be 0 to a day, not " + atMost);
        }
        requireOpen();
        return new Flushed(flushing.flush(System.nanoTime() + atMost.toNanos()));
    }

    @Override
    public List<Poisoned<K>> poisoned(int most) {
        return setAside.list(most);
    }

    @Override
    public long retryPoisoned() {
        requireOpen();
        return setAside.retry();
    }

    @Override
    public boolean retryPoisoned(Poisoned<K> poisoned) {
        requireOpen();
        return setAside.retry(poisoned);
    }

    @Override
    public boolean dropPoisoned(Poisoned<K> poisoned) {
        requireOpen();
        return setAside.drop(poisoned);
    }

    @Override
    public Backlog backlog() {
        return calls.backlog();
    }

    @Override
    public WriteBehindStats stats() {
        return report.tally.snapshot();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        long until = System.nanoTime() + options.closeWithin.toNanos();
        long left = flushUntil(until);
        workers.stop(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
        if (left != 0) {
            report.left(left);
        }
    }

    /** How many keys are left, -1 if Redis does not say. */
    private long flushUntil(long until) {
        try {
            long left = flushed(until);
            while (left == BROKE && System.nanoTime() - until < 0) {
                TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
                left = flushed(until);
            }
            return Math.max(UNKNOWN, left);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }

    /** A connection that broke is one of many, so that it is tried again; where nothing is reached there is nobody to wait for. */
    private long flushed(long until) throws InterruptedException {
        try {
            return flushing.flush(until);
        } catch (RedisException failure) {
            return failure.mayHaveRun() || failure instanceof RedisTimeoutException ? BROKE : UNKNOWN;
        }
    }
}
