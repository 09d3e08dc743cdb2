package dev.redkeep.benchmarks.contender;

/** One operation, done once for each call, by any number of threads. It chooses its own key. */
@FunctionalInterface
public interface Operation {
    /** Does it, and answers what came back, so that nothing is optimised away. */
    Object run() throws Exception;
}
