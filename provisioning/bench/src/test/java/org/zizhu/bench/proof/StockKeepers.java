package org.zizhu.bench.proof;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.zizhu.bench.table.UnitFolder;
import org.zizhu.drivers.blank.emulator.BlankMechanismEmulator;
import org.zizhu.drivers.blank.emulator.BlankMechanismEmulator.Blank;
import org.zizhu.drivers.chipcard.emulator.EmulatedStaffCard;
import org.zizhu.kiosk.identity.staff.StaffRole;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.stock.ExchangeBook;
import org.zizhu.kiosk.stock.Ledger;
import org.zizhu.kiosk.stock.SerialRange;
import org.zizhu.kiosk.stock.Store;

/**
 * Stock keepers with their cards, one after the other, who have loaded blanks and see to it that the books say so: one counts, and where the count
 * waits for somebody else the next one agrees. They come until it is done, also after a power cut.
 */
final class StockKeepers {

    private static final String PIN = "408173";

    /** What was brought along. */
    static final int LOADED = 10;

    private final Citizen hands;
    private final StaffSlot slot;
    private final BlankMechanismEmulator machine;
    private final Path unit;
    private final Function<KeyPair, X509Certificate> authority;

    /** The first number of those that were brought, behind all others in the magazine. */
    private final String firstLoaded;

    private boolean agrees;

    StockKeepers(Citizen hands, Cabinet cabinet) {
        this.hands = hands;
        this.slot = cabinet.staffSlot();
        this.machine = cabinet.blanks();
        this.unit = cabinet.folder.resolve("unit");
        List<Blank> magazine = machine.magazine();
        this.firstLoaded = magazine.get(magazine.size() - LOADED).number();
        this.authority = key -> cabinet.city
                .staff()
                .certify(
                        key.getPublic(),
                        UnitFolder.DIVISION,
                        List.of(StaffRole.STOCK_KEEPER.purpose()),
                        Instant.now().minus(Duration.ofDays(1)),
                        Duration.ofDays(2));
    }

    /** They come whenever nobody uses the kiosk; when all is done, this is done there instead. */
    void come(Runnable then) {
        hands.on("attract", () -> {
                    if (done()) {
                        then.run();
                    } else {
                        agrees = waits();
                        slot.insert(card());
                    }
                })
                .on("staff-pin", () -> {
                    slot.noticed();
                    types(PIN);
                })
                .on("staff-menu", () -> {
                    if (done() || (waits() && !agrees)) {
                        slot.remove();
                    } else {
                        hands.touch(new Action.ChooseDeed("exchange"));
                    }
                })
                .on("confirmation", () -> hands.touch(answer()))
                .on("type-number", () -> types(number(hands.detail())));
    }

    /** Whether the books say what is in the magazine. */
    boolean done() {
        try (Journal journal = JournalReading.open(unit)) {
            return open(journal).isEmpty()
                    && new Ledger(journal).balance(Store.BLANKS).left() == machine.blanksLeft();
        }
    }

    private boolean waits() {
        try (Journal journal = JournalReading.open(unit)) {
            return open(journal).flatMap(ExchangeBook.Bracket::disputed).isPresent();
        }
    }

    private static Optional<ExchangeBook.Bracket> open(Journal journal) {
        return new ExchangeBook(journal, () -> "").open(Store.BLANKS);
    }

    private void types(String digits) {
        digits.chars().forEach(digit -> hands.touch(new Action.TypeDigit(digit - '0')));
        hands.touch(new Action.Confirm());
    }

    private Action answer() {
        List<String> offered = List.of(hands.detail().split(" ", -1));
        if (offered.contains("Agree")) {
            return new Action.Agree();
        }
        return offered.contains("Confirm") ? new Action.Confirm() : new Action.Back();
    }

    private String number(String question) {
        List<SerialRange> there = rangesBefore();
        return switch (question) {
            case "How many are in it, before you load?" -> "" + (machine.blanksLeft() - LOADED);
            case "What is the lowest number in it?" -> digits(there.get(0).first());
            case "What is the lowest number of the others?" ->
                digits(there.get(1).first());
            case "How many did you take out of the bin?" -> "0";
            case "How many do you load now?" -> "" + LOADED;
            case "What is the lowest number that you load?" -> digits(firstLoaded);
            default ->
                there.stream()
                        .filter(range -> question.equals("How many follow each other from " + range.first() + "?"))
                        .map(range -> "" + range.count())
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("nobody knows: " + question));
        };
    }

    /** What was in the magazine before they came. */
    private List<SerialRange> rangesBefore() {
        List<Blank> magazine = machine.magazine();
        List<SerialRange> ranges = new ArrayList<>();
        for (Blank blank : magazine.subList(0, magazine.size() - LOADED)) {
            SerialRange last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last != null
                    && new SerialRange(last.first(), last.count() + 1).last().equals(blank.number())) {
                ranges.set(ranges.size() - 1, new SerialRange(last.first(), last.count() + 1));
            } else {
                ranges.add(new SerialRange(blank.number(), 1));
            }
        }
        return ranges;
    }

    private static String digits(String number) {
        return number.replaceAll("[^0-9]", "");
    }

    private EmulatedStaffCard card() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair key = generator.generateKeyPair();
            return new EmulatedStaffCard(authority.apply(key).getEncoded(), key.getPrivate(), PIN);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
