package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.cache.CacheScripts.Filled;
import dev.redkeep.cache.CacheScripts.Grant;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.script.ScriptCall;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each script by itself, right after the server forgot it. */
class ScriptsTest extends OnRedis {
    private static final long LEASE = 300_000;

    private final EntryKeys<String> keys = new EntryKeys<>(documented().clearable(), true, false);
    private final Address<String> at = keys.address("ann");
    private final Key clock = keys.mark(EntryKeys.CLOCK);
    private final Key any = keys.mark(Marks.tag("any"));

    @BeforeEach
    void forget() {
        raw.scriptFlush();
    }

    private long serverMillis() {
        return Long.parseLong((String) raw.eval("return redis.call('TIME')[1]")) * 1_000;
    }

    private <R> R run(ScriptCall<R> call) {
        long loads = one.stats().scriptLoads();
        R reply = one.run(call);
        assertThat(one.stats().scriptLoads() - loads).isLessThanOrEqualTo(1);
        return reply;
    }

    private Grant lease(String token, String seen, int length) {
        return run(CacheScripts.LEASE
                .on(keys.changed(at))
                .arg(token)
                .arg(LEASE)
                .arg(length)
                .arg(seen)
                .arg(-1)
                .arg(""));
    }

    private Filled fill(String token, String value) {
        return run(keys.change(CacheScripts.FILL, at)
                .arg(token)
                .arg(600_000)
                .arg(1)
                .arg(value)
                .arg("note"));
    }

    @Test
    void a_lease_is_had_by_one() {
        long before = serverMillis();
        Grant first = lease("l:1", "", -1);
        assertThat(first.state()).isEqualTo(Grant.State.OWNER);
        assertThat(first.serverMillis()).isBetween(before, serverMillis() + 999);
        Grant second = lease("l:2", "", -1);
        assertThat(second.state()).isEqualTo(Grant.State.WAIT);
        assertThat(second.remainingMillis()).isBetween(1L, LEASE);
        assertThat(raw.get("cache-lease:author:ann")).isEqualTo("l:1");
    }

    @Test
    void a_lease_is_not_had_if_something_else_is_there_than_was_seen() {
        raw.set("author:ann", "Ann");
        assertThat(lease("l:1", "", -1).state()).isEqualTo(Grant.State.CHANGED);
        assertThat(lease("l:1", "Ann", 4).state()).isEqualTo(Grant.State.CHANGED);
        assertThat(lease("l:1", "Bnn", 3).state()).isEqualTo(Grant.State.CHANGED);
        assertThat(lease("l:1", "An", 3).state()).isEqualTo(Grant.State.OWNER);
        raw.flushAll();
        raw.set("cache-note:author:ann", "absent");
        assertThat(lease("l:1", "", -1).state()).isEqualTo(Grant.State.CHANGED);
        raw.flushAll();
        raw.set("author:ann", "");
        assertThat(lease("l:1", "", -1).state()).isEqualTo(Grant.State.CHANGED);
        assertThat(lease("l:1", "", 0).state()).isEqualTo(Grant.State.OWNER);
    }

    @Test
    void a_lease_is_had_over_what_is_no_string() {
        raw.lpush("author:ann", "x");
        Grant grant = lease("l:1", "", -1);
        assertThat(grant.state()).isEqualTo(Grant.State.OWNER);
        assertThat(grant.odd()).isTrue();
    }

    @Test
    void a_lease_that_none_of_us_can_have_left_is_nobodys() {
        List<Runnable> left = List.of(
                () -> raw.set("cache-lease:author:ann", "by hand"),
                () -> {
                    raw.set("cache-lease:author:ann", "by hand");
                    raw.pexpire("cache-lease:author:ann", 3_600_000);
                },
                () -> raw.lpush("cache-lease:author:ann", "by hand"));
        for (Runnable leave : left) {
            leave.run();
            assertThat(lease("l:1", "", -1).state()).isEqualTo(Grant.State.OWNER);
            assertThat(raw.get("cache-lease:author:ann")).isEqualTo("l:1");
            assertThat(raw.pttl("cache-lease:author:ann")).isBetween(1L, LEASE);
            assertThat(lease("l:2", "", -1).state()).isEqualTo(Grant.State.WAIT);
            raw.del("cache-lease:author:ann");
        }
    }

