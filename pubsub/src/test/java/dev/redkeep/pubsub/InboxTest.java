package dev.redkeep.pubsub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern0;
import dev.redkeep.pubsub.Inbox.Offered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What waits is bounded, and what goes leaves a gap in its place. */
class InboxTest {
    private static final KeyPattern0 NEWS = KeyPattern.of("news").channel().owner("test");
    private static final byte[] CHANNEL = "news".getBytes(UTF_8);
    private static final SubscriptionOptions THREE =
            SubscriptionOptions.defaults().withMessages(3).withBytes(1_024).withPatience(Duration.ofMillis(1));

    private static MessageGap gap(Instant came, MessageGap.Reason reason) {
        return new MessageGap(NEWS, Optional.empty(), came, came, reason);
    }

    private static Inbox inbox(Overflow overflow) {
        return new Inbox(THREE.withOverflow(overflow), came -> gap(came, MessageGap.Reason.OVERFLOWED));
    }

    private static Offered offer(Inbox inbox, String message) {
        return inbox.offer(new Item(CHANNEL, message.getBytes(UTF_8), Instant.now()), () -> {});
    }

    private static void interrupt(Inbox inbox, long second) {
        inbox.gap(gap(Instant.ofEpochSecond(second), MessageGap.Reason.INTERRUPTED));
    }

    /** What comes out: messages, and the reasons of gaps. */
    private static List<String> rest(Inbox inbox) {
        List<String> rest = new ArrayList<>();
        for (Item item = inbox.next(); item != null; item = inbox.next()) {
            rest.add(
                    item.gap == null
                            ? new String(item.payload, UTF_8)
                            : item.gap.reason().name());
        }
        assertThat(inbox.isEmpty()).isTrue();
        assertThat(inbox.waiting()).isZero();
        return rest;
    }

    @Test
    void the_oldest_go_and_leave_one_gap() {
        Inbox inbox = inbox(Overflow.DROP_OLDEST);
        for (String message : List.of("a", "b", "c")) {
            assertThat(offer(inbox, message)).isEqualTo(Offered.TAKEN);
        }
        assertThat(offer(inbox, "d")).isEqualTo(Offered.DROPPED);
        assertThat(offer(inbox, "e")).isEqualTo(Offered.DROPPED);
        assertThat(inbox.waiting()).isEqualTo(3);
        assertThat(rest(inbox)).containsExactly("OVERFLOWED", "c", "d", "e");
    }

    @Test
    void the_newest_goes_and_leaves_a_gap_where_it_would_be() {
        Inbox inbox = inbox(Overflow.DROP_NEWEST);
        for (String message : List.of("a", "b", "c", "d", "e")) {
            offer(inbox, message);
        }
        assertThat(inbox.next()).isNotNull();
        assertThat(offer(inbox, "f")).isEqualTo(Offered.TAKEN);
        assertThat(rest(inbox)).containsExactly("b", "c", "OVERFLOWED", "f");
    }

    @Test
    void who_blocks_goes_when_its_patience_ends() {
        Inbox inbox = inbox(Overflow.BLOCK);
        for (String message : List.of("a", "b", "c")) {
            offer(inbox, message);
        }
        assertThat(offer(inbox, "d")).isEqualTo(Offered.DROPPED);
        assertThat(rest(inbox)).containsExactly("a", "b", "c", "OVERFLOWED");
    }

    @Test
    void who_blocks_goes_on_when_there_is_room() throws InterruptedException {
        Inbox inbox = new Inbox(
                THREE.withOverflow(Overflow.BLOCK).withPatience(Duration.ofMinutes(1)),
                came -> gap(came, MessageGap.Reason.OVERFLOWED));
        for (String message : List.of("a", "b", "c")) {
            offer(inbox, message);
        }
        Thread blocked = new Thread(() -> offer(inbox, "d"));
        blocked.start();
        assertThat(inbox.next()).isNotNull();
        blocked.join();
        assertThat(rest(inbox)).containsExactly("b", "c", "d");
        offer(inbox, "e");
        offer(inbox, "f");
        offer(inbox, "g");
        Thread ended = new Thread(() -> offer(inbox, "h"));
        ended.start();
        inbox.end();
        ended.join();
        assertThat(rest(inbox)).isEmpty();
    }

    @Test
    void who_fails_takes_no_more_and_ends_with_a_gap() {
        Inbox inbox = inbox(Overflow.FAIL);
        for (String message : List.of("a", "b", "c")) {
            offer(inbox, message);
        }
        assertThat(offer(inbox, "d")).isEqualTo(Offered.ENDED);
        interrupt(inbox, 1);
        assertThat(inbox.next()).isNotNull();
        assertThat(offer(inbox, "e")).isEqualTo(Offered.ENDED);
        assertThat(rest(inbox)).containsExactly("b", "c", "OVERFLOWED");
    }

