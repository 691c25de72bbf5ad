package org.zizhu.kiosk.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.idcard.CardReading;
import org.zizhu.drivers.receipt.Receipt;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.View;
import org.zizhu.kiosk.simulation.City.Document;
import org.zizhu.kiosk.simulation.City.Standing;
import org.zizhu.kiosk.stock.Store;
import org.zizhu.kiosk.tabletop.SealedPaper;

/** What always holds (design §2), looked at whenever something happens. What does not hold is thrown as {@link Violated}. */
final class Auditor {

    /** The longest that a kiosk may be busy with somebody who does not touch it: their paper lies there, their receipt, their card. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(8);

    /** Mains that are back within ten seconds were never gone; an idle kiosk looks every five. */
    private static final Duration BATTERY_NOTICED = Duration.ofSeconds(20);

    /** So many events without any time passing are a kiosk that turns in a circle. */
    private static final int SPINS = 20_000;

    /** Taking is the citizen's; what recovery finds taken may have been presented and not yet written down. */
    private static final Set<Entry.Step> WITH_INTENT = Set.of(
            Entry.Step.ISSUE,
            Entry.Step.PRINT,
            Entry.Step.RECEIPT,
            Entry.Step.PAY,
            Entry.Step.CLAIM,
            Entry.Step.BLANK,
            Entry.Step.RETRACT,
            Entry.Step.LOAD,
            Entry.Step.EXCHANGE);

    /** A job as the journal intends it. */
    private record Intended(String transaction, String document, @Nullable String blank) {}

    private final World world;
    private final Map<UUID, Intended> jobs = new HashMap<>();
    private final Map<String, UUID> jobOfDocument = new HashMap<>();
    private final Set<UUID> printing = new HashSet<>();
    private final Set<String> asked = new HashSet<>();
    /** The transactions in which a slip of an order was taken over here. */
    private final Map<String, List<String>> claims = new HashMap<>();

    private final List<CardReading> readings = new ArrayList<>();
    private long looks;
    private long entriesSeen;
    private long messagesSeen;
    private long lastSignOfLife;
    private long spinningSince;
    private int spins;
    private boolean idle = true;
    private @Nullable Entry newest;

    Auditor(World world) {
        this.world = world;
    }

    // --- intent before effect, and no effect twice -----------------------------------------------------------------

    /** An entry has become durable. */
    void appended(Entry entry) {
        newest = entry;
        looks++;
        world.stockRoom.appended(entry);
        if (entry.step() == Entry.Step.CLAIM && entry.phase() == Phase.DONE) {
            claims.computeIfAbsent(entry.demand("order"), unused -> new ArrayList<>())
                    .add(entry.transaction());
        }
        if (entry.step() == Entry.Step.PRINT && entry.phase() == Phase.INTENT) {
            UUID job = UUID.fromString(entry.demand("job"));
            jobs.put(job, new Intended(entry.transaction(), entry.demand("document"), entry.fact("blank")));
            if (jobOfDocument.put(entry.demand("document"), job) != null) {
                throw world.violated("no effect twice", "document " + entry.demand("document") + " is printed again");
            }
        }
        if (WITH_INTENT.contains(entry.step())
                && entry.phase() != Phase.INTENT
                && !world.witness.hasIntent(entry.transaction(), entry.step().name(), "{")) {
            throw world.violated(
                    "intent before effect", entry.step() + " " + entry.phase() + " without an intent in the journal");
        }
    }

    void beforePrinting(UUID job) {
        Intended intended = jobs.get(job);
        if (intended == null || !world.witness.hasIntent(intended.transaction, "PRINT", job.toString())) {
            throw world.violated("intent before effect", "a page is about to be printed that no intent speaks of");
        }
        if (!printing.add(job)) {
            throw world.violated("no effect twice", "a job is printed for the second time");
        }
    }

    /** The same on numbered blanks: the number is bound to the document before. */
    void beforePrintingOn(UUID job, List<String> blanks) {
        beforePrinting(job);
        String bound = jobs.get(job).blank;
        if (!blanks.equals(List.of(bound == null ? "" : bound))) {
            throw world.violated(
                    "each document is on its own blank", "what is bound to " + bound + " is printed on " + blanks);
        }
    }

    /** @param step what the last thing that became durable is to intend */
    void beforeMovingABlank(Entry.Step step, String what) {
        if (!intends(step)) {
            throw world.violated("intent before effect", "a blank is about to be " + what + " without an intent");
        }
    }

