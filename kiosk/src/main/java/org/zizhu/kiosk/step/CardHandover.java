package org.zizhu.kiosk.step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityCard;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityTalk;
import org.zizhu.drivers.dispenser.CardDispenser;
import org.zizhu.drivers.dispenser.CardDispenser.Position;
import org.zizhu.kiosk.collection.CardRecord;
import org.zizhu.kiosk.collection.CardRecord.Fact;
import org.zizhu.kiosk.collection.ChipNumber;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.platform.WaitingCard;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/**
 * One transaction: a card is drawn, its chip compared with what the platform says that this citizen gets, and it is presented and taken;
 * any other card, and one that nobody takes, goes into the bin. Where nobody can say now where the card is, the transaction stays open
 * and {@code org.zizhu.kiosk.recovery} asks the dispenser until it is known; so it does after a crash.
 */
final class CardHandover {

    /** Drawing takes about four seconds, and as long again for a device that has to be stopped. */
    private static final Duration MOVE_WITHIN = Duration.ofSeconds(20);

    /** The status and counters are asked within milliseconds; a move of before may be in the way. */
    private static final Duration ASK_WITHIN = Duration.ofSeconds(5);

    /** Seventeen commands at the dispenser's 9600 baud. */
    private static final Duration READ_WITHIN = Duration.ofSeconds(15);

    /** Long enough for somebody slow who has dropped their bag; then the card must not stick out any more. */
    private static final Duration TAKE_WITHIN = Duration.ofSeconds(60);

    /** A chip that does not answer at once may have bad contact. */
    private static final int READINGS = 2;

    /** A stacker in which so many cards in a row are somebody else's was filled wrongly: no more of them go into the bin. */
    private static final int MOST_CARDS = 3;

    private static final Duration TICK = Duration.ofSeconds(1);

    private final Matter matter;
    private final Desk desk;
    private final CardRecord record;
    private final CardDispenser dispenser;
    private final String transaction;
    private final CallContext context;

    CardHandover(Matter matter, CardDispenser dispenser) {
        this.matter = matter;
        this.desk = matter.desk();
        this.record = new CardRecord(matter.unit().journal(), matter.unit().clock());
        this.dispenser = dispenser;
        this.transaction = matter.unit().identities().get();
        this.context = matter.unit().context(matter.item(), transaction);
    }

    /** How it ended. */
    sealed interface Ended {
        /** The citizen has it. */
        record HandedOver() implements Ended {}

        /** The citizen has not got it, or nobody can say. */
        record NotHandedOver(String code) implements Ended {}
    }

    /** Runs the transaction to its end; nothing but a shutdown stops it on the way. */
    Ended run(WaitingCard waiting) throws VisitOver {
        showWorking(0);
        matter.purse().gives(matter.unit().journal(), transaction);
        matter.unit().journal().begin(transaction, matter.item().id());
        if (!(desk.await(dispenser.position(ASK_WITHIN)) instanceof Completion.Success<Position> way)) {
            return settled(Fact.NOT_DISPENSED, "dispenser-fault");
        }
        if (way.value() != Position.NONE && !capture("stray")) {
            return settled(Fact.NOT_DISPENSED, "dispenser-jammed");
        }
        String code = "new-card-not-found";
        for (int card = 0; card < MOST_CARDS; card++) {
            Optional<Ended> notDrawn = draw(waiting.handle());
            if (notDrawn.isPresent()) {
                return notDrawn.get();
            }
            showWorking(1);
            Completion<SocialSecurityCard> read = read();
            if (read instanceof Completion.Success<SocialSecurityCard> chip) {
                ChipNumber number = new ChipNumber(chip.value());
                if (number.is(waiting)) {
                    record.drawn(transaction, number);
                    return present();
                }
                record.wrong(transaction, number);
            } else {
                record.unreadable(transaction);
                code = "new-card-unreadable";
            }
            if (!capture("not-theirs")) {
                return settled(Fact.NOT_DISPENSED, "dispenser-jammed");
            }
        }
        return settled(Fact.NOT_DISPENSED, code);
    }

    /** Draws one to the reading position; empty when it is there. */
    private Optional<Ended> draw(String handle) {
        record.draws(transaction, handle, cardsInBin());
        Completion<Position> drawn = desk.await(dispenser.moveToChip(MOVE_WITHIN));
        if (!(drawn instanceof Completion.Failed<Position> failed) || isAt(Position.CHIP, failed)) {
            return Optional.empty();
        }
        // Wherever it stuck, it has not come to where the citizen could take it.
        record.notDrawn(transaction, failed.reason());
        return Optional.of(settled(Fact.NOT_DISPENSED, trouble(failed.reason())));
    }

    private OptionalInt cardsInBin() {
        return desk.await(dispenser.captured(ASK_WITHIN)) instanceof Completion.Success<Integer> count
                ? OptionalInt.of(count.value())
                : OptionalInt.empty();
    }

