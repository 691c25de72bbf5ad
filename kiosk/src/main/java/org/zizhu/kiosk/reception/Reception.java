package org.zizhu.kiosk.reception;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.receipt.Receipt;
import org.zizhu.kiosk.admin.StaffEntrance;
import org.zizhu.kiosk.catalogue.Item;
import org.zizhu.kiosk.configuration.OpeningHours;
import org.zizhu.kiosk.journal.JournalFailure;
import org.zizhu.kiosk.journal.OpenTransaction;
import org.zizhu.kiosk.platform.Accepted;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.recovery.Recovery;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Language;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.step.OnBehalf;
import org.zizhu.kiosk.step.ReceiptTalk;
import org.zizhu.kiosk.step.Steps;
import org.zizhu.kiosk.visit.Citizen;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.ServiceState;
import org.zizhu.kiosk.visit.Troubles;
import org.zizhu.kiosk.visit.Unit;
import org.zizhu.kiosk.visit.VisitOver;

/**
 * One citizen after another, for ever: what was left open is settled, the kiosk attracts, somebody begins, does their matters, and
 * is forgotten. Runs on the visit's thread.
 */
public final class Reception {

    /** Time to lift a card and pick up a bag. */
    private static final Duration FAREWELL = Duration.ofSeconds(8);

    /** A forgotten card is called out for this long; then staff will find it. */
    private static final Duration CARD_REMINDER = Duration.ofSeconds(30);

    /** How often a kiosk that can't serve looks whether it can again. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private static final Duration RETRACT_WITHIN = Duration.ofSeconds(5);

    private static final Duration TICK = Duration.ofSeconds(1);

    private static final Text TAKE_CARD = Text.of("请取走您的身份证", "Please take your card");

    private static final Text TAKE_CHIP_CARD = Text.of("请取走读卡器里的社保卡", "Please take your card from the card reader");

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private final Unit unit;
    private final Desk desk;
    private final Recovery recovery;
    private final StaffEntrance staff;
    private final BackupPower backupPower;

    /** What has lain there since the visit before. What lies there when the unit starts is of a visit that the power cut short. */
    private Citizen.Left left = new Citizen.Left(true, true, Citizen.Left.Whose.STRANGERS);

    public Reception(Unit unit, Desk desk, Recovery recovery, StaffEntrance staff) {
        this.unit = unit;
        this.desk = desk;
        this.recovery = recovery;
        this.staff = staff;
        this.backupPower = new BackupPower(unit, desk);
    }

    /** Receives citizens until the unit is shut down. */
    public void run() {
        while (true) {
            VisitOver.Why why;
            Citizen citizen = new Citizen(left);
            try {
                prepare();
                attract();
                citizen = new Citizen(left);
                serve(citizen);
                throw new IllegalStateException("a visit ends by VisitOver");
            } catch (VisitOver over) {
                why = over.why();
            } catch (JournalFailure e) {
                LOG.error("journal failed: no intent can be made durable");
                tellFailure(citizen, "journal-failed");
                why = VisitOver.Why.FAILED;
            } catch (RuntimeException e) {
                // The visit's outermost loop: a defect ends this visit, not the kiosk. The stack goes to the log
                // without
                // the exception's words, which might quote a citizen.
                LOG.error("visit failed", withoutWords(e));
                tellFailure(citizen, "kiosk-fault");
                why = VisitOver.Why.FAILED;
            }
            Optional<CompletableFuture<Answer<Accepted>>> signedOut = end(citizen);
            left = new Citizen.Left(true, true, Citizen.Left.Whose.STRANGERS);
            stillLeft();
            if (why == VisitOver.Why.CLOSING) {
                // The platform is told before its client is closed.
                signedOut.ifPresent(desk::await);
                return;
            }
            if (signedOut.isPresent() || why == VisitOver.Why.ENDED || why == VisitOver.Why.POWER_FAILED) {
                farewell(why);
            }
        }
    }

