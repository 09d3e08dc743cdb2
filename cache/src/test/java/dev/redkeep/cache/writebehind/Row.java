package dev.redkeep.cache.writebehind;

/** A key of the model with an open change. It is dirty, claimed or set aside: one of the times is set, in milliseconds. */
final class Row {
    static final long NEVER = Long.MAX_VALUE;

    final String key;
    long version;
    String rest = "";
    long oldest;
    long due = NEVER;
    long claimEnds = NEVER;
    long asideSince = NEVER;
    String token = "";
    long claimed;
    int failures;
    boolean failed;
    String reason = "";

    Row(String key) {
        this.key = key;
    }
}