    void beforeTakingASlip(String transaction) {
        if (!world.witness.hasIntent(transaction, "CLAIM", "{")) {
            throw world.violated("intent before effect", "a slip is about to be taken over that no intent speaks of");
        }
    }

    void beforeIssuing(String key) {
        String transaction = key.substring(0, Math.max(0, key.lastIndexOf(':')));
        if (!world.witness.hasIntent(transaction, "ISSUE", key)) {
            throw world.violated("intent before effect", "a document is about to be issued that no intent speaks of");
        }
        if (!asked.add(key)) {
            throw world.violated("no effect twice", "a document is issued for the second time");
        }
    }

    void beforeReserving(String key) {
        String transaction = key.substring(0, Math.max(0, key.lastIndexOf(':')));
        if (!world.witness.hasIntent(transaction, "RESERVE", key)) {
            throw world.violated("intent before effect", "a box is about to be kept that no intent speaks of");
        }
    }

    void beforeOpening(int box) {
        if (!intends(Entry.Step.LOCKER) || !String.valueOf(box).equals(newest.fact("box"))) {
            throw world.violated("intent before effect", "a door is about to be opened that no intent speaks of");
        }
        if (!world.lockers.inUse(box)) {
            throw world.violated("no door opens for nobody", "door " + box + " is about to be opened");
        }
    }

    void beforeDrawing() {
        if (!intends(Entry.Step.CARD)) {
            throw world.violated("intent before effect", "a card is about to be drawn that no intent speaks of");
        }
    }

    /** Whether the last thing that became durable is the intent to do this; drawing asks for the bin's counter before. */
    private boolean intends(Entry.Step step) {
        return newest != null
                && newest.step() == step
                && newest.phase() == Phase.INTENT
                && world.witness.hasIntent(newest.transaction(), step.name(), "{");
    }

    void beforeAskingForMoney(String key) {
        String transaction = key.substring(0, Math.max(0, key.lastIndexOf(':')));
        if (!world.witness.hasIntent(transaction, "PAY", key)) {
            throw world.violated("intent before effect", "money is about to be asked for that no intent speaks of");
        }
        if (!asked.add(key)) {
            throw world.violated("no effect twice", "an order is placed for the second time");
        }
    }

    // --- what is said is true --------------------------------------------------------------------------------------

    void documentSettled(Document document, String fact) {
        if (document.blank != null) {
            world.blanks.settled(document.blank, fact);
            return;
        }
        int pages = pagesOf(document);
        boolean fits =
                switch (fact) {
                    case "TAKEN", "PRESENTED" -> pages == SealedPaper.PAGES;
                    case "NOT_TAKEN" -> pages == SealedPaper.PAGES || document.standing == Standing.WITH_A_PERSON;
                    case "NOT_PRINTED" -> pages == 0;
                    case "SPOILED" -> pages < SealedPaper.PAGES;
                    default -> true;
                };
        if (!fits) {
            throw world.violated(
                    "what is said of paper is true",
                    document.number + " is " + fact + ", and " + pages + " pages came out");
        }
        UUID job = jobOfDocument.get(document.number);
        if (fact.equals("TAKEN") && job != null && world.truth.takenOf(job) < SealedPaper.PAGES) {
            throw world.violated("what is said of paper is true", document.number + " is TAKEN, and still lies there");
        }
        if (fact.equals("withdrawn") && pages > 0) {
            throw world.violated("what is said of paper is true", document.number + " is withdrawn, and was printed");
        }
    }

    /** Whether a citizen has all of it. */
    boolean isTaken(Document document) {
        if (document.blank != null) {
            return world.blanks.isTaken(document.blank);
        }
        UUID job = jobOfDocument.get(document.number);
        return job != null && world.truth.takenOf(job) == SealedPaper.PAGES;
    }

    private int pagesOf(Document document) {
        UUID job = jobOfDocument.get(document.number);
        return job == null ? 0 : world.truth.pagesOf(job);
    }

    void moneySettled(CashDesk.Trade trade, String verb) {
        if (world.cash.isEntry(trade)) {
            if (!verb.equals("delivery")) {
                throw world.violated(
                        "money follows what was given", verb + " of " + trade.number + ", which is entered");
            }
            return;
        }
        boolean given = false;
        boolean perhaps = false;
        for (String child : given(trade)) {
            given |= world.cards.factOf(child).equals("TAKEN");
            perhaps |= world.cards.factOf(child).equals("UNKNOWN");
            for (Document document : world.city.of(child)) {
                given |= document.standing == Standing.DELIVERED;
                perhaps |= document.standing == Standing.WITH_A_PERSON || document.standing == Standing.ISSUED;
            }
        }
        boolean fits =
                switch (verb) {
                    case "delivery" -> given;
                    case "refund" -> !given && !perhaps;
                    default -> !given && perhaps;
                };
        if (!fits) {
            throw world.violated(
                    "money follows what was given",
                    verb + " of " + trade.number + ", and its document was " + (given ? "" : "not ") + "given");
        }
    }

