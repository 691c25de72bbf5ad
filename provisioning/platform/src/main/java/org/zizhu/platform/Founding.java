package org.zizhu.platform;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.zizhu.platform.casework.CaseFile;
import org.zizhu.platform.casework.CaseRegister;
import org.zizhu.platform.due.DueDrawer;
import org.zizhu.platform.due.DueRegister;
import org.zizhu.platform.insurance.Ledger;
import org.zizhu.platform.people.Census;
import org.zizhu.platform.people.Guardians;
import org.zizhu.platform.people.Person;
import org.zizhu.platform.people.Register;
import org.zizhu.platform.store.Database;

/** Fills an empty city with people, once, or finds those who live there. */
final class Founding {

    private Founding() {}

    /** The same people at every start: they follow from the seed and the day of founding, which the city remembers. */
    static List<Person> of(Database database, Settings settings) {
        return database.write(db -> {
            Optional<String> seed = remembered(db, "seed");
            if (seed.isEmpty()) {
                return found(db, settings);
            }
            if (!seed.get().equals(String.valueOf(settings.seed()))) {
                throw new IllegalStateException("this folder belongs to a city with seed " + seed.get());
            }
            List<Person> people = Census.draw(
                    settings.seed(), LocalDate.parse(remembered(db, "founded").orElseThrow()));
            enterRecords(db, people);
            enterDues(db, people, LocalDate.parse(remembered(db, "founded").orElseThrow()));
            return people;
        });
    }

    private static List<Person> found(Connection db, Settings settings) throws SQLException {
        LocalDate today = LocalDate.ofInstant(settings.clock().instant(), ZoneOffset.ofHours(8));
        List<Person> people = Census.draw(settings.seed(), today);
        for (Person person : people) {
            if (person.known()) {
                Register.enter(db, person);
                Ledger.enter(db, person.id(), person.contributions());
                for (CaseFile file : person.cases()) {
                    CaseRegister.enter(db, person.id(), file);
                }
            }
        }
        enterRecords(db, people);
        enterDues(db, people, today);
        remember(db, "seed", String.valueOf(settings.seed()));
        remember(db, "founded", today.toString());
        return people;
    }

    /** The secret by which people are called in terminals' records; made once. */
    static byte[] handleKey(Database database) {
        return database.write(db -> {
            Optional<String> key = remembered(db, "handle-key");
            if (key.isPresent()) {
                return HexFormat.of().parseHex(key.get());
            }
            byte[] made = new byte[32];
            new SecureRandom().nextBytes(made);
            remember(db, "handle-key", HexFormat.of().formatHex(made));
            return made;
        });
    }

    /** A city that was founded before these records were kept gets them at its next start. */
    private static void enterRecords(Connection db, List<Person> people) throws SQLException {
        if (remembered(db, "records").isPresent()) {
            return;
        }
        for (Person person : people) {
            if (person.known()) {
                Register.enterRecords(db, person);
            }
        }
        Guardians.enter(db, people);
        remember(db, "records", "phones, social security cards, guardians");
    }

    /** The same for what is due. */
    private static void enterDues(Connection db, List<Person> people, LocalDate founded) throws SQLException {
        if (remembered(db, "dues").isPresent()) {
            return;
        }
        DueDrawer drawer = new DueDrawer(founded);
        for (int place = 0; place < people.size(); place++) {
            Person person = people.get(place);
            if (person.known()) {
                DueRegister.enter(db, person.id(), drawer.of(person, place));
                DueRegister.enter(db, person.id(), drawer.household(person, place));
            }
        }
        remember(db, "dues", "medical insurance, fines, registration fees, water");
    }

    private static Optional<String> remembered(Connection db, String name) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT value FROM city WHERE name = ?")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static void remember(Connection db, String name, String value) throws SQLException {
        try (PreparedStatement insert = db.prepareStatement("INSERT INTO city VALUES (?, ?)")) {
            insert.setString(1, name);
            insert.setString(2, value);
            insert.executeUpdate();
        }
    }
}
