package org.zizhu.platform.people;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;

/** The table of people. */
public final class Register {

    private Register() {}

    public static void enter(Connection db, Person person) throws SQLException {
        Card card = person.card();
        try (PreparedStatement insert =
                db.prepareStatement("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, person.id());
            insert.setString(2, card.kind().name());
            insert.setString(3, card.number());
            insert.setString(4, card.knownName());
            insert.setString(5, card.sex());
            insert.setString(6, card.birth().toString());
            insert.setString(
                    7, card.validUntil() == null ? null : card.validUntil().toString());
            insert.setBoolean(8, person.lost());
            insert.setString(9, person.division().code());
            insert.setString(10, person.division().city());
            insert.setString(11, person.division().name());
            insert.executeUpdate();
        }
    }

    public static Optional<Citizen> byNumber(Connection db, CardKind kind, String number) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT * FROM person WHERE number = ? AND kind = ?")) {
            select.setString(1, number);
            select.setString(2, kind.name());
            return one(select);
        }
    }

    public static Optional<Citizen> byId(Connection db, String id) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT * FROM person WHERE id = ?")) {
            select.setString(1, id);
            return one(select);
        }
    }

    private static Optional<Citizen> one(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            String until = row.getString("valid_until");
            return Optional.of(new Citizen(
                    row.getString("id"),
                    CardKind.valueOf(row.getString("kind")),
                    row.getString("number"),
                    row.getString("name"),
                    row.getString("sex"),
                    LocalDate.parse(row.getString("birth")),
                    until == null ? null : LocalDate.parse(until),
                    row.getBoolean("lost"),
                    new Division(
                            row.getString("division"), row.getString("division_name"), row.getString("city_name"))));
        }
    }
}