    @Test
    void a_fill_stores_with_the_lease_only_and_ends_it() {
        assertThat(fill("l:1", "Ann").stored()).isFalse();
        lease("l:1", "", -1);
        assertThat(fill("l:2", "Ann").stored()).isFalse();
        assertThat(raw.exists("author:ann", "cache-note:author:ann")).isZero();
        assertThat(fill("l:1", "Ann").stored()).isTrue();
        assertThat(raw.get("author:ann")).isEqualTo("Ann");
        assertThat(raw.get("cache-note:author:ann")).isEqualTo("note");
        assertThat(raw.pttl("author:ann")).isBetween(1L, 600_000L);
        assertThat(raw.pttl("cache-note:author:ann")).isBetween(1L, 600_000L);
        assertThat(raw.exists("cache-lease:author:ann")).isFalse();
        assertThat(fill("l:1", "Older").stored()).isFalse();
    }

    @Test
    void what_is_stored_for_ever_has_no_time() {
        lease("l:1", "", -1);
        run(keys.change(CacheScripts.FILL, at)
                .arg("l:1")
                .arg(0)
                .arg(1)
                .arg("Ann")
                .arg("note"));
        assertThat(raw.pttl("author:ann")).isEqualTo(-1);
    }

    @Test
    void a_release_ends_the_own_lease_only() {
        lease("l:1", "", -1);
        raw.set("author:ann", "old");
        assertThat(run(keys.change(CacheScripts.RELEASE, at).arg("l:2").arg(1))).isFalse();
        assertThat(raw.exists("author:ann", "cache-lease:author:ann")).isEqualTo(2);
        assertThat(run(keys.change(CacheScripts.RELEASE, at).arg("l:1").arg(0))).isTrue();
        assertThat(raw.exists("author:ann", "cache-lease:author:ann")).isEqualTo(1);
        lease("l:1", "old", 3);
        assertThat(run(keys.change(CacheScripts.RELEASE, at).arg("l:1").arg(1))).isTrue();
        assertThat(raw.exists("author:ann")).isFalse();
    }

    @Test
    void put_and_invalidate_end_loads() {
        lease("l:1", "", -1);
        run(keys.change(CacheScripts.PUT, at).arg(600_000).arg("Ann").arg("note"));
        assertThat(raw.get("author:ann")).isEqualTo("Ann");
        assertThat(fill("l:1", "Older").stored()).isFalse();
        lease("l:1", "Ann", 3);
        run(keys.change(CacheScripts.INVALIDATE, at));
        assertThat(raw.keys("*")).isEmpty();
    }

    private void begin(String writer) {
        run(keys.change(CacheScripts.BEGIN_WRITE, at).arg(writer).arg(LEASE));
    }

    private boolean end(String writer, String value) {
        return run(keys.change(CacheScripts.END_WRITE, at)
                .arg(writer)
                .arg(600_000)
                .arg(1)
                .arg(value)
                .arg("note"));
    }

    @Test
    void a_writer_alone_stores() {
        lease("l:1", "", -1);
        raw.set("author:ann", "old");
        begin("w:1");
        assertThat(raw.exists("author:ann")).isFalse();
        assertThat(fill("l:1", "Older").stored()).isFalse();
        assertThat(lease("l:2", "", -1).state()).isEqualTo(Grant.State.WAIT);
        assertThat(end("w:1", "Ann")).isTrue();
        assertThat(raw.get("author:ann")).isEqualTo("Ann");
        assertThat(raw.exists("cache-lease:author:ann")).isFalse();
    }

    @Test
    void of_writers_at_once_none_stores_and_the_last_ends_their_lease() {
        for (List<String> order : List.of(List.of("w:1", "w:2", "w:3"), List.of("w:3", "w:1", "w:2"))) {
            begin("w:1");
            begin("w:2");
            begin("w:3");
            assertThat(end(order.get(0), "a")).isFalse();
            assertThat(lease("l:1", "", -1).state()).isEqualTo(Grant.State.WAIT);
            assertThat(end(order.get(1), "b")).isFalse();
            assertThat(raw.pttl("cache-lease:author:ann")).isPositive();
            assertThat(end(order.get(2), "c")).isFalse();
            assertThat(raw.keys("*")).isEmpty();
        }
    }

