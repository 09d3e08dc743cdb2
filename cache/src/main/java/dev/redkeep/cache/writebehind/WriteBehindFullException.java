package dev.redkeep.cache.writebehind;

/** A change was refused, because too many keys wait to be written already. Nothing was changed. */
public final class WriteBehindFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WriteBehindFullException(String queue, int most) {
        super(
                "Queue " + queue + " is full: " + most
                        + " keys wait to be written or are set aside. Remedy: see by backlog()"
                        + " whether the writer is too slow or changes were set aside, write directly meanwhile, or raise maxWaiting");
    }
}
