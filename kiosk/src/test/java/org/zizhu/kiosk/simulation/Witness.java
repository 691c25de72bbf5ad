package org.zizhu.kiosk.simulation;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.zizhu.drivers.blank.BlankNumber;

/** Somebody else at the journal's file, who sees what is durable there and nothing else, and can make it refuse. */
final class Witness implements AutoCloseable {

    private static final List<String> TABLES = List.of(
            "transactions",
            "entry",
            "outbox",
            "supply_load",
            "accepted_code",
            "enrolled_staff",
            "acting",
            "stock_move");

    private static final String ON_PAPER =
            "transaction_id NOT IN (SELECT transaction_id FROM entry WHERE step = 'BLANK')";

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Witness(Path journal) {
        try {
            connection = DriverManager.getConnection("jdbc:sqlite:" + journal);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean hasIntent(String transaction, String step, String fact) {
        return count(
                        "SELECT count(*) FROM entry WHERE transaction_id = ? AND step = ? AND phase = 'INTENT'"
                                + " AND instr(facts, ?) > 0",
                        transaction,
                        step,
                        fact)
                > 0;
    }

    /** Whether it is still being worked on, or something about it is still to be told to the platform. */
    boolean accountsFor(String transaction) {
        return count("SELECT count(*) FROM transactions WHERE id = ? AND settled_at IS NULL", transaction) > 0
                || count(
                                "SELECT count(*) FROM outbox WHERE answered_at IS NULL AND key IN (?, ?, ?)",
                                transaction + ":delivery",
                                transaction + ":withdrawal",
                                transaction + ":money")
                        > 0;
    }

    long openTransactions() {
        return count("SELECT count(*) FROM transactions WHERE settled_at IS NULL");
    }

    long waitingMessages() {
        return count("SELECT count(*) FROM outbox WHERE answered_at IS NULL");
    }

    /** What was given for a payment: the transactions that it names. */
    List<String> givenFor(String payment) {
        return texts(
                "SELECT json_extract(facts, '$.transaction') FROM entry WHERE transaction_id = ? AND step = 'GIVE'"
                        + " AND phase = 'INTENT'",
                payment);
    }

    /** Texts that were written since an earlier position: of entries and of what goes to the platform. */
    List<String> entriesSince(long seq) {
        return texts("SELECT facts FROM entry WHERE seq > " + seq);
    }

    List<String> messagesSince(long seq) {
        return texts("SELECT path || ' ' || key || ' ' || body FROM outbox WHERE seq > " + seq);
    }

    long lastEntry() {
        return count("SELECT coalesce(max(seq), 0) FROM entry");
    }

    long lastMessage() {
        return count("SELECT coalesce(max(seq), 0) FROM outbox");
    }

    /** Pages of settled print jobs, as the journal reckons them; of jobs known to their end. */
    long pagesReckoned() {
        return count("SELECT coalesce(sum(json_extract(facts, '$.pages')), 0) FROM entry WHERE step = 'PRINT'"
                + " AND phase IN ('DONE', 'FAILED') AND " + ON_PAPER);
    }

    /** How many pieces of a store the books have in each place. */
    Map<String, Long> balance(String store) {
        Map<String, Long> balance = new HashMap<>();
        for (String sign : List.of("target", "source")) {
            texts("SELECT " + sign + " || ' ' || sum(count) FROM stock_move WHERE store = ? GROUP BY " + sign, store)
                    .forEach(line -> {
                        String[] parts = line.split(" ", -1);
                        balance.merge(parts[0], Long.parseLong(parts[1]) * (sign.equals("target") ? 1 : -1), Long::sum);
                    });
        }
        return balance;
    }

    /** Where the books have each blank by its number. */
    Map<String, String> placesOfBlanks() {
        Map<String, String> places = new HashMap<>();
        texts("SELECT first || ' ' || count || ' ' || target FROM stock_move WHERE store = 'blanks' AND first <> ''"
                        + " ORDER BY seq")
                .forEach(line -> {
                    String[] parts = line.split(" ", -1);
                    for (int i = 0; i < Integer.parseInt(parts[1]); i++) {
                        places.put(BlankNumber.after(parts[0], i), parts[2]);
                    }
                });
        return places;
    }

    long jobsUnknown() {
        return count("SELECT count(*) FROM entry WHERE step = 'PRINT' AND phase = 'UNKNOWN' AND " + ON_PAPER);
    }

    /** From now on nothing can be written, or can again. */
    void diskFull(boolean full) {
        for (String table : TABLES) {
            for (String verb : List.of("INSERT", "UPDATE", "DELETE")) {
                String name = "full_" + table + "_" + verb;
                run(
                        full
                                ? "CREATE TRIGGER IF NOT EXISTS " + name + " BEFORE " + verb + " ON " + table
                                        + " BEGIN SELECT RAISE(ABORT, 'disk full'); END"
                                : "DROP TRIGGER IF EXISTS " + name);
            }
        }
    }

    void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private long count(String sql, String... values) {
        try {
            PreparedStatement statement = statement(sql, values);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> texts(String sql, String... values) {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return texts;
    }

    private PreparedStatement statement(String sql, String... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
        return statement;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
