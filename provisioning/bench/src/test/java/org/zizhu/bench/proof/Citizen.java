package org.zizhu.bench.proof;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zizhu.bench.table.Cards;
import org.zizhu.bench.table.PrintedCode;
import org.zizhu.drivers.blank.emulator.BlankMechanismEmulator;
import org.zizhu.drivers.chipcard.emulator.EmulatedChipCard;
import org.zizhu.drivers.codescanner.JustSeen;
import org.zizhu.drivers.codescanner.serial.emulator.ScanEngineEmulator;
import org.zizhu.drivers.dispenser.crt591.emulator.Crt591Emulator;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.platform.payment.emulator.EmulatedWechatPay;
import org.zizhu.platform.payment.emulator.Paying;
import org.zizhu.platform.people.Person;
import org.zizhu.platform.phone.PhoneMessages;

/**
 * Somebody who wants something of a kiosk: sees what the kiosk shows, and does what a person does about it. What is not told
 * otherwise by {@link #on} is done as the kiosk asks for it.
 */
final class Citizen {

    /** A visit takes a few seconds; on a machine under heavy load everything takes several times as long. */
    static final Duration PATIENCE = Duration.ofSeconds(50);

    /** Sheets that are taken at once may not have been seen by the tray's sensor. */
    private static final int LOOKS_AT_PAPER_UNTIL = 88;

    private static final int BOXES = 6;

    private static final Duration SLIP_AWAY = JustSeen.AWAY.multipliedBy(2);

    private final Cabinet cabinet;
    private final BlockingQueue<Sight> eyes;
    private final List<Sight> seen = new ArrayList<>();
    private final Map<String, Runnable> habits = new HashMap<>();
    private RunningKiosk kiosk;
    private Person person;
    private long answered;
    private boolean chosen;
    private boolean again;
    private String item = "insurance-certificate";
    private String means = "WECHAT_PAY";
    private int sheets;
    private final List<EmulatedChipCard> cards = new ArrayList<>();
    private int boxesHandled;
    private Optional<String> scanned = Optional.empty();
    private Optional<String> slip = Optional.empty();
    private Slip standing = Slip.AWAY;
    private Action wanted = new Action.Confirm();
    private Duration patience = PATIENCE;

    /** What they are doing about their slip. */
    private enum Slip {
        /** There is none, or it is done with. */
        AWAY,
        /** To be brought as soon as the kiosk can be asked for something. */
        AT_HAND,
        /** Before the scanner. */
        SHOWN
    }

    Citizen(Cabinet cabinet, Person person) {
        this.cabinet = cabinet;
        this.person = person;
        this.eyes = new LinkedBlockingQueue<>();
    }

    /** Where a kiosk tells what it shows. */
    void sees(Sight sight) {
        eyes.add(sight);
    }

    /** Stands before this kiosk from now on. */
    Citizen before(RunningKiosk nextKiosk) {
        kiosk = nextKiosk;
        answered = 0;
        return this;
    }

    /** Waits longer than a visit takes. */
    Citizen patientFor(Duration time) {
        patience = time;
        return this;
    }

    /** Somebody else comes. */
    Citizen then(Person next) {
        person = next;
        chosen = false;
        sheets = 0;
        cards.clear();
        boxesHandled = 0;
        slip = Optional.empty();
        standing = Slip.AWAY;
        return this;
    }

    /** What they have come for; the certificate if it is not said. */
    Citizen wants(String other) {
        item = other;
        return this;
    }

    /** By what they pay. */
    Citizen paysBy(String other) {
        means = other;
        return this;
    }

    /** Of what could not be given they want the money back, rather than the thing. */
    Citizen wantsMoneyBack() {
        wanted = new Action.Decline();
        return this;
    }

    /** Whether they have carried away a slip of something unfinished. */
    boolean hasSlip() {
        return slip.isPresent();
    }

    String slip() {
        return slip.orElseThrow();
    }

    /** Has a slip of another kiosk, and wants it finished. */
    void carries(String theirs) {
        slip = Optional.of(theirs);
        standing = Slip.AT_HAND;
    }

    /** Asks for what they have come for. */
    void asks() {
        touch(chooses());
    }

