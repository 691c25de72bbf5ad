package org.zizhu.bench.proof;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.zizhu.drivers.blank.emulator.BlankMechanismEmulator.Blank;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.Place;
import org.zizhu.kiosk.stock.Ledger;
import org.zizhu.kiosk.stock.Store;
import org.zizhu.platform.payment.Balance;
import org.zizhu.platform.people.Person;

/** Blanks that staff load: in the end each number that is in the magazine is in the books, once, and no other is. */
record ExchangeGoods() implements Goods {

    @Override
    public Set<Cabinet.Part> parts() {
        return EnumSet.of(Cabinet.Part.BLANKS, Cabinet.Part.CHIP_CARD_READER);
    }

    @Override
    public Person comes(KillScene scene) {
        return scene.city().person("certificate");
    }

    /** Whoever was there when the power went comes again. */
    @Override
    public void finish(KillScene scene) {
        Citizen hands = scene.citizen();
        StockKeepers keepers = new StockKeepers(hands, scene.cabinet());
        keepers.come(() -> {});
        hands.looksAgain()
                .actsUntil(
                        () -> keepers.done() && hands.isBefore("attract"), () -> JournalReading.listing(scene.unit()));
        hands.on("attract", () -> {});
    }

    @Override
    public String reckon(KillScene scene, Balance money) {
        List<String> there = scene.cabinet().blanks().magazine().stream()
                .map(Blank::number)
                .sorted()
                .toList();
        try (Journal journal = JournalReading.open(scene.unit())) {
            Ledger ledger = new Ledger(journal);
            List<String> books = ledger.numbers(Store.BLANKS).in(Place.STORE).stream()
                    .sorted()
                    .toList();
            Goods.demand(ledger.balance(Store.BLANKS).holds(), "the books do not hold");
            Goods.demand(books.equals(there), "the books have " + books + ", and there are " + there);
        }
        Goods.demand(money.takenFen() == 0, "paid for nothing: " + money);
        return "in the books " + there.size();
    }
}
