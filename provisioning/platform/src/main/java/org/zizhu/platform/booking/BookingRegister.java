package org.zizhu.platform.booking;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.zizhu.platform.casework.CaseItem;

/** The table of bookings. */
public final class BookingRegister {

    private BookingRegister() {}

    /** @param person the register's id */
    public static void enter(Connection db, String person, Booking booking) throws SQLException {
        try (PreparedStatement insert =
                db.prepareStatement("INSERT INTO booking VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL)")) {
            insert.setString(1, booking.number());
            insert.setString(2, person);
            insert.setString(3, booking.item().name());
            insert.setString(4, booking.place());
            insert.setInt(5, booking.counter());
            insert.setLong(6, booking.starts().toEpochMilli());
            insert.setLong(7, booking.ends().toEpochMilli());
            insert.executeUpdate();
        }
    }

    public static Optional<Booking> byNumber(Connection db, String number) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT * FROM booking WHERE number = ?")) {
            select.setString(1, number);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Booking(
                                number,
                                CaseItem.valueOf(row.getString("item")),
                                row.getString("place"),
                                row.getInt("counter"),
                                Instant.ofEpochMilli(row.getLong("starts")),
                                Instant.ofEpochMilli(row.getLong("ends"))))
                        : Optional.empty();
            }
        }
    }

    /** Whose it is, by the register's id. */
    public static Optional<String> holder(Connection db, String number) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT person FROM booking WHERE number = ?")) {
            select.setString(1, number);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** Notes that its holder has come; the first time counts. */
    public static void checkIn(Connection db, String number, String terminal, Instant at) throws SQLException {
        try (PreparedStatement update = db.prepareStatement(
                "UPDATE booking SET terminal = ?, checked_in = ? WHERE number = ? AND checked_in IS NULL")) {
            update.setString(1, terminal);
            update.setLong(2, at.toEpochMilli());
            update.setString(3, number);
            update.executeUpdate();
        }
    }

    /** When its holder came; empty while they have not. */
    public static Optional<Instant> checkedIn(Connection db, String number) throws SQLException {
        try (PreparedStatement select =
                db.prepareStatement("SELECT checked_in FROM booking WHERE number = ? AND checked_in IS NOT NULL")) {
            select.setString(1, number);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(Instant.ofEpochMilli(row.getLong(1))) : Optional.empty();
            }
        }
    }
}
