package org.zizhu.bench.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.zizhu.drivers.blank.emulator.BlankMechanismEmulator;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.Place;
import org.zizhu.kiosk.stock.ExchangeBook;
import org.zizhu.kiosk.stock.Ledger;
import org.zizhu.kiosk.stock.Store;

/**
 * What field staff do with a magazine of numbered blanks before a unit is switched on: they fill it, and count it into the unit's books. Where the
 * books know of blanks already, those are in it.
 */
public final class CountedBlanks {

    /** What a box holds. */
    static final int BOX = 50;

    /** So many numbers for each minute: no two boxes that are opened on this table have the same. */
    private static final long NUMBERS_A_MINUTE = 64;

    private static final String STAFF = "field";

    private CountedBlanks() {}

    /** The first number of a box that nobody has seen before: the city knows each that was ever used. */
    static String freshBox(Instant now) {
        return "ZZ%010d".formatted(now.getEpochSecond() / 60 * NUMBERS_A_MINUTE);
    }

    /**
     * Fills the magazine as the books say; with a new box, which is counted in, if they say that it is empty.
     *
     * @param first the number of the first blank in the new box
     */
    public static void into(BlankMechanismEmulator mechanism, Path unit, String first) throws IOException {
        Path data = Files.createDirectories(unit.resolve("data"));
        try (Journal journal = Journal.open(data.resolve("journal.db"), InstantSource.system())) {
            Ledger ledger = new Ledger(journal);
            if (ledger.balance(Store.BLANKS).left() <= 0) {
                countIn(journal, ledger, first);
            }
            Ledger.Numbers numbers = ledger.numbers(Store.BLANKS);
            numbers.places().forEach((number, place) -> {
                if (place == Place.STORE) {
                    mechanism.load(number, 1);
                }
            });
        }
    }

    private static void countIn(Journal journal, Ledger ledger, String first) {
        ExchangeBook book = new ExchangeBook(journal, () -> UUID.randomUUID().toString());
        int binned = (int) ledger.balance(Store.BLANKS).binned();
        book.count(
                book.begin(Store.BLANKS, STAFF),
                new ExchangeBook.Count(0, List.of(), binned, BOX, Optional.of(first)),
                STAFF);
    }
}
