package dev.redkeep.quickstart;

import dev.redkeep.core.client.RedisHealth;

/** How Redis does, as a health endpoint would tell it. */
final class HealthStep implements Step {
    @Override
    public String title() {
        return "Health";
    }

    @Override
    public void run(Tour tour, Notes notes) {
        RedisHealth health = tour.redis().health();
        notes.add("status", health.status() + ", ping " + Printer.millis(health.latency()));
        health.pool()
                .ifPresent(pool -> notes.add(
                        "pool", pool.active() + " in use, " + pool.idle() + " idle, " + pool.max() + " at most"));
        health.problem().ifPresent(problem -> notes.add("problem", problem));
    }
}