    /** Nobody is served before the journal can be written and what a crash left has been settled as far as it can be. */
    private void prepare() throws VisitOver {
        while (!unit.journal().writable()) {
            Troubles.Words words = unit.troubles().words("journal-failed");
            desk.showUnlessShown(new Screen.OutOfService(words.what(), words.next()));
            var unused = unit.centre().errands().run();
            desk.listenPatiently(LOOK_AGAIN);
        }
        settle();
    }

    private void settle() throws VisitOver {
        drawBack();
        while (recovery.settle()) {
            Troubles.Words words = unit.troubles().words("left-behind");
            desk.showUnlessShown(new Screen.OutOfService(words.what(), words.next()));
            var unused = unit.centre().errands().run();
            desk.listenPatiently(TICK);
        }
    }

    /** Nobody is served: what hangs out of the receipt printer is of a visit that the power cut short, and may be a slip that is worth money. */
    private void drawBack() {
        unit.cabinet()
                .receiptPrinter()
                .filter(printer -> printer.status().media() == MediaState.PRESENT)
                .ifPresent(printer -> desk.await(printer.retract(RETRACT_WITHIN)));
    }

    private void attract() throws VisitOver {
        desk.forget();
        desk.breakOffWhen(Optional::empty);
        desk.show(idle());
        stillLeft();
        long settled = desk.nanos();
        while (true) {
            staff.look();
            if (unit.centre().errands().run()) {
                desk.showUnlessShown(idle());
            }
            boolean begun = desk.listenPatiently(LOOK_AGAIN).isPresent();
            stillLeft();
            if (begun
                    && staff.service().out().isEmpty()
                    && unit.centre().closures().unit().isEmpty()
                    && unit.outsideHours().isEmpty()
                    && !backupPower.on()) {
                return;
            }
            // Asking a device wakes the desk, so that the time has to be looked at.
            if (Duration.ofNanos(desk.nanos() - settled).compareTo(LOOK_AGAIN) >= 0) {
                // The printer may only now have said that the paper of before still lies there.
                settle();
                desk.showUnlessShown(idle());
                settled = desk.nanos();
            }
        }
    }

    private Screen idle() {
        Optional<ServiceState.Out> out = staff.service().out();
        if (out.isPresent()) {
            return new Screen.OutOfService(
                    out.get().reason().told(),
                    unit.troubles().words("out-of-service").next());
        }
        if (unit.centre().closures().unit().isPresent()) {
            Troubles.Words words = unit.troubles().words("out-of-service");
            return new Screen.OutOfService(words.what(), words.next());
        }
        if (backupPower.on()) {
            Troubles.Words words = unit.troubles().words("backup-power");
            return new Screen.OutOfService(words.what(), words.next());
        }
        Optional<OpeningHours> outside = unit.outsideHours();
        if (outside.isPresent()) {
            Troubles.Words words = unit.troubles().words("outside-hours");
            List<Text> next = new ArrayList<>(List.of(served(outside.get())));
            next.addAll(words.next());
            return new Screen.OutOfService(words.what(), next);
        }
        List<Text> highlights = unit.catalogue().items().stream()
                .filter(item -> !item.begunByCode() && unit.availability().equipped(item))
                .map(Item::name)
                .toList();
        @Nullable OpeningHours hours = unit.configuration().now().hours();
        return new Screen.Attract(
                hours == null ? Text.of("24小时自助服务", "Open 24 hours") : served(hours),
                highlights,
                unit.centre().notice().text());
    }

    private static Text served(OpeningHours hours) {
        return Text.of("服务时间 " + hours, "Open " + hours);
    }

    /** Only a reader that says so is empty: one that can't be reached may still hold what it held. */
    private void stillLeft() {
        boolean idCard = unit.cabinet()
                .idCardReader()
                .map(reader -> reader.status().media() != MediaState.NOT_PRESENT)
                .orElse(false);
        boolean chipCard = unit.cabinet()
                .chipCardReader()
                .map(reader -> reader.status().media() != MediaState.NOT_PRESENT)
                .orElse(false);
        left = new Citizen.Left(left.idCard() && idCard, left.chipCard() && chipCard, Citizen.Left.Whose.STRANGERS);
    }

