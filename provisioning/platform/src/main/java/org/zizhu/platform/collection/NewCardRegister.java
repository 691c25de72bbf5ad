package org.zizhu.platform.collection;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;

/** The table of new cards. */
public final class NewCardRegister {

    /** As many characters of its number's digest as terminals tell. */
    private static final int DIGEST_CHARACTERS = 16;

    /** How long a card is good for (十年). */
    private static final int YEARS = 10;

    private NewCardRegister() {}

    /** A card has been loaded; one that is there already is left as it is. */
    public static void enter(Connection db, NewCard card) throws SQLException {
        try (PreparedStatement insert =
                db.prepareStatement("INSERT OR IGNORE INTO new_card VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, card.handle());
            insert.setString(2, card.person());
            insert.setString(3, card.terminal());
            insert.setString(4, card.number());
            insert.setString(5, digest(card.number()));
            insert.setString(6, card.state().name());
            insert.executeUpdate();
        }
    }

    /** The one that was made for somebody last. */
    public static Optional<NewCard> of(Connection db, String person) throws SQLException {
        return one(db, "person", person);
    }

    public static Optional<NewCard> byHandle(Connection db, String handle) throws SQLException {
        return one(db, "handle", handle);
    }

    public static void become(Connection db, NewCard card, NewCard.State state) throws SQLException {
        try (PreparedStatement update = db.prepareStatement("UPDATE new_card SET state = ? WHERE handle = ?")) {
            update.setString(1, state.name());
            update.setString(2, card.handle());
            update.executeUpdate();
        }
    }

    /** Its holder has it: it is theirs from now on, and whichever they had before is not. */
    public static void activate(Connection db, NewCard card, LocalDate today) throws SQLException {
        become(db, card, NewCard.State.ACTIVE);
        try (PreparedStatement update = db.prepareStatement(
                "UPDATE social_card SET number = ?, valid_from = ?, valid_until = ?, lost = 0 WHERE person = ?")) {
            update.setString(1, card.number());
            update.setString(2, today.toString());
            update.setString(3, today.plusYears(YEARS).minusDays(1).toString());
            update.setString(4, card.person());
            update.executeUpdate();
        }
    }

    /** A card went into the bin of a terminal that had drawn it for somebody else. */
    public static void retained(Connection db, String terminal, String digest) throws SQLException {
        try (PreparedStatement update = db.prepareStatement(
                "UPDATE new_card SET state = 'RETAINED' WHERE terminal = ? AND digest = ? AND state = 'WAITING'")) {
            update.setString(1, terminal);
            update.setString(2, digest);
            update.executeUpdate();
        }
    }

    /** By what a terminal sees that a chip is that card's: neither number is told it. */
    public static String match(NewCard card, String identityNumber) {
        return sha256(card.handle() + ":" + card.number() + ":" + identityNumber);
    }

    private static String digest(String number) {
        return sha256(number).substring(0, DIGEST_CHARACTERS);
    }

    private static Optional<NewCard> one(Connection db, String column, String value) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT * FROM new_card WHERE " + column + " = ?")) {
            select.setString(1, value);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new NewCard(
                                row.getString("handle"),
                                row.getString("person"),
                                row.getString("terminal"),
                                row.getString("number"),
                                NewCard.State.valueOf(row.getString("state"))))
                        : Optional.empty();
            }
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
