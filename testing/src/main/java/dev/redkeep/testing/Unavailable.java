package dev.redkeep.testing;

/** A provider can't be had here: the reason, and what would change it. */
final class Unavailable extends Exception {
    private static final long serialVersionUID = 1L;

    Unavailable(String reason, String remedy) {
        super(reason.strip() + " -> " + remedy);
    }
}