    @Test
    void bytes_are_bounded_too_but_a_giant_that_is_alone_has_room() {
        Inbox inbox = inbox(Overflow.DROP_OLDEST);
        assertThat(offer(inbox, "x".repeat(5_000))).isEqualTo(Offered.TAKEN);
        assertThat(offer(inbox, "y".repeat(1_000))).isEqualTo(Offered.DROPPED);
        assertThat(offer(inbox, "z".repeat(24))).isEqualTo(Offered.TAKEN);
        assertThat(offer(inbox, "z")).isEqualTo(Offered.DROPPED);
        assertThat(rest(inbox)).containsExactly("OVERFLOWED", "z".repeat(24), "z");
    }

    @Test
    void each_that_goes_is_counted_once() {
        Inbox oldest = inbox(Overflow.DROP_OLDEST);
        for (String message : List.of("a", "b", "c")) {
            offer(oldest, message);
        }
        assertThat(oldest.takeGone()).isZero();
        assertThat(offer(oldest, "x".repeat(1_024))).isEqualTo(Offered.DROPPED);
        assertThat(oldest.takeGone()).isEqualTo(3);
        assertThat(oldest.takeGone()).isZero();
        for (Overflow one : List.of(Overflow.DROP_NEWEST, Overflow.BLOCK, Overflow.FAIL)) {
            Inbox inbox = inbox(one);
            offer(inbox, "a");
            offer(inbox, "x".repeat(1_024));
            assertThat(inbox.takeGone()).as("%s", one).isEqualTo(1);
        }
    }

    @Test
    void gaps_stay_in_their_places_and_are_bounded_whatever_comes() {
        Inbox inbox = inbox(Overflow.DROP_OLDEST);
        offer(inbox, "a");
        interrupt(inbox, 1);
        interrupt(inbox, 2);
        offer(inbox, "b");
        assertThat(rest(inbox)).containsExactly("a", "INTERRUPTED", "b");
        for (int i = 0; i < 1_000; i++) {
            interrupt(inbox, i);
            offer(inbox, "m" + i);
        }
        assertThat(rest(inbox))
                .containsExactly(
                        "INTERRUPTED",
                        "OVERFLOWED",
                        "INTERRUPTED",
                        "m997",
                        "INTERRUPTED",
                        "m998",
                        "INTERRUPTED",
                        "m999");
        Inbox newest = inbox(Overflow.DROP_NEWEST);
        for (int i = 0; i < 1_000; i++) {
            offer(newest, "m" + i);
            interrupt(newest, i);
        }
        assertThat(rest(newest))
                .containsExactly("m0", "INTERRUPTED", "m1", "INTERRUPTED", "m2", "OVERFLOWED", "INTERRUPTED");
    }

    @Test
    void gaps_that_are_one_reach_from_the_first_to_the_last() {
        Inbox inbox = inbox(Overflow.DROP_OLDEST);
        interrupt(inbox, 5);
        interrupt(inbox, 9);
        interrupt(inbox, 7);
        Item only = inbox.next();
        assertThat(only.gap.from()).isEqualTo(Instant.ofEpochSecond(5));
        assertThat(only.gap.to()).isEqualTo(Instant.ofEpochSecond(9));
        assertThat(inbox.next()).isNull();
    }

    @Test
    void what_lies_ready_for_the_handler_still_waits() {
        Inbox inbox = inbox(Overflow.DROP_OLDEST);
        for (String message : List.of("a", "b", "c")) {
            offer(inbox, message);
        }
        assertThat(inbox.next()).isNotNull();
        assertThat(inbox.waiting()).isEqualTo(2);
        assertThat(inbox.next()).isNotNull();
        assertThat(offer(inbox, "d")).isEqualTo(Offered.TAKEN);
        assertThat(offer(inbox, "e")).isEqualTo(Offered.TAKEN);
        assertThat(inbox.next()).isNotNull();
        assertThat(offer(inbox, "f")).isEqualTo(Offered.TAKEN);
        assertThat(offer(inbox, "g")).isEqualTo(Offered.DROPPED);
        assertThat(rest(inbox)).containsExactly("OVERFLOWED", "e", "f", "g");
        offer(inbox, "h");
        offer(inbox, "i");
        assertThat(inbox.next()).isNotNull();
        inbox.end();
        assertThat(inbox.next()).isNull();
    }

    @Test
    void in_between_two_threads_each_message_comes_out_in_order_or_lies_in_a_gap() throws InterruptedException {
        int all = 100_000;
        Inbox inbox = inbox(Overflow.DROP_OLDEST);
        Thread giving = new Thread(() -> {
            for (int i = 0; i < all; i++) {
                offer(inbox, Integer.toString(i));
            }
        });
        giving.start();
        int last = -1;
        boolean gap = false;
        int missing = 0;
        while (last < all - 1) {
            Item item = inbox.next();
            if (item == null) {
                Thread.onSpinWait();
            } else if (item.gap != null) {
                gap = true;
            } else {
                int number = Integer.parseInt(new String(item.payload, UTF_8));
                assertThat(number).isGreaterThan(last);
                assertThat(gap).as("before %s, after %s", number, last).isEqualTo(number > last + 1);
                missing += number - last - 1;
                last = number;
                gap = false;
            }
        }
        giving.join();
        assertThat(inbox.takeGone()).isEqualTo(missing);
        assertThat(rest(inbox)).isEmpty();
    }
}
