package org.zizhu.kiosk.simulation;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zizhu.drivers.blank.BlankNumber;
import org.zizhu.kiosk.simulation.City.Document;

/** Every numbered blank that was ever brought to the unit, where it really is, and what the city was told of it. */
final class Blanks {

    /** Where a blank really is. */
    enum Where {
        MAGAZINE,
        ON_ITS_WAY,
        WITH_A_CITIZEN,
        BIN,
        /** Staff have taken it out of the bin. */
        WITH_STAFF
    }

    /** One sheet. */
    static final class Sheet {
        final String number;
        /** Nobody can read its number any more. */
        final boolean torn;
        /** The next one comes along with it. */
        final boolean sticks;

        Where where = Where.MAGAZINE;
        boolean printed;

        private Sheet(String number, boolean torn, boolean sticks) {
            this.number = number;
            this.torn = torn;
            this.sticks = sticks;
        }
    }

    private static final String FIRST = "ZZ00430101";

    /** Out of another box. */
    private static final int ASTRAY = 5_000_000;

    private final World world;
    private final Map<String, Sheet> byNumber = new LinkedHashMap<>();
    private final Map<String, Document> issued = new LinkedHashMap<>();
    private final Set<String> voided = new HashSet<>();
    private int numbers;
    private int astray;

    Blanks(World world) {
        this.world = world;
    }

    /** The number of the next that is brought. */
    String next() {
        return BlankNumber.after(FIRST, numbers);
    }

    /** A sheet out of the box, mostly as it should be. */
    Sheet bring() {
        String number = next();
        numbers++;
        if (world.random().nextInt(150) == 0) {
            number = BlankNumber.after(FIRST, ASTRAY + astray++);
        }
        Sheet sheet = new Sheet(
                number, world.random().nextInt(50) == 0, world.random().nextInt(60) == 0);
        byNumber.put(number, sheet);
        return sheet;
    }

    Iterable<Sheet> all() {
        return byNumber.values();
    }

    /** Whether somebody has it; nobody has one that there never was. */
    boolean isTaken(String number) {
        return Optional.ofNullable(byNumber.get(number))
                .filter(sheet -> sheet.where == Where.WITH_A_CITIZEN)
                .isPresent();
    }

    // --- the city's book ---------------------------------------------------------------------------------------------

    /** Whether a document was issued for it, or it was said to be void. */
    boolean used(String number) {
        return issued.containsKey(number) || voided.contains(number);
    }

    void issued(String number, Document document) {
        issued.put(number, document);
    }

    /** The unit says that it is void. */
    void voided(String number) {
        if (isTaken(number)) {
            throw world.violated("what is said of blanks is true", number + " is void, and somebody has it");
        }
        voided.add(number);
    }

    /** The unit says what became of the document on it. */
    void settled(String number, String fact) {
        Sheet sheet = byNumber.get(number);
        boolean there = sheet != null;
        Where where = there ? sheet.where : Where.MAGAZINE;
        boolean fits =
                switch (fact) {
                    case "TAKEN" -> where == Where.WITH_A_CITIZEN && sheet.printed;
                    case "RETAINED" -> (where == Where.BIN || where == Where.WITH_STAFF) && sheet.printed;
                    case "PRESENTED", "UNKNOWN" -> there && where != Where.MAGAZINE;
                    default -> where != Where.WITH_A_CITIZEN;
                };
        if (!fits) {
            throw world.violated(
                    "what is said of blanks is true",
                    "the licence on " + number + " is " + fact + ", and it is " + where);
        }
    }
}
