package org.zizhu.platform.people;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;

/** The table of people. */
public final class Register {

    private static final String SELECT =
            "SELECT person.*, phone.number AS phone FROM person LEFT JOIN phone ON phone.person = person.id WHERE ";

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

    /** What the other offices know of a person: the phone on record, and the social security card. */
    public static void enterRecords(Connection db, Person person) throws SQLException {
        if (person.phone() != null) {
            try (PreparedStatement insert = db.prepareStatement("INSERT INTO phone VALUES (?, ?)")) {
                insert.setString(1, person.id());
                insert.setString(2, person.phone());
                insert.executeUpdate();
            }
        }
        SocialCard card = person.socialCard();
        try (PreparedStatement insert = db.prepareStatement("INSERT INTO social_card VALUES (?, ?, ?, ?, ?)")) {
            insert.setString(1, person.id());
            insert.setString(2, card.number());
            insert.setString(3, card.validFrom().toString());
            insert.setString(4, card.validUntil().toString());
            insert.setBoolean(5, card.lost());
            insert.executeUpdate();
        }
    }

    /** Whose identity number it is, whatever kind of card it stands on. */
    public static Optional<Citizen> byAnyNumber(Connection db, String number) throws SQLException {
        try (PreparedStatement select = db.prepareStatement(SELECT + "person.number = ?")) {
            select.setString(1, number);
            return one(select);
        }
    }

    /** The social security card that a person holds now. */
    public static Optional<SocialCard> socialCard(Connection db, Citizen holder) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT * FROM social_card WHERE person = ?")) {
            select.setString(1, holder.id());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new SocialCard(
                                row.getString("number"),
                                LocalDate.parse(row.getString("valid_from")),
                                LocalDate.parse(row.getString("valid_until")),
                                row.getBoolean("lost")))
                        : Optional.empty();
            }
        }
    }

    public static Optional<Citizen> byNumber(Connection db, CardKind kind, String number) throws SQLException {
        try (PreparedStatement select = db.prepareStatement(SELECT + "person.number = ? AND kind = ?")) {
            select.setString(1, number);
            select.setString(2, kind.name());
            return one(select);
        }
    }

    public static Optional<Citizen> byId(Connection db, String id) throws SQLException {
        try (PreparedStatement select = db.prepareStatement(SELECT + "id = ?")) {
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
                    new Division(row.getString("division"), row.getString("division_name"), row.getString("city_name")),
                    row.getString("phone")));
        }
    }
}
