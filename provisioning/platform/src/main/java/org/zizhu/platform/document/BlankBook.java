package org.zizhu.platform.document;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The book of numbered blanks: which document stands on which, and which are void. A blank that was bound once carries that document or
 * nothing, for ever.
 */
public final class BlankBook {

    /** What became of a blank, as far as the city has been told. */
    public enum Fate {
        /** A document was issued for it, and is on its way to paper. */
        BOUND,
        /** Its holder has it. */
        HANDED_OVER,
        /** Printed, not taken, and kept by the unit for its holder. */
        RETAINED,
        /** It can't be used any more: spoiled, unreadable, out of sequence, fed with another. */
        VOID
    }

    private BlankBook() {}

    /** Binds a blank to a document; false when it is in the book already. */
    public static boolean bind(Connection db, String blank, Document document, long at) throws SQLException {
        return enter(db, blank, Optional.of(document.number()), document.terminal(), Fate.BOUND, "", at);
    }

    /**
     * Enters a blank as void that no document was issued for; one that is in the book stays as it is.
     *
     * @param reason a keyword
     */
    public static void enterVoid(Connection db, String blank, String terminal, String reason, long at)
            throws SQLException {
        enter(db, blank, Optional.empty(), terminal, Fate.VOID, reason, at);
    }

    private static boolean enter(
            Connection db, String blank, Optional<String> document, String terminal, Fate fate, String reason, long at)
            throws SQLException {
        try (PreparedStatement insert =
                db.prepareStatement("INSERT INTO blank VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO NOTHING")) {
            insert.setString(1, blank);
            insert.setString(2, document.orElse(null));
            insert.setString(3, terminal);
            insert.setString(4, fate.name());
            insert.setString(5, reason);
            insert.setLong(6, at);
            return insert.executeUpdate() == 1;
        }
    }

    /** The blank of a document becomes this; nothing where it is on plain paper. */
    public static void become(Connection db, Document document, Fate fate, String reason, long at) throws SQLException {
        try (PreparedStatement update =
                db.prepareStatement("UPDATE blank SET fate = ?, reason = ?, at = ? WHERE document = ?")) {
            update.setString(1, fate.name());
            update.setString(2, reason);
            update.setLong(3, at);
            update.setString(4, document.number());
            update.executeUpdate();
        }
    }

    /** The number of the blank that a document was issued for. */
    public static Optional<String> of(Connection db, Document document) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT number FROM blank WHERE document = ?")) {
            select.setString(1, document.number());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** What the book says of a blank. */
    public static Optional<Fate> fate(Connection db, String blank) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT fate FROM blank WHERE number = ?")) {
            select.setString(1, blank);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(Fate.valueOf(row.getString(1))) : Optional.empty();
            }
        }
    }
}
