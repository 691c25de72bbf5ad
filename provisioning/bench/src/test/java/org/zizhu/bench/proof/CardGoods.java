package org.zizhu.bench.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.zizhu.bench.table.Cards;
import org.zizhu.drivers.dispenser.crt591.emulator.DispenserView;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.Place;
import org.zizhu.kiosk.stock.Ledger;
import org.zizhu.kiosk.stock.Store;
import org.zizhu.platform.payment.Balance;
import org.zizhu.platform.people.Person;

/**
 * A new social security card out of the dispenser: each card that was loaded is in the stacker, with its holder, in the bin or in a jam, the
 * books know each by its number, and only who has theirs has paid.
 *
 * @param anothersFirst somebody else's card lies before theirs
 */
record CardGoods(boolean anothersFirst) implements Goods {

    static final long FEN = 1600;

    @Override
    public Set<Cabinet.Part> parts() {
        return Set.of(Cabinet.Part.DISPENSER);
    }

    @Override
    public Person comes(KillScene scene) {
        Person person = scene.somebody();
        List<Person> order = new ArrayList<>(List.of(person, scene.somebody()));
        if (anothersFirst) {
            order.add(0, order.remove(1));
        }
        for (Person holder : order) {
            scene.registers().bringCard(holder, scene.terminal());
        }
        scene.loaded(order);
        scene.cabinet()
                .dispenser()
                .load(order.stream().map(Cards::newSocialCard).toList());
        return person;
    }

    @Override
    public String reckon(KillScene scene, Balance money) {
        Ledger.Numbers books;
        try (Journal journal = JournalReading.open(scene.unit())) {
            books = new Ledger(journal).numbers(Store.CARDS);
        }
        DispenserView inside = scene.cabinet().dispenser().view();
        int taken = scene.citizen().cards().size();
        int left = inside.inStacker() + scene.cabinet().cardsTakenOut();
        List<Person> out = scene.stack().subList(0, scene.stack().size() - left);
        String seen = "out " + out.size() + ", taken " + taken + ", " + inside + ", books " + books;
        Goods.demand(books.strays().isEmpty() && books.in(Place.UNDER_WAY).isEmpty(), "the books do not hold: " + seen);
        Goods.demand(out.size() == taken + inside.inBin() + (inside.jammed() ? 1 : 0), "a card is missing: " + seen);
        Goods.demand(books.in(Place.TAKEN).size() == taken, "the books have another number taken: " + seen);
        Goods.demand(books.in(Place.RETAINED).size() == inside.inBin(), "the books have another bin: " + seen);
        for (Person holder : scene.stack()) {
            Place place = books.places().getOrDefault(scene.registers().digest(holder), Place.STORE);
            boolean known =
                    switch (place) {
                        case TAKEN -> holder.equals(scene.person()) && scene.cityHas(holder, "ACTIVE");
                        case RETAINED -> out.contains(holder) && scene.cityHas(holder, "RETAINED");
                        default -> scene.cityHas(holder, "WAITING");
                    };
            Goods.demand(
                    known,
                    "card of " + holder + " " + place + ", the city has "
                            + scene.registers().card(holder));
        }
        Goods.demand(money.deliveredFen() == taken * FEN && money.claimedFen() == 0, money + ", " + seen);
        return "taken " + taken + ", bin " + inside.inBin() + (inside.jammed() ? ", jam 1" : "");
    }
}