    /** Whether a card is there all the same, after a move that has not provably failed. */
    private boolean isAt(Position where, Completion.Failed<Position> failed) {
        boolean mayHaveMoved =
                switch (failed.code()) {
                    case HARDWARE_ERROR, TIME_OUT, USER_ERROR, CANCELLED -> true;
                    default -> false;
                };
        return mayHaveMoved
                && desk.await(dispenser.position(ASK_WITHIN)) instanceof Completion.Success<Position> found
                && found.value() == where;
    }

    private Completion<SocialSecurityCard> read() {
        Completion<SocialSecurityCard> read = Completion.failed(FailureCode.INVALID_DATA, "card-mute");
        for (int reading = 0; reading < READINGS && read instanceof Completion.Failed; reading++) {
            read = desk.await(dispenser.converse(new SocialSecurityTalk(), READ_WITHIN));
        }
        return read;
    }

    /** Takes the card on its way into the bin. */
    private boolean capture(String why) {
        record.captures(transaction, why);
        if (desk.await(dispenser.capture(MOVE_WITHIN)) instanceof Completion.Failed<Position> failed) {
            record.notCaptured(transaction, failed.reason());
            return false;
        }
        record.captured(transaction, "move");
        return true;
    }

    private Ended present() throws VisitOver {
        showWorking(2);
        record.presents(transaction);
        Completion<Position> held = desk.await(dispenser.hold(MOVE_WITHIN));
        if (held instanceof Completion.Failed<Position> failed && !isAt(Position.GATE, failed)) {
            return notPresented();
        }
        long start = desk.nanos();
        desk.show(takeScreen(TAKE_WITHIN));
        while (true) {
            desk.endIfClosing();
            Duration passed = Duration.ofNanos(desk.nanos() - start);
            if (dispenser.status().media() == MediaState.NOT_PRESENT) {
                return taken("gate-sensor");
            }
            if (passed.compareTo(TAKE_WITHIN) > 0) {
                return takeBack();
            }
            desk.update(takeScreen(TAKE_WITHIN.minus(passed)));
            desk.pause(TICK);
        }
    }

    /** It is still inside, or half out: then it may be pulled out, and a person has to look. */
    private Ended notPresented() {
        boolean inside = desk.await(dispenser.position(ASK_WITHIN)) instanceof Completion.Success<Position> found
                && found.value() == Position.CHIP;
        if (!inside) {
            record.taken(transaction, Fact.UNKNOWN, "stuck-at-the-gate");
            return settled(Fact.UNKNOWN, "card-in-doubt");
        }
        return capture("not-presented") ? retained("captured", "dispenser-fault") : inDoubt();
    }

    private Ended takeBack() throws VisitOver {
        OptionalInt before = cardsInBin();
        record.captures(transaction, "not-taken");
        Completion<Position> captured = desk.await(dispenser.capture(MOVE_WITHIN));
        if (captured instanceof Completion.Failed<Position> failed && failed.code() != FailureCode.SEQUENCE_ERROR) {
            return inDoubt();
        }
        OptionalInt now = cardsInBin();
        boolean byHand = captured instanceof Completion.Failed || (before.isPresent() && before.equals(now));
        if (byHand) {
            // Somebody was quicker: the way is free, and the bin has not got it.
            record.notCaptured(transaction, "taken-by-hand");
            return taken("bin-counter");
        }
        record.captured(transaction, "move");
        return retained("captured", "card-not-taken");
    }

    private Ended taken(String evidence) throws VisitOver {
        record.taken(transaction, Fact.TAKEN, evidence);
        new ReceiptTalk(matter).cardReceipt(transaction);
        settle(Fact.TAKEN);
        return new Ended.HandedOver();
    }

    private Ended retained(String evidence, String code) {
        record.taken(transaction, Fact.RETAINED, evidence);
        return settled(Fact.RETAINED, code);
    }

    /** Recovery will ask where it is. */
    private static Ended inDoubt() {
        return new Ended.NotHandedOver("card-in-doubt");
    }

    private Ended settled(Fact fact, String code) {
        settle(fact);
        return new Ended.NotHandedOver(code);
    }

    private void settle(Fact fact) {
        record.settle(matter.unit().journal().reread(transaction, matter.item().id()), fact, context);
    }

    private static String trouble(String reason) {
        return switch (reason) {
            case "stacker-empty" -> "dispenser-no-cards";
            case "bin-full" -> "dispenser-bin-full";
            case "card-jammed" -> "dispenser-jammed";
            default -> "dispenser-fault";
        };
    }

    private static Screen takeScreen(Duration left) {
        return new Screen.TakePaper(
                Text.of("新的社会保障卡", "Your new social security card"),
                "card",
                OptionalInt.of((int) Math.max(0, left.toSeconds())),
                List.of());
    }

    private void showWorking(int current) {
        desk.showUnlessShown(new Screen.Working(
                Text.of("正在取卡", "Getting your card"),
                List.of(
                        Text.of("从卡箱取卡", "Draw it from the stacker"),
                        Text.of("读取芯片，核对是您的卡", "Read its chip, to be sure that it is yours"),
                        Text.of("送到出卡口", "Bring it to the slot")),
                current));
    }
}
