package org.zizhu.fleet.store;

import java.sql.SQLException;

/**
 * The database refused: it can't be reached, the disk is full, the file is damaged, or a statement is wrong. Its message may be logged: it has the
 * class and the code of what the database said, not its words, which repeat the row that it would not take.
 */
public final class StoreFailed extends RuntimeException {

    StoreFailed(Throwable cause) {
        super(code(cause), cause);
    }

    StoreFailed(String what) {
        super(what);
    }

    private static String code(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        return cause instanceof SQLException said ? name + " " + said.getSQLState() + " " + said.getErrorCode() : name;
    }
}
