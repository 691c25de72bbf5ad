package org.zizhu.kiosk.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.cabinet.Cabinet;
import org.zizhu.drivers.document.DocumentPrinter;
import org.zizhu.kiosk.admin.StaffEntrance;
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
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.JournalFailure;
import org.zizhu.kiosk.journal.Witness;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.Courier;
import org.zizhu.kiosk.power.LowBattery;
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
import org.zizhu.kiosk.visit.Inbox;
import org.zizhu.kiosk.visit.Unit;

/**
 * The kiosk from a start to a power cut: the product's own classes, put together as {@code Kiosk} does, on one thread. Once it is killed
 * nothing that it tries has an effect any more.
 */
final class Life implements Inbox {

    /** The product asks its platform and looks at its outbox more often; nothing in a story is as short. */
    private static final Duration LOOKS_AFTER = Duration.ofSeconds(15);

    private static final Duration LIST_RENEWED = Duration.ofHours(20);

    private final World world;
    private final Journal journal;
    private final Unit.WallClock clock;
    private final Courier courier;
    private final StaffTrust staff;
    private final Unit unit;
    private boolean platformReachable = true;
    private long listRenewed;
    private boolean closing;
    private @Nullable Error killed;

    Life(World world) {
        this.world = world;
        this.clock = new Unit.WallClock(world.time);
        this.journal = Journal.open(world.journalFile(), clock, new Witness() {
            @Override
            public void appended(Entry entry) {
                world.appended(entry);
            }
        });
        this.courier = new Courier(journal, world.city);
        Stage stage = world.stage();
        this.staff = stage.office.trust(world.folder, journal, clock, world.rightNow());
        this.listRenewed = world.time.nanos();
        DocumentPrinter printer =
                world.sabotage == Sabotage.PRINTS_AGAIN ? new CarelessPrinter(world.printer) : world.printer;
        Cabinet cabinet = new Cabinet(List.of(
                world.reader,
                printer,
                world.receipts,
                world.dispenser,
                world.blankPrinter,
                world.locker,
                world.chipCards,
                world.scanner,
                world.camera,
                world.faces,
                world.power));
        CabinetEvents.into(this, cabinet);
        LowBattery.watch(world.power, () -> {
            closing = true;
            put(new Event.Closing());
            world.closes(this);
        });
        TokenVerifier tokens = new TokenVerifier(
                new IssuerTrust(stage.issuer.authority()),
                TokenVerifier.Accepted.in(journal),
                "ZZ-0107",
                "430102",
                clock);
        SplittableRandom random = world.random();
        Centre centre = Centre.of(journal, this::nanos);
        this.unit = new Unit(
                "ZZ-0107",
                Text.of("长沙市芙蓉区政务服务中心", "Furong Service Centre"),
                new InForce(Configuration.usual("12345", stage.catalogue)),
                cabinet,
                world.city,
                world.cash,
                world.cash,
                world.collection,
                journal,
                new SealVerifier(stage.paper.authority()),
                QrCodes.of(
                        tokens, world.city, code -> stage.troubles.words(code).what()),
                new FaceMeans(Optional.empty(), random),
                new StaffMeans(Optional.of(staff), random),
                stage.troubles,
                new Availability(
                        cabinet,
                        () -> platformReachable,
                        journal::paperSettled,
                        new BlankSequence(journal)::closed,
                        true,
                        centre.closures()),
                centre,
                clock,
                () -> new UUID(world.random().nextLong(), world.random().nextLong()).toString());
        lookAfter();
    }

    /** Until it is killed. */
    void live() {
        Desk desk = new Desk(
                this,
                this::show,
                unit::frame,
                () -> new Screen.HelpByPerson(
                        unit.place(),
                        unit.hotline(),
                        List.of(Text.same("12345")),
                        List.of(Choice.strong("返回", "Back", new Action.Back()))),
                unit::idle);
        new Reception(unit, desk, new Recovery(unit, desk), new StaffEntrance(unit, desk)).run();
    }

    /** Whether it was told to shut down. */
    boolean isToClose() {
        return closing;
    }

    private void show(View view) {
        guard();
        world.shows(view);
    }

    /** What the product's other threads do: the platform is asked whether it is there, and the outbox is carried to it. */
    private void lookAfter() {
        if (killed != null) {
            return;
        }
        boolean reachable = world.city.health().join() instanceof Answer.Given<Duration> given && told(given.value());
        if (reachable != platformReachable) {
            platformReachable = reachable;
            put(new Event.Changed());
        }
        try {
            courier.carryAll();
        } catch (JournalFailure e) {
            // It is tried again.
        }
        if (world.time.nanos() - listRenewed > LIST_RENEWED.toNanos()) {
            listRenewed = world.time.nanos();
            try {
                var unused = staff.revoked().offer(world.stage().office.list(world.rightNow()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        world.time.after(LOOKS_AFTER, this::lookAfter);
    }

    private boolean told(Duration lead) {
        clock.platformLeads(lead);
        return true;
    }

    void kill(Error cause) {
        if (killed == null) {
            killed = cause;
            journal.close();
        }
    }

    void guard() {
        if (killed != null) {
            throw killed;
        }
    }

    /** It has ended by itself: its other threads end too. */
    void close() {
        kill(new PowerLost());
    }

    @Override
    public void put(Event event) {
        if (killed == null) {
            world.time.put(event);
        }
    }

    @Override
    public Event take(Duration within) {
        guard();
        Event event = world.time.take(within);
        guard();
        world.waited();
        return event;
    }

    @Override
    public long nanos() {
        return world.time.nanos();
    }
}
