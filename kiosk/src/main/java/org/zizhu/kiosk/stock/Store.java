package org.zizhu.kiosk.stock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.cabinet.Cabinet;
import org.zizhu.kiosk.screen.Text;

/**
 * A storage unit of the machine (XFS4IoT Storage) whose pieces are accounted for to the last one, with the bin that takes back what was not
 * taken.
 *
 * @param id the name under which its moves stand in the journal
 * @param capacity how many pieces fit
 * @param threshold at so many left it is low
 * @param numbered whether pieces are loaded by their printed numbers
 * @param letters what the numbers begin with, until the books know some
 */
public record Store(String id, Text name, int capacity, int threshold, boolean numbered, String letters) {

    /** The hopper of the card dispenser. */
    public static final Store CARDS = new Store("cards", Text.of("卡箱", "Card hopper"), 200, 20, false, "");

    /** The magazine of numbered certificate blanks. */
    public static final Store BLANKS = new Store("blanks", Text.of("空白证照仓", "Blank magazine"), 250, 25, true, "ZZ");

    /** One box of the locker. What is in it goes in and out by transactions, one piece at a time. */
    public static String box(int door) {
        return "box-" + door;
    }

    /** The store whose pieces are that supply. */
    static Optional<Store> of(Supply supply) {
        return switch (supply) {
            case CARDS -> Optional.of(CARDS);
            case BLANKS -> Optional.of(BLANKS);
            default -> Optional.empty();
        };
    }

    /** Those that staff load by hand in this cabinet. */
    public static List<Store> of(Cabinet cabinet) {
        List<Store> stores = new ArrayList<>();
        if (cabinet.cardDispenser().isPresent()) {
            stores.add(CARDS);
        }
        if (cabinet.blankPrinter().isPresent()) {
            stores.add(BLANKS);
        }
        return List.copyOf(stores);
    }
}
