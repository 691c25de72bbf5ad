package org.zizhu.fleet.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One connection to the database: opened when it is wanted, and opened anew after it was lost. For one thread at a time. */
final class Lane {

    private final Dialect dialect;
    private final String url;
    private final boolean readOnly;

    private @Nullable Connection open;

    Lane(Dialect dialect, String url, boolean readOnly) {
        this.dialect = dialect;
        this.url = url;
        this.readOnly = readOnly;
    }

    Connection connection() throws SQLException {
        Connection known = open;
        if (known != null && dialect.alive(known)) {
            return known;
        }
        drop();
        Connection fresh = dialect.open(url, readOnly);
        open = fresh;
        return fresh;
    }

    /** The next use begins with a new connection. */
    void drop() {
        Connection known = open;
        open = null;
        if (known != null) {
            try {
                known.close();
            } catch (SQLException e) {
                // It was of no use any more; that it can't even be closed changes nothing.
                System.getLogger(Lane.class.getName())
                        .log(System.Logger.Level.DEBUG, "a connection was lost: {0}", e.getSQLState());
            }
        }
    }
}
