package dev.redkeep.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a warming is. It ends early if Redis is away or refuses, since nothing would be stored: then the position stays before the first
 * batch that was not.
 *
 * @param position how many keys are done, from the beginning of the first run: give it to {@link WarmingOptions#resumeAt} to go on
 *     from here
 * @param loaded how many values were loaded and stored
 * @param unstored how many were loaded and not stored: they are too large or have no time to live, somebody forgot them meanwhile, or Redis
 *     was away
 * @param present how many were cached already
 * @param absent how many do not exist
 * @param failed how many were in batches that failed
 * @param elapsed the time since this run began
 * @param perSecond keys done a second in this run
 * @param timeLeft an estimate; empty if the total is not known
 * @param total how many keys there are; empty if not known
 */
public record WarmingProgress(
        long position,
        long loaded,
        long unstored,
        long present,
        long absent,
        long failed,
        Duration elapsed,
        double perSecond,
        Optional<Duration> timeLeft,
        OptionalLong total) {}
