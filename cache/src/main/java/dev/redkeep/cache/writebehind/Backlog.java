package dev.redkeep.cache.writebehind;

import java.time.Duration;

/**
 * What is not written at a moment, of all processes.
 *
 * @param unwritten keys that wait or are being written
 * @param claimed those of them that are being written
 * @param setAside keys that were set aside, and are none of those
 * @param oldest for how long the oldest of the unwritten has waited; zero if there is none
 */
public record Backlog(long unwritten, long claimed, long setAside, Duration oldest) {}
