package org.zizhu.kiosk.tabletop;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.cabinet.Cabinet;
import org.zizhu.drivers.idcard.CardPhoto;
import org.zizhu.drivers.idcard.CardReading;
import org.zizhu.drivers.idcard.IdCard;
import org.zizhu.kiosk.admin.StaffEntrance;
import org.zizhu.kiosk.catalogue.Catalogue;
import org.zizhu.kiosk.configuration.Configuration;
import org.zizhu.kiosk.configuration.InForce;
import org.zizhu.kiosk.document.BlankSequence;
import org.zizhu.kiosk.document.SealVerifier;
import org.zizhu.kiosk.identity.FaceMeans;
import org.zizhu.kiosk.identity.qr.IssuerTrust;
import org.zizhu.kiosk.identity.qr.QrCodes;
import org.zizhu.kiosk.identity.qr.TokenVerifier;
import org.zizhu.kiosk.identity.staff.StaffMeans;
import org.zizhu.kiosk.identity.staff.StaffTrust;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.Message;
import org.zizhu.kiosk.journal.Witness;
import org.zizhu.kiosk.reception.Reception;
import org.zizhu.kiosk.recovery.Recovery;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.screen.View;
import org.zizhu.kiosk.visit.Availability;
import org.zizhu.kiosk.visit.CabinetEvents;
import org.zizhu.kiosk.visit.Centre;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.Event;
import org.zizhu.kiosk.visit.GuideLights;
import org.zizhu.kiosk.visit.Troubles;
import org.zizhu.kiosk.visit.Unit;

/**
 * A whole unit on one table in virtual time, with a citizen who follows a script: for each screen, what they do there. A
 * citizen without words for a screen just stands there. The unit shuts down when a given screen comes after the script's end.
 */
public final class Tabletop implements AutoCloseable {

    public static final Instant NIGHT = Instant.parse("2026-11-21T15:00:00Z");

    public static final String TERMINAL = "ZZ-0107";

    /** A synthetic citizen, born before 1900. */
    public static final String NAME = "李芙蓉";

    public static final String NUMBER = "430102184903070024";

    /** People need a second to see and touch. */
    private static final Duration REACTION = Duration.ofSeconds(1);

    private record Line(String screen, Consumer<View> does) {}

    public final SimulatedInbox time;
    public final TableReader reader;
    public final TableScanner scanner;
    public final TableCamera camera;
    public final TableFaces faces;
    public final TableSpeaker speaker;
    public final TablePrinter printer;
    public final TableReceiptPrinter receipts;
    public final TableDispenser dispenser;
    public final TableBlankPrinter blankPrinter;
    public final TableChipCardReader chipCards;
    public final TablePanel panel;
    public final TablePower power;
    public final TablePlatform platform;
    public final TableCashDesk cash;
    public final TableCollection collection;
    public final TableLocker locker;
    /** The one whose codes the unit believes; it has revoked nothing. */
    public final CodeIssuer codeIssuer;

    /** What the unit knows of issuers of codes. */
    public IssuerTrust issuers;

    public final Journal journal;
    public final List<View> views = new ArrayList<>();
    public boolean platformReachable = true;
    /** What the unit goes by that its centre may change. */
    public final InForce configuration = new InForce(Configuration.usual("12345", Catalogue.shipped()));

    private final ArrayDeque<Line> script = new ArrayDeque<>();
    private final SealedPaper paper;
    private final Cabinet cabinet;
    private final Unit.WallClock clock;
    private Unit unit;
    private final GuideLights lights;
    private long lastNumber;

    public Tabletop(Path folder, SealedPaper paper) {
        this(folder, paper, Witness.NONE);
    }

    public Tabletop(Path folder, SealedPaper paper, Witness witness) {
        this(folder, paper, witness, false);
    }

    /** One that also has a printer of numbered blanks, with so many in it that staff have counted. */
    public static Tabletop withBlanks(int blanks, Path folder, SealedPaper paper, Witness witness) {
        Tabletop table = new Tabletop(folder, paper, witness, true);
        table.blankPrinter.load(blanks, table.journal);
        return table;
    }

