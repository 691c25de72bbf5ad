package org.zizhu.platform.collection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.platform.bilingual.Text;

/** The table of boxes. */
public final class BoxRegister {

    /** What came of opening a box, in the words of the contract. */
    public enum Fact {
        TAKEN,
        DEPOSITED,
        NOT_MOVED,
        NOT_THEIRS,
        NOT_OPENED,
        FOUND_OPEN,
        UNKNOWN
    }

    private BoxRegister() {}

    /** Writes what is so of a box. */
    public static void write(Connection db, Box box) throws SQLException {
        try (PreparedStatement insert =
                db.prepareStatement("INSERT OR REPLACE INTO box VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            Text what = box.what();
            insert.setString(1, box.terminal());
            insert.setInt(2, box.box());
            insert.setString(3, box.state().name());
            insert.setString(4, box.handle());
            insert.setString(5, box.person());
            insert.setString(6, box.caseNumber());
            insert.setString(7, what == null ? null : what.zh());
            insert.setString(8, what == null ? null : what.en());
            insert.setString(9, box.key());
            insert.executeUpdate();
        }
    }

    public static List<Box> of(Connection db, String terminal) throws SQLException {
        List<Box> boxes = new ArrayList<>();
        try (PreparedStatement select = db.prepareStatement("SELECT * FROM box WHERE terminal = ? ORDER BY box")) {
            select.setString(1, terminal);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    boxes.add(box(row));
                }
            }
        }
        return boxes;
    }

    /** The boxes of a terminal that hold something for somebody. */
    public static List<Box> waiting(Connection db, String terminal, String person) throws SQLException {
        return of(db, terminal).stream()
                .filter(box -> box.state() == Box.State.HOLDS && person.equals(box.person()))
                .toList();
    }

    public static Optional<Box> byHandle(Connection db, String terminal, String handle) throws SQLException {
        return of(db, terminal).stream()
                .filter(box -> handle.equals(box.handle()))
                .findFirst();
    }

    /** Keeps a free box, if there is one. */
    public static Optional<Box> keep(
            Connection db, String terminal, String handle, String person, Text what, String key) throws SQLException {
        Optional<Box> free = of(db, terminal).stream()
                .filter(box -> box.state() == Box.State.FREE)
                .findFirst()
                .map(box -> new Box(terminal, box.box(), Box.State.KEPT, handle, person, null, what, key));
        if (free.isPresent()) {
            write(db, free.get());
        }
        return free;
    }

    /** A box that is kept under the key is free again. */
    public static void release(Connection db, String terminal, String key) throws SQLException {
        for (Box box : of(db, terminal)) {
            if (box.state() == Box.State.KEPT && key.equals(box.key())) {
                write(db, box.freed());
            }
        }
    }

    /** What is so of a box after it was, or was not, opened. */
    public static void after(Connection db, Box box, Fact fact) throws SQLException {
        boolean kept = box.state() == Box.State.KEPT;
        write(
                db,
                switch (fact) {
                    case TAKEN -> box.freed();
                    case DEPOSITED -> box.become(Box.State.DEPOSITED);
                    case NOT_MOVED -> asItWas(box);
                    case NOT_OPENED -> kept ? box.freed() : box;
                    case NOT_THEIRS, FOUND_OPEN, UNKNOWN -> box.become(Box.State.TO_BE_CHECKED);
                });
    }

    /** Nothing was taken out or put in; of a box that was to be checked, somebody has looked. */
    private static Box asItWas(Box box) {
        boolean forDeposit = box.key() != null;
        return switch (box.state()) {
            case KEPT -> box.freed();
            case TO_BE_CHECKED -> forDeposit ? box.freed() : box.become(Box.State.HOLDS);
            case FREE, HOLDS, DEPOSITED -> box;
        };
    }

    private static Box box(ResultSet row) throws SQLException {
        String chinese = row.getString("what_zh");
        return new Box(
                row.getString("terminal"),
                row.getInt("box"),
                Box.State.valueOf(row.getString("state")),
                row.getString("handle"),
                row.getString("person"),
                row.getString("case_number"),
                text(chinese, row.getString("what_en")),
                row.getString("key"));
    }

    private static @Nullable Text text(@Nullable String chinese, @Nullable String english) {
        return chinese == null || english == null ? null : new Text(chinese, english);
    }
}