    void leaves() {
        touch(new Action.EndVisit());
    }

    /** Comes once more to have finished what their slip is of, whatever became of it before. */
    Citizen bringsSlipAgain() {
        standing = Slip.AT_HAND;
        chosen = false;
        return asUsual().goesOn();
    }

    /** Whether they have neither got anything nor a slip of it. */
    boolean hasNothing() {
        return sheets == 0 && cards.isEmpty() && slip.isEmpty();
    }

    /** Comes once more for the same, with nothing but their card. */
    Citizen comesAgain() {
        again = true;
        chosen = false;
        return asUsual().goesOn();
    }

    /** Whether they had to come once more without a slip. */
    boolean cameAgain() {
        return again;
    }

    /** Does this on the screen, each time it is shown anew, instead of what is usual; may be nothing. */
    Citizen on(String screen, Runnable deed) {
        habits.put(screen, deed);
        return this;
    }

    Citizen asUsualOn(String screen) {
        habits.remove(screen);
        return this;
    }

    /** Does everything as the kiosk asks for it again, beginning with what is shown now. */
    Citizen asUsual() {
        habits.clear();
        answered = 0;
        return this;
    }

    /** Does what there is to do about what is shown now, though it was seen before. */
    Citizen looksAgain() {
        answered = 0;
        return goesOn();
    }

    /** What they have come for is done: they only leave. */
    Citizen wantsNothing() {
        chosen = true;
        return this;
    }

    /** What matters of what is shown now. */
    String detail() {
        return seen.get(seen.size() - 1).detail();
    }

    /** Touches what was shown last. */
    void touch(Action action) {
        kiosk.touch(seen.get(seen.size() - 1).view(), action);
    }

    /** How many sheets this person has carried away. */
    int sheets() {
        return sheets;
    }

    /** The cards that this person has carried away out of the dispenser. */
    List<EmulatedChipCard> cards() {
        return List.copyOf(cards);
    }

    /** How often this person had an open box before them, and took out or put in what they came for. */
    int boxesHandled() {
        return boxesHandled;
    }

    /** Whether this is shown now. */
    boolean isBefore(String screen) {
        return !seen.isEmpty() && seen.get(seen.size() - 1).is(screen);
    }

    /** All that was shown, of this id. */
    List<Sight> seen(String screen) {
        return seen.stream().filter(sight -> sight.is(screen)).toList();
    }

    void forgetSights() {
        seen.clear();
        eyes.clear();
    }

    /** Acts until the kiosk's power has gone. */
    void untilDark() {
        reaches("dark");
    }

    /** Not this person's hands, but somebody's who looks after the kiosk. */
    void staffEmptyTheTray() {
        cabinet.printer.takeSheets();
    }

    Sight reaches(String screen) {
        return reaches(sight -> sight.is(screen));
    }

    Sight reaches(String screen, String beginning) {
        return reaches(sight -> sight.is(screen, beginning));
    }