    /** What was given for an order, or was to be: in the transaction in which it was paid, and in those that took its slip over. */
    private List<String> given(CashDesk.Trade trade) {
        List<String> given = new ArrayList<>(world.witness.givenFor(trade.transaction));
        claims.getOrDefault(trade.number, List.of()).forEach(claim -> given.addAll(world.witness.givenFor(claim)));
        return given;
    }

    /** Staff have looked, and say what becomes of money that was claimed. */
    void claimAnswered(CashDesk.Trade trade, boolean delivered) {
        boolean has = given(trade).stream()
                .anyMatch(child -> world.cards.isTakenOf(child)
                        || world.city.of(child).stream().anyMatch(this::isTaken));
        if (has != delivered) {
            throw world.violated(
                    "money follows what was given",
                    trade.number + " is " + (delivered ? "" : "not ") + "delivered by staff's word");
        }
    }

    // --- nothing of the citizen stays ------------------------------------------------------------------------------

    void read(CardReading reading) {
        readings.add(reading);
    }

    void onPaper(Receipt receipt) {
        String text = receipt.toString();
        if (Citizens.named(text)) {
            throw world.violated("nothing of the citizen stays", "a receipt carries a name or number");
        }
    }

    /** What was in the kiosk's memory is gone with its power. */
    void darkens() {
        readings.clear();
        idle = true;
    }

    private void forgotten(View view) {
        if (view.citizen().isPresent() || Citizens.named(view.toString())) {
            throw world.violated("nothing of the citizen stays", "the idle screen names a citizen");
        }
        for (CardReading reading : readings) {
            for (byte part : reading.photo().wlt()) {
                if (part != 0) {
                    throw world.violated("nothing of the citizen stays", "a photo outlives its visit");
                }
            }
        }
        readings.clear();
        for (String text : world.witness.entriesSince(entriesSeen)) {
            written(text);
        }
        for (String text : world.witness.messagesSince(messagesSeen)) {
            written(text);
        }
        entriesSeen = world.witness.lastEntry();
        messagesSeen = world.witness.lastMessage();
    }

    private void written(String text) {
        if (Citizens.named(text)) {
            throw world.violated("nothing of the citizen stays", "the journal has written down a name or number");
        }
    }

    // --- every wait ends, and everything is accounted for ------------------------------------------------------------

    void shown(View view, boolean another) {
        Screen screen = view.screen();
        boolean wasIdle = idle;
        idle = screen instanceof Screen.Attract || screen instanceof Screen.OutOfService;
        if (another
                && world.onBatteryFor().compareTo(BATTERY_NOTICED) > 0
                && (screen instanceof Screen.Attract || (wasIdle && screen instanceof Screen.Home))) {
            throw world.violated("on the battery nobody is received", "the screen is " + screen.id());
        }
        if (!another) {
            return;
        }
        if (screen instanceof Screen.Attract) {
            forgotten(view);
            accountedFor();
        } else {
            world.person().ifPresent(person -> {
                if (person.namesOthers(view)) {
                    throw world.violated("nothing of the citizen stays", "a screen names somebody who was here before");
                }
            });
        }
    }

    /** What the platform holds open is open in the journal as well, or on its way. */
    private void accountedFor() {
        for (Document document : world.city.open()) {
            if (!world.witness.accountsFor(document.transaction)) {
                throw world.violated("each document is accounted for", document.number + " was forgotten");
            }
        }
        for (CashDesk.Trade trade : world.cash.owedByUnit()) {
            if (!world.witness.accountsFor(trade.transaction)
                    && claims.getOrDefault(trade.number, List.of()).stream().noneMatch(world.witness::accountsFor)) {
                throw world.violated("each fen is accounted for", trade.number + " was forgotten");
            }
        }
    }

    void touched() {
        lastSignOfLife = world.time.nanos();
    }

