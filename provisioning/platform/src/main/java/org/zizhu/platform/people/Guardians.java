package org.zizhu.platform.people;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The table of guardians and their wards. */
public final class Guardians {

    /**
     * Those of the sandbox city. Everyone there was born before 1900, so that nobody is a minor by their birth; the register says
     * that they are, and that is all that counts.
     */
    private static final List<Guardianship> KNOWN = List.of(
            new Guardianship("query", "long-term", Guardianship.Ground.DISABLED),
            new Guardianship("certificate", "long-name", Guardianship.Ground.MINOR),
            new Guardianship("certificate", "no-insurance", Guardianship.Ground.DISABLED));

    private Guardians() {}

    /** Enters those of whom both are known. */
    public static void enter(Connection db, List<Person> people) throws SQLException {
        Set<String> known =
                people.stream().filter(Person::known).map(Person::id).collect(Collectors.toSet());
        try (PreparedStatement insert = db.prepareStatement("INSERT INTO guardianship VALUES (?, ?, ?)")) {
            for (Guardianship one : KNOWN) {
                if (known.contains(one.guardian()) && known.contains(one.ward())) {
                    insert.setString(1, one.guardian());
                    insert.setString(2, one.ward());
                    insert.setString(3, one.ground().name());
                    insert.executeUpdate();
                }
            }
        }
    }

    /** For whom somebody may act by law. */
    public static List<Guardianship> of(Connection db, Citizen guardian) throws SQLException {
        try (PreparedStatement select =
                db.prepareStatement("SELECT * FROM guardianship WHERE guardian = ? ORDER BY ward")) {
            select.setString(1, guardian.id());
            List<Guardianship> all = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    all.add(new Guardianship(
                            row.getString("guardian"),
                            row.getString("ward"),
                            Guardianship.Ground.valueOf(row.getString("ground"))));
                }
            }
            return all;
        }
    }
}