    @Test
    void a_writer_that_was_overtaken_leaves_nothing() {
        begin("w:1");
        run(keys.change(CacheScripts.INVALIDATE, at));
        lease("l:1", "", -1);
        fill("l:1", "read before the write was committed");
        assertThat(end("w:1", "Ann")).isFalse();
        assertThat(raw.keys("*")).isEmpty();
        begin("w:1");
        raw.del("cache-lease:author:ann");
        begin("w:2");
        assertThat(end("w:1", "a")).isFalse();
        assertThat(end("w:2", "b")).isFalse();
        assertThat(raw.keys("*")).isEmpty();
    }

    private MarkNumbers marks() {
        return run(CacheScripts.MARKS.on(clock, any).arg(7).arg(600_000).arg(300_000));
    }

    private long mark() {
        return run(keys.change(Marks.tag("any")).arg(7).arg("042").arg(600_000));
    }

    @Test
    void a_mark_has_a_number_that_only_grows() {
        MarkNumbers seeded = marks();
        assertThat(seeded.number(0)).isEqualTo(-seeded.clock() * 1_000);
        assertThat(seeded.clock()).isEqualTo((7L << 26) + 1);
        assertThat(marks().number(0)).isEqualTo(seeded.number(0));
        assertThat(mark()).isEqualTo((seeded.clock() + 1) * 1_000 + 42);
        assertThat(mark()).isEqualTo((seeded.clock() + 2) * 1_000 + 42);
        assertThat(marks().number(0)).isEqualTo((seeded.clock() + 2) * 1_000 + 42);
        assertThat(raw.pttl(any.text())).isBetween(1L, 600_000L);
        assertThat(raw.pttl(clock.text())).isEqualTo(-1);
    }

    @Test
    void a_mark_that_moved_or_may_have_is_told() {
        long then = marks().clock();
        assertThat(marks().movedSince(then, 0)).isFalse();
        mark();
        assertThat(marks().movedSince(then, 0)).isTrue();
        then = marks().clock();
        assertThat(marks().movedSince(then, 0)).isFalse();
        raw.del(any.text());
        assertThat(marks().movedSince(then, 0)).as("lost, and nothing was set").isFalse();
        mark();
        raw.del(any.text());
        assertThat(marks().movedSince(then, 0)).as("set and lost").isTrue();
        then = marks().clock();
        raw.del(clock.text());
        assertThat(run(CacheScripts.MARKS.on(clock, any).arg(8).arg(0).arg(0)).movedSince(then, 0))
                .as("the clock was lost")
                .isTrue();
    }

    @Test
    void a_mark_of_an_older_era_was_set_before_it() {
        mark();
        raw.del(clock.text());
        long then =
                run(CacheScripts.MARKS.on(List.of(clock)).arg(8).arg(0).arg(0)).clock();
        MarkNumbers after =
                run(CacheScripts.MARKS.on(clock, any).arg(8).arg(600_000).arg(300_000));
        assertThat(after.movedSince(then, 0)).isFalse();
        assertThat(after.number(0)).as("still known to have been set").isEqualTo(then * 1_000);
    }

    @Test
    void a_mark_that_is_taken_outlives_what_is_stored_under_it() {
        marks();
        raw.pexpire(any.text(), 450_000);
        marks();
        assertThat(raw.pttl(any.text())).as("not renewed each time").isLessThanOrEqualTo(450_000);
        raw.pexpire(any.text(), 200_000);
        long number = marks().number(0);
        assertThat(raw.pttl(any.text())).isGreaterThan(450_000);
        assertThat(marks().number(0)).isEqualTo(number);
    }

    @Test
    void the_time_is_told() {
        long before = serverMillis();
        assertThat(run(CacheScripts.TIME.on(at.value()))).isBetween(before, serverMillis() + 999);
    }
}