    private Tabletop(Path folder, SealedPaper paper, Witness witness, boolean blanks) {
        this.time = new SimulatedInbox(NIGHT);
        this.reader = new TableReader(time);
        this.scanner = new TableScanner(time);
        this.camera = new TableCamera(time);
        this.faces = new TableFaces(time);
        this.speaker = new TableSpeaker(time);
        this.printer = new TablePrinter(time);
        this.receipts = new TableReceiptPrinter(time);
        this.dispenser = new TableDispenser(time);
        this.blankPrinter = new TableBlankPrinter(time);
        this.chipCards = new TableChipCardReader(time);
        this.panel = new TablePanel(time);
        this.power = new TablePower(time);
        this.cash = new TableCashDesk(time);
        this.collection = new TableCollection(time);
        this.locker = new TableLocker(time);
        this.platform = new TablePlatform(time, paper, cash, collection);
        this.codeIssuer = new CodeIssuer("tabletop", NIGHT.minus(Duration.ofDays(30)));
        reader.reads(Completion.success(reading(resident())));
        this.journal = Journal.open(folder.resolve("journal.db"), time, witness);
        this.paper = paper;
        this.cabinet = cabinet(blanks);
        this.clock = new Unit.WallClock(time);
        this.unit = unit(Optional.empty());
        this.lights = new GuideLights(cabinet);
    }

    /** The same unit after a power cut: its devices, the platform and the journal's file are what they were. */
    public Tabletop(Path folder, SealedPaper paper, Tabletop before) {
        this.time = before.time;
        this.reader = before.reader;
        this.scanner = before.scanner;
        this.camera = before.camera;
        this.faces = before.faces;
        this.speaker = before.speaker;
        this.printer = before.printer;
        this.receipts = before.receipts;
        this.dispenser = before.dispenser;
        this.blankPrinter = before.blankPrinter;
        blankPrinter.losesPower();
        this.chipCards = before.chipCards;
        this.panel = before.panel;
        this.power = before.power;
        this.platform = before.platform;
        this.cash = before.cash;
        this.collection = before.collection;
        this.locker = before.locker;
        this.codeIssuer = before.codeIssuer;
        time.emptied();
        this.journal = Journal.open(folder.resolve("journal.db"), time);
        this.paper = paper;
        this.cabinet = cabinet(before.cabinet.blankPrinter().isPresent());
        this.clock = new Unit.WallClock(time);
        this.unit = unit(Optional.empty());
        this.lights = new GuideLights(cabinet);
    }

    private Cabinet cabinet(boolean blanks) {
        List<Device> devices = new ArrayList<>(List.of(
                reader, printer, receipts, dispenser, panel, power, chipCards, scanner, camera, faces, speaker,
                locker));
        if (blanks) {
            devices.add(blankPrinter);
        }
        Cabinet all = new Cabinet(devices);
        CabinetEvents.into(time, all);
        return all;
    }

    private Unit unit(Optional<StaffTrust> staff) {
        Troubles troubles = Troubles.shipped();
        Centre centre = Centre.of(journal, time::nanos);
        issuers = new IssuerTrust(codeIssuer.authority());
        issuers.learn(codeIssuer.trust(codeIssuer.list(1, NIGHT, List.of(), List.of())));
        TokenVerifier tokens =
                new TokenVerifier(issuers, TokenVerifier.Accepted.in(journal), TERMINAL, "430102", clock);
        return new Unit(
                TERMINAL,
                Text.of("长沙市芙蓉区政务服务中心", "Furong Service Centre"),
                configuration,
                cabinet,
                platform,
                cash,
                cash,
                collection,
                journal,
                new SealVerifier(paper.authority()),
                QrCodes.of(tokens, platform, code -> troubles.words(code).what()),
                new FaceMeans(Optional.empty(), new SplittableRandom(1)),
                new StaffMeans(staff, new SplittableRandom(1)),
                troubles,
                new Availability(
                        cabinet,
                        () -> platformReachable,
                        journal::paperSettled,
                        new BlankSequence(journal)::closed,
                        staff.isPresent(),
                        centre.closures()),
                centre,
                clock,
                () -> UUID.randomUUID().toString());
    }

    /** Whose staff cards open it; nobody's, until a test says so. */
    public void trusts(StaffTrust staff) {
        unit = unit(Optional.of(staff));
    }

    /** The unit itself. */
    public Unit unit() {
        return unit;
    }