    /** The kiosk waits for its next event. */
    void waits() {
        looks++;
        long now = world.time.nanos();
        if (now != spinningSince) {
            spinningSince = now;
            spins = 0;
        } else if (++spins > SPINS) {
            throw world.violated("every wait ends", "the kiosk turns in a circle");
        }
        if (idle) {
            lastSignOfLife = now;
        } else if (now - lastSignOfLife > LONGEST_WAIT.toNanos()) {
            throw world.violated(
                    "every wait ends",
                    "nobody has touched it for " + LONGEST_WAIT.toMinutes() + " minutes, and it still waits");
        }
    }

    /** At the end, when all is well and everything was told: nothing is open any more, and the sums are even. */
    void balance() {
        if (world.witness.openTransactions() > 0 || world.witness.waitingMessages() > 0) {
            throw world.violated(
                    "everything is settled",
                    world.witness.openTransactions() + " transactions are open and " + world.witness.waitingMessages()
                            + " messages wait");
        }
        for (Document document : world.city.documents()) {
            if (document.standing == Standing.ISSUED) {
                throw world.violated("each document is accounted for", document.number + " is still held to be issued");
            }
        }
        long taken = world.cash.takenFen();
        long known = world.cash.returnedFen()
                + world.cash.fen(org.zizhu.kiosk.platform.PaymentOrder.Fate.DELIVERED)
                + world.cash.fen(org.zizhu.kiosk.platform.PaymentOrder.Fate.CLAIMED)
                + world.cash.owedByOthersFen();
        if (taken != known || world.cash.inFlightFen() > 0) {
            throw world.violated(
                    "each fen is accounted for", taken + " fen were taken, and " + known + " are known of");
        }
        long reckoned = world.witness.pagesReckoned();
        long unknown = world.witness.jobsUnknown();
        if (world.truth.pages() < reckoned || world.truth.pages() > reckoned + unknown * SealedPaper.PAGES) {
            throw world.violated(
                    "each page is accounted for",
                    world.truth.pages() + " came out; the journal reckons " + reckoned + " and " + unknown
                            + " jobs unknown");
        }
        reconcile();
        if (!world.lockers.kept().isEmpty()) {
            throw world.violated("each box is accounted for", world.lockers.kept() + " are kept for nobody");
        }
        for (String trace : world.bytesOnDisk()) {
            written(trace);
        }
    }

    /** What the books have of cards is what is so, but for those of which they say that nobody knows. Looked at when nothing is under way. */
    void reconcile() {
        if (world.witness.openTransactions() > 0) {
            return;
        }
        cards();
        blanks();
    }

    private void cards() {
        Map<String, Long> books = world.witness.balance(Store.CARDS.id());
        long doubtful = books.getOrDefault("UNDER_WAY", 0L);
        long taken = world.cards.count(CardOffice.Where.WITH_A_CITIZEN);
        long takenByBooks = books.getOrDefault("TAKEN", 0L);
        if (taken < takenByBooks || taken > takenByBooks + doubtful) {
            throw world.violated(
                    "each card is accounted for",
                    taken + " are with citizens; the books have " + takenByBooks + ", and " + doubtful + " in doubt");
        }
        left(Store.CARDS.id(), world.dispenser.left(), books);
    }

    private void left(String store, long left, Map<String, Long> books) {
        long missing = books.getOrDefault("STORE", 0L) - left;
        if (!world.stockRoom.isAheadOfTheBooks(store) && Math.abs(missing) > world.stockRoom.doubtful(store)) {
            throw world.violated(
                    "the books have what is there",
                    "of " + store + " " + missing + " are missing, and of " + world.stockRoom.doubtful(store)
                            + " it is not certain where they are");
        }
    }

    /** Each by its number: what the books have with a citizen is there, and nothing else is. */
    private void blanks() {
        Map<String, String> places = world.witness.placesOfBlanks();
        for (Blanks.Sheet sheet : world.blanks.all()) {
            String place = places.getOrDefault(sheet.number, "");
            boolean fits =
                    switch (sheet.where) {
                        case WITH_A_CITIZEN -> Set.of("TAKEN", "UNDER_WAY").contains(place);
                        case MAGAZINE -> Set.of("STORE", "").contains(place);
                        case ON_ITS_WAY, BIN, WITH_STAFF -> !place.equals("TAKEN");
                    };
            if (!fits && !(sheet.where == Blanks.Where.MAGAZINE && sheet.torn)) {
                throw world.violated(
                        "each blank is accounted for",
                        sheet.number + " is " + sheet.where + ", and the books have it " + place);
            }
        }
        left(Store.BLANKS.id(), world.blankPrinter.left(), world.witness.balance(Store.BLANKS.id()));
    }

    /** How often it was looked at whether all holds: after each entry and each event. */
    long looks() {
        return looks;
    }
}
