package org.zizhu.platform.api;

import java.sql.PreparedStatement;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.zizhu.platform.store.Database;

/** Who asked what about whom, why, and what came of it: one row for each request, without a name or number. */
final class Audit {

    private final Database database;
    private final InstantSource clock;

    Audit(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Writes the row and returns when it is durable: nothing is answered that is not on record. */
    void write(String requestId, String terminal, String operation, Body.@Nullable Context context, Call.Reply reply) {
        database.write(db -> {
            try (PreparedStatement insert =
                    db.prepareStatement("INSERT INTO audit VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                insert.setString(1, requestId);
                insert.setLong(2, clock.millis());
                insert.setString(3, terminal);
                insert.setString(4, operation);
                insert.setString(5, context == null ? null : context.purpose());
                insert.setString(6, context == null ? null : context.itemName());
                insert.setString(7, context == null ? null : context.itemCode());
                insert.setString(8, context == null ? null : context.caseNumber());
                insert.setString(9, context == null ? null : context.place());
                insert.setString(10, reply.person());
                insert.setString(11, reply.answer().outcome());
                insert.executeUpdate();
            }
            Basis basis = reply.basis();
            if (basis != null) {
                basis.ofAudit(db);
            }
            return true;
        });
    }
}