    private void serve(Citizen citizen) throws VisitOver {
        Set<String> before = open();
        desk.breakOffWhen(() -> backupPower.on() && before.containsAll(open())
                ? Optional.of(VisitOver.Why.POWER_FAILED)
                : Optional.empty());
        while (true) {
            Item item = chooseItem(citizen);
            staff.shut();
            Matter matter =
                    new Matter(unit, desk, item, citizen, unit.identities().get());
            switch (readGuide(matter)) {
                case FOR_THEMSELVES -> perform(matter, matter);
                case FOR_SOMEBODY_ELSE -> {
                    Optional<Matter> other = OnBehalf.begin(matter);
                    if (other.isPresent()) {
                        perform(matter, other.get());
                    }
                }
                case NOT -> {
                    // Another item, perhaps.
                }
            }
        }
    }

    /** What was begun and is not settled. On the battery it is finished, and nothing new is begun. */
    private Set<String> open() {
        return unit.journal().open().stream().map(OpenTransaction::id).collect(Collectors.toSet());
    }

    /** @param done the matter as it is to be done: the citizen's own, or in somebody else's name */
    private static void perform(Matter matter, Matter done) throws VisitOver {
        try {
            Steps.perform(done, every -> true);
        } finally {
            OnBehalf.end(matter, done);
        }
    }

    private Item chooseItem(Citizen citizen) throws VisitOver {
        Screen.Home shown = home();
        desk.show(shown);
        while (true) {
            if (citizen.identity().isEmpty()) {
                staff.look();
            } else {
                staff.shut();
            }
            Optional<Action> action = desk.listen(TICK);
            if (action.isPresent() && action.get() instanceof Action.ChooseItem choice) {
                Optional<Item> item = unit.catalogue().items().stream()
                        .filter(candidate -> candidate.id().equals(choice.item()))
                        .findFirst();
                if (item.isPresent()) {
                    return item.get();
                }
            }
            // A device may have failed or come back meanwhile.
            Screen.Home now = home();
            if (!now.equals(shown)) {
                shown = now;
                desk.update(now);
            }
        }
    }

    private Screen.Home home() {
        List<Screen.Tile> tiles = unit.catalogue().items().stream()
                .filter(item -> !item.begunByCode())
                .map(item -> new Screen.Tile(item.id(), item.name(), item.caption(), item.icon(), closedBecause(item)))
                .toList();
        List<Choice> besides = unit.catalogue().items().stream()
                .filter(Item::begunByCode)
                .map(item -> new Choice(item.name(), new Action.ChooseItem(item.id()), false))
                .toList();
        return new Screen.Home(tiles, unit.notice(), besides);
    }

    private Optional<Text> closedBecause(Item item) {
        return unit.availability()
                .closed(item)
                .map(code -> unit.troubles().words(code).what());
    }

    /** What the citizen wants after the guide. */
    private enum Start {
        FOR_THEMSELVES,
        FOR_SOMEBODY_ELSE,
        NOT
    }

    private Start readGuide(Matter matter) throws VisitOver {
        if (matter.item().guide().isEmpty() && closedBecause(matter.item()).isEmpty()) {
            return Start.FOR_THEMSELVES;
        }
        ReceiptTalk receipt = new ReceiptTalk(matter);
        Optional<Text> printing = Optional.empty();
        while (true) {
            Action action = desk.ask(guide(matter.item(), receipt.possible(), printing));
            boolean open = closedBecause(matter.item()).isEmpty();
            if (action instanceof Action.Confirm && open) {
                return Start.FOR_THEMSELVES;
            }
            if (action instanceof Action.ForSomebodyElse && open) {
                return Start.FOR_SOMEBODY_ELSE;
            }
            if (action instanceof Action.Back) {
                return Start.NOT;
            }
            if (action instanceof Action.Print && receipt.possible()) {
                desk.update(guide(matter.item(), false, Optional.of(Text.of("正在打印办事指南…", "Printing the guide…"))));
                boolean printed = receipt.courtesy(matter.item().name(), guideOnPaper(matter.item()));
                printing = Optional.of(
                        printed
                                ? Text.of("办事指南已打印", "The guide has been printed")
                                : Text.of("凭条打印机暂时不能使用", "The receipt printer does not work at the moment"));
            }
        }
    }

