package org.zizhu.bench.proof;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zizhu.platform.people.Person;

/** The city's registers of new cards, of boxes and of dues, looked into behind its back. */
final class Registers {

    private static final String OF_PERSON = "(SELECT due.*, COALESCE(due.person, household.person) AS who"
            + " FROM due LEFT JOIN household ON household.number = due.household)";

    private final String database;

    Registers(Path city) {
        // The city may be writing, on a machine that stands still for a while.
        this.database = "jdbc:sqlite:" + city.resolve("city.sqlite") + "?busy_timeout=60000";
    }

    /** Brings somebody's new card to this terminal. */
    void bringCard(Person person, String terminal) {
        try (Connection db = DriverManager.getConnection(database);
                PreparedStatement update =
                        db.prepareStatement("UPDATE new_card SET terminal = ?, state = 'WAITING' WHERE person = ?")) {
            update.setString(1, terminal);
            update.setString(2, person.id());
            if (update.executeUpdate() != 1) {
                throw new AssertionError("no new card was made for " + person);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** What the city believes of somebody's new card. */
    String card(Person person) {
        return only("SELECT state FROM new_card WHERE person = ?", person.id());
    }

    /** By what the terminals' journals know it. */
    String digest(Person person) {
        return only("SELECT digest FROM new_card WHERE person = ?", person.id());
    }

    /** What became of a blank, as the city has it; empty for one that it has never heard of. */
    Optional<String> blank(String number) {
        return all("SELECT fate FROM blank WHERE number = ?", number).stream().findFirst();
    }

    /** What the city believes of a box. */
    String box(String terminal, int box) {
        return only("SELECT state FROM box WHERE terminal = ? AND box = " + box, terminal);
    }

    /** For whom something lies in a box. */
    String holder(String terminal, int box) {
        return only("SELECT person FROM box WHERE terminal = ? AND box = " + box, terminal);
    }

    /** Boxes that are kept for somebody who is about to put something in. */
    int kept(String terminal) {
        return all("SELECT box FROM box WHERE terminal = ? AND state = 'KEPT'", terminal)
                .size();
    }

    /** The sum of what is entered as paid of what somebody or their household owed. */
    long paidFen(Person person) {
        return Long.parseLong(only(
                "SELECT COALESCE(SUM(fen), 0) FROM " + OF_PERSON + " WHERE who = ? AND paid_order IS NOT NULL",
                person.id()));
    }

    /** Who owes at least so many of the kind, themselves or as the customer for a household, none of them paid. */
    List<String> debtors(String kind, int atLeast) {
        return all(
                "SELECT who FROM " + OF_PERSON + " WHERE kind = ? GROUP BY who HAVING COUNT(*) >= " + atLeast
                        + " AND COUNT(paid_order) = 0 ORDER BY who",
                kind);
    }

    private String only(String sql, String argument) {
        List<String> found = all(sql, argument);
        if (found.size() != 1) {
            throw new AssertionError(sql + " finds " + found.size());
        }
        return found.get(0);
    }

    private List<String> all(String sql, String argument) {
        List<String> found = new ArrayList<>();
        try (Connection db = DriverManager.getConnection(database);
                PreparedStatement select = db.prepareStatement(sql)) {
            select.setString(1, argument);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return found;
    }
}
