package org.zizhu.kiosk.step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.locker.Locker;
import org.zizhu.drivers.locker.Locker.Door;
import org.zizhu.kiosk.collection.LockerRecord;
import org.zizhu.kiosk.collection.LockerRecord.Fact;
import org.zizhu.kiosk.collection.LockerRecord.Use;
import org.zizhu.kiosk.platform.Box;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/**
 * One transaction: a box is opened, something is taken out or put in, and its door is closed. The locker feels its doors and nothing behind
 * them, so what was done there the citizen is asked. A crash anywhere in here is settled by {@code org.zizhu.kiosk.recovery}.
 */
final class BoxOpening {

    /** The pulse of another lock may have to be waited for, then the door has three seconds. */
    private static final Duration OPEN_WITHIN = Duration.ofSeconds(8);

    /** A coil that was just fired is not fired again sooner. */
    private static final Duration COIL_RESTS = Duration.ofSeconds(2);

    /** To take something out, look at it, and close the door. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(90);

    /** To answer what nobody but them can know. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    /** Who has opened it so often has seen what is in it. */
    private static final int MOST_OPENINGS = 3;

    private static final Duration TICK = Duration.ofSeconds(1);

    private final Matter matter;
    private final Desk desk;
    private final LockerRecord record;
    private final Locker locker;
    private final String transaction;
    private final Box box;
    private final Use use;

    /** @param transaction begun already */
    BoxOpening(Matter matter, Locker locker, String transaction, Box box, Use use) {
        this.matter = matter;
        this.desk = matter.desk();
        this.record = new LockerRecord(matter.unit().journal(), matter.unit().clock());
        this.locker = locker;
        this.transaction = transaction;
        this.box = box;
        this.use = use;
    }

    /**
     * How it ended.
     *
     * @param trouble what to tell; empty when all is well
     */
    record Ended(Fact fact, Optional<String> trouble) {}

    /** Runs the transaction to its end; nothing but a shutdown stops it on the way. */
    Ended run() throws VisitOver {
        Ended ended = open(MOST_OPENINGS);
        if (ended.trouble().isEmpty() && ended.fact() != Fact.NOT_MOVED) {
            new ReceiptTalk(matter).boxReceipt(transaction, box.what(), box.box());
        }
        record.settle(
                matter.unit().journal().reread(transaction, matter.item().id()),
                ended.fact(),
                matter.unit().context(matter.item(), transaction));
        return ended;
    }

    private Ended open(int openingsLeft) throws VisitOver {
        record.opens(transaction, box, use);
        desk.show(screen(false, OptionalInt.empty()));
        Completion<Door> completion = desk.await(locker.open(box.box(), OPEN_WITHIN));
        if (!(completion instanceof Completion.Failed<Door> failed)) {
            record.opened(transaction, "door-switch");
            return atOpenDoor(openingsLeft);
        }
        if (failed.reason().equals("just-fired") && openingsLeft > 1) {
            record.notOpened(transaction, failed.reason());
            desk.pause(COIL_RESTS);
            return open(openingsLeft - 1);
        }
        boolean mayHaveMoved =
                switch (failed.code()) {
                    case HARDWARE_ERROR -> true;
                    case TIME_OUT -> !failed.reason().equals("time-out-in-queue");
                    default -> false;
                };
        if (mayHaveMoved) {
            record.openingNotKnown(transaction, failed.reason());
            return askWhetherOpen();
        }
        record.notOpened(transaction, failed.reason());
        return failed.reason().equals("already-open")
                ? new Ended(Fact.FOUND_OPEN, Optional.of("box-found-open"))
                : new Ended(Fact.NOT_OPENED, Optional.of("locker-fault"));
    }

    /** The switch has not seen it open; it may be the switch that is broken. */
    private Ended askWhetherOpen() throws VisitOver {
        Optional<Action> said = ask(
                Text.of(box.box() + " 号柜的门打开了吗？", "Did the door of box " + box.box() + " open?"),
                List.of(
                        Choice.strong("打开了", "It is open", new Action.Confirm()),
                        Choice.plain("没有打开", "It stayed shut", new Action.Decline())));
        if (said.isPresent() && said.get() instanceof Action.Decline) {
            record.handled(transaction, use, Fact.NOT_OPENED, "citizen-said");
            return new Ended(Fact.NOT_OPENED, Optional.of("box-stuck"));
        }
        return said.isEmpty() ? nobodySaid() : askWhatWasDone(1);
    }

