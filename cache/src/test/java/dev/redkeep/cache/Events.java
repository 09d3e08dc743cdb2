package dev.redkeep.cache;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down when a cache's Redis went away and came back. */
final class Events implements CacheListener {
    final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void onDegraded() {
        told.add("degraded");
    }

    @Override
    public void onRecovered() {
        told.add("recovered");
    }
}
