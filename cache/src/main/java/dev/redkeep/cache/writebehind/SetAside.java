package dev.redkeep.cache.writebehind;

import dev.redkeep.cache.writebehind.WriteBehindScripts.Aside;
import dev.redkeep.cache.writebehind.WriteBehindScripts.Retried;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The changes that were set aside. Safe to share between threads. */
final class SetAside<K> {
    private final ChangeForm<K, ?> form;
    private final QueueCalls calls;
    private final Alarm alarm;

    SetAside(ChangeForm<K, ?> form, QueueCalls calls, Alarm alarm) {
        this.form = form;
        this.calls = calls;
        this.alarm = alarm;
    }

    List<Poisoned<K>> list(int most) {
        if (most < 1 || most > QueueCalls.MOST) {
            throw new IllegalArgumentException("most must be 1 to 1,000, not " + most);
        }
        return calls.poisoned(most).stream().map(this::poisoned).toList();
    }

    private Poisoned<K> poisoned(Aside aside) {
        byte[] key = aside.key().bytes();
        return new Poisoned<>(
                readable(key),
                Base64.getUrlEncoder().withoutPadding().encodeToString(key),
                aside.version().isEmpty() ? 0 : Long.parseLong(aside.version()),
                aside.tries(),
                aside.since(),
                aside.reason());
    }

    private Optional<K> readable(byte[] key) {
        try {
            return Optional.of(form.readKey(key));
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    long retry() {
        long all = 0;
        Retried retried;
        do {
            retried = calls.retry();
            all += retried.count();
        } while (retried.more());
        alarm.ring(0);
        return all;
    }

    boolean retry(Poisoned<K> poisoned) {
        boolean retried = calls.retry(key(poisoned)).count() > 0;
        alarm.ring(0);
        return retried;
    }

    boolean drop(Poisoned<K> poisoned) {
        return calls.drop(key(poisoned), poisoned.version() == 0 ? "" : Long.toString(poisoned.version()));
    }

    private static byte[] key(Poisoned<?> poisoned) {
        return Base64.getUrlDecoder().decode(poisoned.id());
    }
}