    private Screen guide(Item item, boolean printable, Optional<Text> printing) {
        Optional<Text> closed = closedBecause(item);
        List<Choice> choices = new ArrayList<>();
        if (closed.isEmpty()) {
            choices.add(Choice.strong("开始办理", "Start", new Action.Confirm()));
            if (item.acting() != null) {
                choices.add(Choice.plain("替别人办", "For someone else", new Action.ForSomebodyElse()));
            }
        }
        if (printable) {
            choices.add(Choice.plain("打印指南", "Print it", new Action.Print()));
        }
        choices.add(Choice.plain("返回", "Back", new Action.Back()));
        return new Screen.Guide(item.name(), item.guide(), closed, choices, printing);
    }

    private List<Receipt.Part> guideOnPaper(Item item) {
        Language language = desk.presentation().language();
        List<Receipt.Part> parts = new ArrayList<>();
        parts.add(new Receipt.Field(Text.of("事项编码", "Item").in(language), item.code()));
        for (Screen.Section section : item.guide()) {
            parts.add(new Receipt.Heading(section.title().in(language)));
            for (Text line : section.lines()) {
                parts.add(new Receipt.Paragraph(line.in(language)));
            }
        }
        return parts;
    }

    /** Forgets the citizen, and has the platform end the session of one who had identified. */
    private Optional<CompletableFuture<Answer<Accepted>>> end(Citizen citizen) {
        Optional<CompletableFuture<Answer<Accepted>>> signedOut = citizen.identity()
                .map(known -> unit.platform()
                        .end(
                                unit.context(
                                        unit.catalogue().items().get(0),
                                        unit.identities().get()),
                                known.session()));
        citizen.forget();
        desk.signOut();
        return signedOut;
    }

    private void farewell(VisitOver.Why why) {
        Text thanks =
                switch (why) {
                    case WALKED_AWAY -> Text.of("已为您安全退出", "You have been signed out");
                    case POWER_FAILED -> Text.of("停电了，已为您安全退出", "The power has failed; you have been signed out");
                    default -> Text.of("感谢使用，再见", "Thank you, goodbye");
                };
        long start = desk.nanos();
        while (true) {
            boolean cardLies = cardLies() || chipCardLies();
            Duration left = (cardLies ? CARD_REMINDER : FAREWELL).minusNanos(desk.nanos() - start);
            if (left.isNegative() || left.isZero()) {
                return;
            }
            List<Text> reminders = cardLies
                    ? List.of(cardLies() ? TAKE_CARD : TAKE_CHIP_CARD)
                    : List.of(Text.of("您的信息已从本机清除", "Your data has been erased from this kiosk"));
            desk.showUnlessShown(new Screen.Farewell(thanks, reminders, (int) Math.max(1, left.toSeconds())));
            if (desk.pause(TICK) && !cardLies) {
                return;
            }
        }
    }

    private boolean chipCardLies() {
        return unit.cabinet()
                .chipCardReader()
                .map(reader -> reader.status().media() == MediaState.PRESENT)
                .orElse(false);
    }

    private boolean cardLies() {
        return unit.cabinet()
                .idCardReader()
                .map(reader -> reader.status().media() == MediaState.PRESENT)
                .orElse(false);
    }

    private void tellFailure(Citizen citizen, String code) {
        end(citizen);
        Troubles.Words words = unit.troubles().words(code);
        desk.show(new Screen.OutOfService(words.what(), words.next()));
        desk.pause(LOOK_AGAIN);
    }

    private static Throwable withoutWords(RuntimeException e) {
        Throwable bare = new RuntimeException(e.getClass().getName());
        bare.setStackTrace(e.getStackTrace());
        return bare;
    }
}
