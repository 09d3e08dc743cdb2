package dev.redkeep.testing;

/** Probe. */
public final class Probe {
    private Probe() {}

    /**
     * One.
     *
     * @return one
     */
    public static String one() {
        return "one";
    }
}
