package dev.redkeep.ratelimit;

/** Numbers of permits, as callers give them. */
final class Permits {
    private Permits() {}

    /**
     * Refuses too small a number.
     *
     * @throws IllegalArgumentException naming the parameter and the bound
     */
    static void check(String parameter, long permits, long least) {
        if (permits < least) {
            throw new IllegalArgumentException(parameter + " must be at least " + least + ", not " + permits);
        }
    }
}
