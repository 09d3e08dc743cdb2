package dev.redkeep.cache;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** A feed as bad as one may be: late, silent, cut off with changes on the way, back again. What it says is always true. */
final class RaceFeed {
    private final RaceServer server;
    private final AtomicLong clock;
    private final NearListener listener;
    private final AtomicLongArray told = new AtomicLongArray(RaceServer.KEYS);
    private long silentUntil;
    private boolean connected;

    RaceFeed(RaceServer server, AtomicLong clock, NearListener listener) {
        this.server = server;
        this.clock = clock;
        this.listener = listener;
    }

    /** The version of a key that the listener was told of, for certain. */
    long told(long key) {
        return told.get((int) key);
    }

    void step(Random random) {
        RaceServer.pause();
        if (clock.get() < silentUntil) {
            return;
        }
        if (!connected) {
            long[] versions = server.connect();
            listener.allChanged();
            tell(versions);
            connected = true;
        }
        switch (random.nextInt(60)) {
            case 0 -> {
                server.disconnect(); // which this does not notice at once
                if (random.nextBoolean()) {
                    silentUntil = clock.get() + random.nextInt(300_000_000);
                }
                connected = false;
            }
            case 1, 2 -> silentUntil = clock.get() + random.nextInt(200_000_000);
            default -> {
                RaceServer.Change change = server.next();
                if (change != null) {
                    listener.changed(change.key());
                    tellOf(change);
                } else {
                    long moment = server.quietAt();
                    if (moment != Long.MIN_VALUE) {
                        listener.inSync(moment);
                    }
                }
            }
        }
    }

    /** The feed tells in the order of the changes: so what a key had then is what it was told at least, if it was told at all. */
    private void tellOf(RaceServer.Change change) {
        tell(change.versions());
    }

    private void tell(long[] versions) {
        for (int key = 0; key < versions.length; key++) {
            told.set(key, versions[key]);
        }
    }
}
