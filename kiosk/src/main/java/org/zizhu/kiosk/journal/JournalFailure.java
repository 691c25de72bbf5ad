package org.zizhu.kiosk.journal;

/** The journal can't be written or read (disk full, disk broken): nothing in the world may be changed then. */
public final class JournalFailure extends RuntimeException {
    JournalFailure(Throwable cause) {
        super("journal failed", cause);
    }
}
