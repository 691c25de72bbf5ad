package org.zizhu.fleet.metrics;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.zizhu.fleet.health.notice.Outbox;
import org.zizhu.fleet.store.Sql;

/** How many there are of what, at one moment of the database. */
record Counts(
        Map<String, Long> units,
        Map<String, Long> alarms,
        Map<String, Long> commands,
        long alarmsWaiting,
        long noticesWaiting) {

    static Counts of(Connection connection) throws SQLException {
        return new Counts(
                by(connection, "SELECT standing, count(*) FROM unit GROUP BY standing"),
                by(connection, "SELECT grade, count(*) FROM alarm WHERE closed_at IS NULL GROUP BY grade"),
                by(
                        connection,
                        "SELECT stage, count(*) FROM command WHERE stage IN ('ordered', 'received', 'started') GROUP BY stage"),
                Sql.number(
                        connection, "SELECT count(*) FROM alarm WHERE closed_at IS NULL AND acknowledged_at IS NULL"),
                Outbox.waiting(connection));
    }

    private static Map<String, Long> by(Connection connection, String sql) throws SQLException {
        record Row(String keyword, long number) {}
        Map<String, Long> numbers = new TreeMap<>();
        Sql.list(connection, sql, row -> new Row(row.getString(1), row.getLong(2)))
                .forEach(row -> numbers.put(row.keyword, row.number));
        return numbers;
    }
}
