package dev.redkeep.cache.writebehind;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a listener was told. */
final class RecordedEvents implements WriteBehindListener {
    final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void onFailed(String queue, int changes, Throwable failure) {
        told.add("failed " + changes + " " + failure.getClass().getSimpleName());
    }

    @Override
    public void onSetAside(String queue, int changes, String reason) {
        told.add("aside " + changes + " " + reason);
    }

    @Override
    public void onLostClaim(String queue, int changes) {
        told.add("lost " + changes);
    }

    @Override
    public void onRedisFailed(String queue, RuntimeException failure) {
        told.add("redis " + failure.getClass().getSimpleName());
    }

    @Override
    public void onLeft(String queue, long left) {
        told.add("left " + left);
    }
}