    public static IdCard.Resident resident() {
        return new IdCard.Resident(
                NAME,
                IdCard.Sex.FEMALE,
                "01",
                LocalDate.of(1849, 3, 7),
                "湖南省长沙市芙蓉区定王台街道1号",
                NUMBER,
                "长沙市公安局芙蓉分局",
                new IdCard.Validity(LocalDate.of(2020, 1, 1), Optional.of(LocalDate.of(2040, 1, 1))));
    }

    public static CardReading reading(IdCard card) {
        return new CardReading(
                card,
                Optional.empty(),
                new CardPhoto(new byte[CardPhoto.BYTES]),
                new byte[0],
                "05.03-20160820-0001234567-1234567890");
    }

    /** On the next screen of that id, the citizen does this. */
    public Tabletop on(String screen, Action action) {
        script.add(new Line(screen, view -> time.put(new Event.Acted(view.number(), action))));
        return this;
    }

    /** On the next screen of that id, something happens. */
    public Tabletop on(String screen, Runnable what) {
        script.add(new Line(screen, view -> what.run()));
        return this;
    }

    /** The platform says that its wall clock is ahead of the unit's by that much. */
    public void platformLeads(Duration by) {
        unit.clock().platformLeads(by);
    }

    /** The citizen does this now, on the screen that is shown. */
    public void does(Action action) {
        time.put(new Event.Acted(views.get(views.size() - 1).number(), action));
    }

    /** The citizen comes, chooses an item, starts it and puts their card on the reader. */
    public Tabletop comesFor(String item) {
        return on("attract", new Action.Begin())
                .on("home", new Action.ChooseItem(item))
                .on("guide", new Action.Confirm())
                .on("present-card", reader::put);
    }

    /** Runs until a screen of that id comes and the script is through; then the unit is shut down. */
    public void runUntil(String last) {
        on(last, () -> time.put(new Event.Closing()));
        runsUntilItCloses();
    }

    /** Runs until something of the script shuts the unit down. */
    public void runsUntilItCloses() {
        Desk desk = new Desk(
                time,
                this::show,
                unit::frame,
                () -> new Screen.HelpByPerson(
                        unit.place(),
                        unit.hotline(),
                        List.of(Text.same("12345")),
                        List.of(Choice.strong("返回", "Back", new Action.Back()))),
                unit::idle);
        // A script that never comes to its end is a defect of the kiosk: no visit lasts an hour.
        time.after(Duration.ofHours(1), () -> time.put(new Event.Closing()));
        new Reception(unit, desk, new Recovery(unit, desk), new StaffEntrance(unit, desk)).run();
        if (!script.isEmpty()) {
            throw new AssertionError(
                    "the citizen still waits for the screen " + script.peek().screen() + "; seen: " + screens());
        }
    }

    private void show(View view) {
        views.add(view);
        lights.follow(view.screen());
        Line next = script.peek();
        if (next != null && view.number() != lastNumber && view.screen().id().equals(next.screen())) {
            lastNumber = view.number();
            script.remove();
            time.after(REACTION, () -> next.does().accept(view));
        }
    }

    /** The ids of the screens shown, repetitions left out. */
    public List<String> screens() {
        List<String> ids = new ArrayList<>();
        for (View view : views) {
            if (ids.isEmpty() || !ids.get(ids.size() - 1).equals(view.screen().id())) {
                ids.add(view.screen().id());
            }
        }
        return ids;
    }

    /** What the home screen offers of that for which this unit is equipped. */
    public static List<Screen.Tile> equipped(Screen.Home home) {
        Text not = Troubles.shipped().words("not-equipped").what();
        return home.tiles().stream()
                .filter(tile -> !tile.closed().equals(Optional.of(not)))
                .toList();
    }

    /** The codes of the troubles that the citizen was told. */
    public List<String> troubles() {
        return views.stream()
                .map(View::screen)
                .filter(Screen.Trouble.class::isInstance)
                .map(screen -> ((Screen.Trouble) screen).code())
                .distinct()
                .toList();
    }

    /** What waits for the platform is brought to it. */
    public void carry() {
        for (Optional<Message> next = journal.nextMessage(); next.isPresent(); next = journal.nextMessage()) {
            journal.answered(next.get(), platform.deliver(next.get()).join().code());
        }
    }

    /** The journal and outbox as text. */
    public String listing() {
        return String.join("\n", journal.listing());
    }

    @Override
    public void close() {
        journal.close();
    }
}