    private Ended atOpenDoor(int openingsLeft) throws VisitOver {
        long start = desk.nanos();
        desk.show(open(CLOSE_WITHIN));
        Subscription following = locker.onChange(change -> desk.wake());
        try {
            while (locker.doors().getOrDefault(box.box(), Door.UNKNOWN) != Door.CLOSED) {
                desk.endIfClosing();
                Duration left = CLOSE_WITHIN.minusNanos(desk.nanos() - start);
                if (left.isNegative()) {
                    record.handled(transaction, use, Fact.UNKNOWN, "door-left-open");
                    return new Ended(Fact.UNKNOWN, Optional.of("box-left-open"));
                }
                desk.update(open(left));
                desk.pause(TICK);
            }
        } finally {
            following.close();
        }
        return askWhatWasDone(openingsLeft);
    }

    private Ended askWhatWasDone(int openingsLeft) throws VisitOver {
        boolean collecting = use == Use.COLLECT;
        Choice again = Choice.plain("再打开一次", "Open it again", new Action.Retry());
        Choice done = collecting
                ? Choice.strong("已取走", "I have taken it", new Action.Confirm())
                : Choice.strong("已放好", "I have put it in", new Action.Confirm());
        Choice not = collecting
                ? Choice.plain("没有取", "I left it there", new Action.Back())
                : Choice.plain("没有放", "I put nothing in", new Action.Back());
        Choice wrong = collecting
                ? Choice.plain("不是我的", "It is not mine", new Action.Decline())
                : Choice.plain("里面有东西", "It was not empty", new Action.Decline());
        Optional<Action> said = ask(
                collecting ? Text.of("您取走了吗？", "Have you taken it?") : Text.of("您放好了吗？", "Have you put it in?"),
                openingsLeft > 1 ? List.of(done, again, not, wrong) : List.of(done, not, wrong));
        if (said.isEmpty()) {
            return nobodySaid();
        }
        if (said.get() instanceof Action.Retry) {
            return open(openingsLeft - 1);
        }
        Fact fact = said.get() instanceof Action.Confirm
                ? collecting ? Fact.TAKEN : Fact.DEPOSITED
                : said.get() instanceof Action.Decline ? Fact.NOT_THEIRS : Fact.NOT_MOVED;
        record.handled(transaction, use, fact, "citizen-said");
        return new Ended(fact, fact == Fact.NOT_THEIRS ? Optional.of("box-not-theirs") : Optional.empty());
    }

    private Ended nobodySaid() {
        record.handled(transaction, use, Fact.UNKNOWN, "nobody-there");
        return new Ended(Fact.UNKNOWN, Optional.of("box-in-doubt"));
    }

    /** What they say; empty when they don't. */
    private Optional<Action> ask(Text question, List<Choice> choices) throws VisitOver {
        long start = desk.nanos();
        desk.show(new Screen.Confirmation(
                question,
                Text.of("柜内的东西本机看不到，请告诉我们。", "This kiosk can't see into the box: please tell us."),
                List.of(new Screen.Line(Text.of(box.box() + " 号柜", "Box " + box.box()), box.what())),
                choices));
        while (Duration.ofNanos(desk.nanos() - start).compareTo(ANSWER_WITHIN) <= 0) {
            Optional<Action> action = desk.listenPatiently(TICK).filter(heard -> choices.stream()
                    .anyMatch(choice -> choice.action().equals(heard)));
            if (action.isPresent()) {
                return action;
            }
        }
        return Optional.empty();
    }

    private Screen open(Duration left) {
        return screen(true, OptionalInt.of((int) Math.max(0, left.toSeconds())));
    }

    private Screen screen(boolean open, OptionalInt secondsLeft) {
        Text what = use == Use.COLLECT
                ? Text.of(
                        "请取出：" + box.what().chinese(), "Take out: " + box.what().english())
                : Text.of("请放入：" + box.what().chinese(), "Put in: " + box.what().english());
        return new Screen.OpenBox(what, box.box(), open, secondsLeft, List.of());
    }
}
