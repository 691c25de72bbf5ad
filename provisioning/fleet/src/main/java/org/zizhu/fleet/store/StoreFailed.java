package org.zizhu.fleet.store;

/** The database refused: it can't be reached, the disk is full, the file is damaged, or a statement is wrong. */
public final class StoreFailed extends RuntimeException {

    StoreFailed(Throwable cause) {
        super(cause);
    }

    StoreFailed(String what) {
        super(what);
    }
}