    /** Acts until the kiosk shows this, and returns it. */
    Sight reaches(Predicate<Sight> goal) {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            Sight sight = next(until);
            seen.add(sight);
            if (goal.test(sight)) {
                return sight;
            }
            if (sight.is("dark")) {
                throw new AssertionError("the kiosk ended after " + seen);
            }
            act(sight);
        }
    }

    /** Acts until something holds, whatever is shown meanwhile. */
    Citizen actsUntil(BooleanSupplier goal, Supplier<?> instead) {
        Eventually.holds(
                patience,
                () -> {
                    for (Sight sight = eyes.poll(); sight != null; sight = eyes.poll()) {
                        seen.add(sight);
                        act(sight);
                    }
                    return goal.getAsBoolean();
                },
                instead);
        return this;
    }

    /** Goes on from a sight that was a goal before. */
    Citizen goesOn() {
        act(seen.get(seen.size() - 1));
        return this;
    }

    /** Comes to the attract screen, does everything, and leaves. */
    void visitsFromBeginToEnd() {
        reaches("farewell");
        reaches("attract");
    }

    private Sight next(long until) {
        try {
            Sight sight = eyes.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (sight == null) {
                throw new AssertionError("nothing more was shown after " + seen);
            }
            return sight;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void act(Sight sight) {
        if (sight.is("open-box", "opening")) {
            return;
        }
        if (sight.is("take-paper", "blank")) {
            // The outlet may open a moment after it is said to; who finds it shut tries again.
            takesLicence();
            return;
        }
        if (sight.is("take-paper", "document")) {
            // Countdowns are updates of one view.
            if (habits.containsKey("take-paper")) {
                habits.get("take-paper").run();
            } else if (Integer.parseInt(sight.detail().split(" ", -1)[1]) <= LOOKS_AT_PAPER_UNTIL) {
                takesSheets();
            }
            return;
        }
        if (sight.is("home") && !chosen && !sight.is("home", "open")) {
            // Waits until the tile opens: devices take a moment to start.
            return;
        }
        // Farewell listens only once it has seen that the card is gone.
        boolean updated = sight.view() == answered && !sight.is("farewell");
        answered = sight.view();
        if (updated) {
            return;
        }
        if (standing == Slip.SHOWN) {
            cabinet.scannerIfAny().ifPresent(ScanEngineEmulator::takeAway);
        }
        if (sight.is("confirmation") && standing == Slip.SHOWN) {
            answersForSlip(sight);
            return;
        }
        Runnable habit = habits.get(sight.screen());
        if (habit == null) {
            usual(sight);
        } else {
            habit.run();
        }
    }

    /**
     * What they want of it, if it can be had; what is all over they have seen. Where the platform may have told the kiosk of the money before it was
     * lost, none goes back before the kiosk has looked into it: they leave. Else they try once more.
     */
    private void answersForSlip(Sight sight) {
        List<String> offered = List.of(sight.detail().split(" ", -1));
        if (offered.contains(wanted.getClass().getSimpleName())) {
            standing = Slip.AWAY;
            touch(wanted);
        } else if (offered.equals(List.of("Confirm"))) {
            standing = Slip.AWAY;
            touch(new Action.Confirm());
        } else if (offered.contains("Confirm")) {
            standing = Slip.AWAY;
            touch(new Action.Back());
        } else {
            standing = Slip.AT_HAND;
            touch(new Action.Back());
        }
    }

    /** Takes what the receipt printer holds out, and sees whether it is a slip to be brought again. */
    void takesReceipt() {
        if (cabinet.receipts.take() && cabinet.scannerIfAny().isPresent()) {
            Optional<String> code =
                    cabinet.receipts.lastReceipt().flatMap(PrintedCode::on).filter(text -> !text.startsWith("http"));
            if (code.isPresent()) {
                slip = code;
                standing = Slip.AT_HAND;
            }
        }
    }

    /** Holds the slip to the scanner; one that was there before only after it was away, or it counts as still held there. */
    private void showsSlip() {
        standing = Slip.SHOWN;
        byte[] code = slip.orElseThrow().getBytes(StandardCharsets.US_ASCII);
        cabinet.scannerIfAny().ifPresent(scanner -> {
            scanner.takeAway();
            CompletableFuture.delayedExecutor(SLIP_AWAY.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> scanner.show(code));
        });
    }

    void takesSheets() {
        sheets += cabinet.printer.takeSheets();
    }

    /** Takes the card at the gate, if there is one. */
    void takesCard() {
        cabinet.dispenserIfAny().flatMap(Crt591Emulator::pullCard).ifPresent(cards::add);
    }

    /** Takes what lies at the open outlet for licences. */
    void takesLicence() {
        cabinet.blanksIfAny().ifPresent(BlankMechanismEmulator::take);
    }

    /** Starts what the guide is of, or looks again when it is not open yet: devices take a moment to start. */
    void startsWhenOpen() {
        boolean open = seen.get(seen.size() - 1).is("guide", "open");
        chosen = open;
        touch(open ? new Action.Confirm() : new Action.Back());
    }

    /** Takes out of every open box, or puts into it, what they came for, and closes its door. */
    private void handlesBox() {
        cabinet.lockerIfAny().ifPresent(locker -> {
            for (int lock = 1; lock <= BOXES; lock++) {
                if (locker.open(1, lock)) {
                    boxesHandled++;
                    locker.closeDoor(1, lock);
                }
            }
        });
    }

    private void takesWhatLiesThere() {
        takesSheets();
        habits.getOrDefault("take-card", this::takesCard).run();
        handlesBox();
    }

    private void typesCode() {
        PhoneMessages.Message message = cabinet.city.messages().all().stream()
                .filter(sent -> sent.person().equals(person.id()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no message has come"));
        Matcher digits = Pattern.compile("[0-9]{6}").matcher(message.words().zh());
        if (!digits.find()) {
            throw new AssertionError("no code is in the message");
        }
        digits.group().chars().forEach(digit -> touch(new Action.TypeDigit(digit - '0')));
    }

    private void typesHousehold() {
        cabinet.city.household(person).orElseThrow().chars().forEach(digit -> touch(new Action.TypeDigit(digit - '0')));
        touch(new Action.Confirm());
    }

    private void usual(Sight sight) {
        switch (sight.screen()) {
            case "attract" -> touch(new Action.Begin());
            case "home" -> touch(chosen && standing == Slip.AWAY ? new Action.EndVisit() : chooses());
            case "guide" -> touch(sight.is("guide", "open") ? new Action.Confirm() : new Action.Back());
            case "present-card" -> cabinet.reader.insert(Cards.of(person));
            case "confirmation" -> touch(new Action.Confirm());
            case "choose-means" -> touch(new Action.ChooseMeans(means));
            case "choose-way" -> touch(new Action.ChooseWay("phone-code"));
            case "type-code" -> typesCode();
            case "type-number" -> typesHousehold();
            case "show-code" -> showsSlip();
            case "choose-dues" -> touch(new Action.Confirm());
            case "pay-by-code" -> pays();
            case "paid", "slip" -> touch(new Action.Confirm());
            case "take-paper" -> {
                if (sight.is("take-paper", "card")) {
                    habits.getOrDefault("take-card", this::takesCard).run();
                } else {
                    takesReceipt();
                }
            }
            case "open-box" -> handlesBox();
            case "review" -> touch(sight.detail().isEmpty() ? new Action.Rate(5) : new Action.SubmitReview());
            case "trouble" -> {
                if (sight.is("trouble", "slip-taken")) {
                    standing = Slip.AWAY;
                }
                touch(new Action.Back());
            }
            case "out-of-service" -> takesWhatLiesThere();
            case "farewell" -> {
                cabinet.reader.lift();
                touch(new Action.Back());
            }
            default -> {
                // Nothing to be done but to watch.
            }
        }
    }

    private Action chooses() {
        chosen = true;
        return new Action.ChooseItem(standing == Slip.AWAY ? item : "scan-code");
    }

    /** Scans what the kiosk shows, and does not pay yet. */
    void scans() {
        if (!cabinet.city.providers().scan(detail(), "somebody")) {
            throw new AssertionError("the wallet refuses the code");
        }
        scanned = Optional.of(detail());
    }

    /** Pays what was scanned before, if something was: whatever has become of the order meanwhile. */
    void paysWhatWasScanned() {
        scanned.ifPresent(code -> {
            if (!(cabinet.city.providers().pay(code, "somebody") instanceof Paying.Paid)) {
                throw new AssertionError("the wallet refuses what it has scanned");
            }
        });
        scanned = Optional.empty();
    }

    boolean hasScanned() {
        return scanned.isPresent();
    }

    /** Scans what the kiosk shows, and pays. */
    void pays() {
        pays("somebody");
    }

    private void pays(String payer) {
        if (!(cabinet.city.providers().pay(detail(), payer) instanceof Paying.Paid)) {
            throw new AssertionError("the wallet refuses the code");
        }
    }

    /** Pays by WeChat, and has it back from WeChat Pay before anybody was told. */
    void paysAndIsGivenBack() {
        // A wallet that has paid for nothing else.
        String payer = detail();
        pays(payer);
        EmulatedWechatPay wechatPay = cabinet.city.providers().wechatPay();
        wechatPay.movements().stream()
                .filter(movement -> movement.payer().equals(payer))
                .forEach(movement -> wechatPay.giveBack(movement.order()));
    }
}
