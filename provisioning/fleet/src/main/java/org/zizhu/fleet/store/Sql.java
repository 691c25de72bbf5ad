package org.zizhu.fleet.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Statements with their values, each in one line. Values are strings, longs, doubles, bytes, or null. */
public final class Sql {

    /** Reads one row. */
    @FunctionalInterface
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private Sql() {}

    /** Returns how many rows it has changed. */
    public static int run(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    /** The same statement for each of these rows of values, in one go. */
    public static void runAll(Connection connection, String sql, Collection<List<Object>> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (List<Object> row : rows) {
                for (int i = 0; i < row.size(); i++) {
                    statement.setObject(i + 1, row.get(i));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    public static <T> List<T> list(Connection connection, String sql, Row<T> row, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, values);
                ResultSet result = statement.executeQuery()) {
            List<T> list = new ArrayList<>();
            while (result.next()) {
                list.add(row.of(result));
            }
            return list;
        }
    }

    /**
     * The rows of any of these keys, for which {@code IN (*)} stands in the query. There is a statement for each power of two, so that few have to be
     * prepared.
     */
    public static <T> List<T> among(Connection connection, String sql, Row<T> row, Collection<String> keys)
            throws SQLException {
        if (keys.isEmpty()) {
            return List.of();
        }
        int places = Integer.highestOneBit(2 * keys.size() - 1);
        List<Object> values = new ArrayList<>(keys);
        // One that is asked for twice is found once.
        values.addAll(Collections.nCopies(places - values.size(), values.get(0)));
        return list(connection, sql.replace("*)", "?" + ", ?".repeat(places - 1) + ")"), row, values.toArray());
    }

    /** The first row, if there is one. */
    public static <T> Optional<T> first(Connection connection, String sql, Row<T> row, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, values);
                ResultSet result = statement.executeQuery()) {
            return result.next() ? Optional.of(row.of(result)) : Optional.empty();
        }
    }

    /** The one number that the query always gives. */
    public static long number(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        return first(connection, sql, row -> row.getLong(1), values)
                .orElseThrow(() -> new IllegalStateException("a query without an answer"));
    }

    /** A column that may be null. */
    public static OptionalLong optionalLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static PreparedStatement prepared(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }
}
