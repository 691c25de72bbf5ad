package org.zizhu.bench.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zizhu.drivers.blank.emulator.BlankMechanismEmulator;
import org.zizhu.drivers.blank.emulator.BlankMechanismEmulator.Blank;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.Place;
import org.zizhu.kiosk.stock.Balance;
import org.zizhu.kiosk.stock.Ledger;
import org.zizhu.kiosk.stock.Store;
import org.zizhu.platform.people.Person;

/**
 * A business licence on a numbered blank: each blank that was loaded is in the magazine, with its holder, or in the machine; the kiosk's books and
 * the city's know each by its number, and as many licences are good as there are blanks that carry one.
 *
 * @param strange somebody has put in a blank that the books have never heard of
 */
record BlankGoods(boolean strange) implements Goods {

    @Override
    public Set<Cabinet.Part> parts() {
        return Set.of(Cabinet.Part.BLANKS);
    }

    @Override
    public Person comes(KillScene scene) {
        return scene.city().person("certificate");
    }

    @Override
    public String reckon(KillScene scene, org.zizhu.platform.payment.Balance money) {
        Balance books;
        Map<String, Place> places;
        int doubtful;
        try (Journal journal = JournalReading.open(scene.unit())) {
            Ledger ledger = new Ledger(journal);
            books = ledger.balance(Store.BLANKS);
            Ledger.Numbers numbers = ledger.numbers(Store.BLANKS);
            Goods.demand(numbers.strays().size() <= (strange ? 1 : 0), "strays: " + numbers.strays());
            places = numbers.places();
            doubtful = journal.unknown().size();
        }
        BlankMechanismEmulator machine = scene.cabinet().blanks();
        // On a machine under load a motor is late, and the driver, which has given it its time, is not.
        Eventually.holds(() -> !machine.moves(), () -> "a blank is still moving");
        List<Blank> inside = new ArrayList<>(machine.bin());
        inside.addAll(machine.onTheWay());
        List<Blank> taken = machine.taken();
        String seen = "taken " + taken + ", inside " + inside + ", books " + books;
        Goods.demand(books.holds() && books.underWay() == doubtful, "the books do not hold: " + seen);
        Goods.demand(books.left() == machine.blanksLeft() + between(machine), "the magazine has others: " + seen);
        Goods.demand(
                taken.size() + inside.size() - between(machine) == books.taken() + books.binned() + doubtful, seen);
        Goods.demand(taken.size() <= 1, "two licences for one citizen: " + seen);
        int carrying = 0;
        for (Map.Entry<String, Place> blank : places.entrySet()) {
            Optional<String> fate = scene.registers().blank(blank.getKey());
            boolean known =
                    switch (blank.getValue()) {
                        case TAKEN -> has(taken, blank.getKey()) && fate.equals(Optional.of("HANDED_OVER"));
                        case RETAINED -> has(inside, blank.getKey()) && fate.equals(Optional.of("RETAINED"));
                        case UNDER_WAY -> fate.equals(Optional.of("BOUND"));
                        case SPOILED -> has(inside, blank.getKey()) && fate.equals(Optional.of("VOID"));
                        default -> fate.isEmpty();
                    };
            Goods.demand(known, blank + ", the city has " + fate + ": " + seen);
            carrying += fate.filter(Set.of("HANDED_OVER", "RETAINED", "BOUND")::contains)
                            .isPresent()
                    ? 1
                    : 0;
        }
        long genuine = scene.documents().stream()
                .filter(document -> document.verdict().equals("genuine"))
                .count();
        Goods.demand(genuine == carrying, genuine + " good licences: " + seen);
        Goods.demand(money.takenFen() == 0, "paid for nothing: " + money);
        return "taken " + taken.size() + ", kept " + books.retained() + ", spoiled " + books.spoiled() + ", in doubt "
                + doubtful;
    }

    /** A sheet between two sensors is seen by nobody until the next feed carries it along. */
    private static int between(BlankMechanismEmulator machine) {
        return machine.spot() == BlankMechanismEmulator.Spot.BETWEEN ? 1 : 0;
    }

    private static boolean has(List<Blank> blanks, String number) {
        return blanks.stream().anyMatch(blank -> blank.number().equals(number));
    }
}
