package dev.redkeep.quickstart;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.observe.RedisStats;
import dev.redkeep.testing.TestServerException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A tour of Redkeep on a real Redis: the one that {@code REDIS_ADDR} names, else one that is started for it.
 *
 * <p>It writes sessions and tokens of the users 9000000000000001 and 9000000000000002 under the documented keys with the
 * documented TTLs, and under the library's own beside them, limits under {@code rl:quickstart}, pages under {@code
 * quickstart:page}, a queue under {@code cache-write:{quickstart}}, the board of the challenge 9000000000000001, which has no
 * TTL, and one of this week under {@code quickstart:board}, a topic under {@code quickstart:orders}; publishes to the first; leaves what lives of the first, and touches
 * nothing else. It may be run again on the same Redis.
 */
public final class Quickstart {
    /** In the order in which they are shown. */
    static final List<Step> STEPS = List.of(
            new HealthStep(),
            new SchemaStep(),
            new SessionsStep(),
            new ProviderStep(),
            new CodeStep(),
            new RefreshStep(),
            new RateLimitStep(),
            new CacheStep(),
            new WriteBehindStep(),
            new LeaderboardStep(),
            new LiveStep(),
            new TopicStep(),
            new KeysLeftStep());

    private Quickstart() {}

    /**
     * Runs the tour and ends the JVM: with 0, or with 1 if Redis cannot be reached or fails.
     *
     * @param args not used
     */
    public static void main(String[] args) {
        System.exit(run(System.getenv(), Printer.standard(), System.err));
    }

    static int run(Map<String, String> environment, Printer printer, PrintStream errors) {
        try (Place place = Place.of(environment)) {
            tour(place, printer);
            return 0;
        } catch (TestServerException none) {
            errors.println("The quickstart stopped: " + none.getMessage());
            errors.println("Or set REDIS_ADDR=host:port to use a Redis of yours.");
            return 1;
        } catch (RedisException | IllegalArgumentException failure) {
            errors.println("The quickstart stopped. " + failure.getMessage());
            return 1;
        }
    }

    private static void tour(Place place, Printer printer) {
        printer.title("Redkeep quickstart");
        printer.line(place.describe());
        long start = System.nanoTime();
        try (Redis redis = Redis.connect(place.options())) {
            printer.line("Connected and answered a ping in " + Printer.millis(since(start)));
            Tour tour = new Tour(redis);
            int number = 0;
            for (Step step : STEPS) {
                Notes notes = new Notes();
                long begin = System.nanoTime();
                step.run(tour, notes);
                printer.step(++number, step.title(), notes, since(begin));
            }
            RedisStats stats = redis.stats();
            printer.line("");
            printer.line(stats.operations() + " operations, " + stats.failures() + " failures, "
                    + Printer.millis(since(start)) + " in all.");
            printer.line(place.farewell());
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
