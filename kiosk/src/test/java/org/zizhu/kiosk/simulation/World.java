package org.zizhu.kiosk.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.power.PowerState;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.platform.PaymentOrder.Fate;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.View;
import org.zizhu.kiosk.tabletop.SimulatedInbox;
import org.zizhu.kiosk.tabletop.TableCamera;
import org.zizhu.kiosk.tabletop.TableChipCardReader;
import org.zizhu.kiosk.tabletop.TableFaces;
import org.zizhu.kiosk.tabletop.TablePower;
import org.zizhu.kiosk.tabletop.TableScanner;
import org.zizhu.kiosk.tabletop.Tabletop;
import org.zizhu.kiosk.visit.Event;

/**
 * A kiosk and all that is around it, in simulated time and on one thread: devices, platform, provider, citizens, staff, mains. Power cuts
 * drop the kiosk's objects; its journal's file and the world outlive them.
 */
final class World implements AutoCloseable {

    /** Midnight in China. */
    static final Instant START = Tabletop.NIGHT.plus(Duration.ofHours(1));

    /** Until everything that was under way when all was put right has come to its end. */
    private static final Duration AFTERMATH = Duration.ofMinutes(45);

    /** As long as the product gives its visit to come to an end. */
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(10);

    private static final Duration HOST_STARTS = Duration.ofSeconds(20);

    /** How a story ended. */
    record Ending(Optional<Violated> violated, Duration at, String fingerprint, List<String> lines, String account) {}

    final SimulatedInbox time = new SimulatedInbox(START);
    final Chronicle chronicle;
    final Tally tally;
    final Truth truth = new Truth();
    final CashDesk cash = new CashDesk(this);
    final City city;
    final CollectionDesk collection = new CollectionDesk(this);
    final Lockers lockers = new Lockers(this);
    final CardOffice cards = new CardOffice(this);
    final Blanks blanks = new Blanks(this);
    final Slips slips = new Slips(this);
    final Auditor auditor = new Auditor(this);
    final WornPrinter printer = new WornPrinter(this);
    final WornReader reader = new WornReader(this);
    final WornReceiptPrinter receipts = new WornReceiptPrinter(this);
    final WornDispenser dispenser = new WornDispenser(this);
    final WornBlankPrinter blankPrinter = new WornBlankPrinter(this);
    final WornLocker locker = new WornLocker(this);
    final StockRoom stockRoom = new StockRoom(this);
    final TablePower power = new TablePower(time);
    final TableChipCardReader chipCards = new TableChipCardReader(time);
    final TableScanner scanner = new TableScanner(time);
    final TableCamera camera = new TableCamera(time);
    final TableFaces faces = new TableFaces(time);
    final Path folder;
    final Sabotage sabotage;
    final Witness witness;

    private final Stage stage;
    private SplittableRandom random = new SplittableRandom(0);
    private @Nullable Life life;
    private @Nullable View view;
    private @Nullable Visitor visitor;
    private Mood mood = Mood.WELL;
    private int moods;
    private Duration clockOff = Duration.ZERO;
    private Duration dark = Duration.ZERO;
    private @Nullable Violated violated;
    private int people;
    private long batterySince = -1;
    private boolean over;
    private int cutAfterEntries;
    private int cutAfterEvents;
    private boolean cutCabinet;

    World(Path folder, Stage stage, Sabotage sabotage, Tally tally, boolean told) {
        this.folder = folder;
        this.stage = stage;
        this.sabotage = sabotage;
        this.tally = tally;
        this.chronicle = new Chronicle(time, told);
        this.city = new City(this, stage.paper, cash);
        // Makes the file, as in the factory.
        Journal.open(journalFile(), time).close();
        this.witness = new Witness(journalFile());
        sabotage.sql().ifPresent(witness::run);
        dispenser.tell();
        blankPrinter.tell();
    }

    Path journalFile() {
        return folder.resolve("journal.db");
    }

    Stage stage() {
        return stage;
    }

    SplittableRandom random() {
        return random;
    }

    // --- the story ---------------------------------------------------------------------------------------------------

    /** Lives through days as they are planned. */
    Ending live(Function<Integer, List<Act>> days, int howMany, Runnable eachMidnight) {
        for (int day = 0; day < howMany; day++) {
            int today = day;
            time.after(Duration.ofDays(day), () -> {
                days.apply(today).forEach(this::schedule);
                eachMidnight.run();
            });
        }
        return until(Duration.ofDays(howMany));
    }

    /** Lives through some acts, and then is looked at. */
    Ending live(List<Act> acts) {
        Duration first = acts.isEmpty() ? Duration.ZERO : acts.get(0).at();
        waitInTheDark(first.minus(Duration.ofSeconds(30)).isNegative() ? Duration.ZERO : first.minusSeconds(30));
        acts.forEach(this::schedule);
        Duration last =
                acts.isEmpty() ? Duration.ZERO : acts.get(acts.size() - 1).at();
        return until(last.plus(Duration.ofMinutes(15)));
    }

    private void schedule(Act act) {
        time.after(act.at().minusNanos(time.nanos()), () -> {
            // What happens by chance from here on is this act's, so that the story stays itself when another act is
            // left out.
            random = new SplittableRandom(act.seed());
            chronicle.note(act.inWords());
            tally.happened(act);
            perform(act);
        });
    }

    private Ending until(Duration end) {
        time.after(end.minusNanos(time.nanos()), this::putRight);
        time.after(end.plus(AFTERMATH).minusNanos(time.nanos()), () -> {
            auditor.balance();
            over = true;
            throw killed(new PowerLost());
        });
        while (!over && violated == null) {
            try {
                Life next = new Life(this);
                life = next;
                next.live();
                if (!next.isToClose()) {
                    throw violated("the kiosk serves for ever", "it has shut itself down");
                }
                chronicle.note("the kiosk has shut itself down");
                tally.closedInTime();
                cabinetGoes();
                goDark();
            } catch (PowerLost lost) {
                goDark();
            } catch (Violated found) {
                // Its first cause is in "violated".
            }
        }
        tally.looks = auditor.looks();
        return new Ending(
                Optional.ofNullable(violated),
                Duration.ofNanos(time.nanos()),
                chronicle.fingerprint(),
                chronicle.lines(),
                account());
    }

    /** Paper and money, as they came out. */
    private String account() {
        return "%d pages, %d documents, %d receipts; %d orders: %d fen taken = %d given back + %d delivered + %d claimed + %d still owed"
                .formatted(
                        truth.pages(),
                        city.documents().size(),
                        receipts.printed(),
                        cash.orders(),
                        cash.takenFen(),
                        cash.returnedFen(),
                        cash.fen(Fate.DELIVERED),
                        cash.fen(Fate.CLAIMED),
                        cash.fen(Fate.OWED) + cash.inFlightFen());
    }

    private void goDark() {
        auditor.darkens();
        if (life != null) {
            life.close();
            life = null;
        }
        if (visitor != null) {
            visitor.darkens();
            visitor = null;
        }
        view = null;
        List.of(reader, printer, receipts, dispenser, blankPrinter, locker).forEach(WornDevice::nobodyListens);
        List.of(chipCards, scanner, camera, faces, power).forEach(device -> device.nobodyListens());
        if (!over) {
            waitInTheDark(dark);
            while (power.power().batteryLow() && !over && violated == null) {
                waitInTheDark(HOST_STARTS);
            }
            if (cutCabinet) {
                printer.comesUp();
                blankPrinter.comesUp();
            }
            chronicle.note("the kiosk starts");
        }
    }

    private void waitInTheDark(Duration howLong) {
        long until = time.nanos() + howLong.toNanos();
        try {
            while (time.nanos() < until && !over && violated == null) {
                var unused = time.take(Duration.ofNanos(until - time.nanos()));
            }
            while (!(time.take(Duration.ZERO) instanceof Event.TimeUp)) {
                // What came into the inbox meanwhile is lost.
            }
        } catch (Violated | PowerLost end) {
            // Why is in "violated" and "over".
        }
    }

    // --- acts ------------------------------------------------------------------------------------------------------

    private void perform(Act act) {
        if (act instanceof Act.Comes comes) {
            new Person(this, comes, another()).arrives();
        } else if (act instanceof Act.StaffCome staff) {
            new Attendant(this, staff).arrives();
        } else if (act instanceof Act.Breaks breaks) {
            break_(breaks);
        } else if (act instanceof Act.PlatformIll ill) {
            platformIs(ill.mood(), ill.lasting());
        } else if (act instanceof Act.ProviderSilent silent) {
            cash.providerTells(false);
            time.after(silent.lasting(), () -> cash.providerTells(true));
        } else if (act instanceof Act.PowerCut cut) {
            dark = cut.dark();
            cutCabinet = cut.cabinet();
            cutAfterEntries = cut.entries() ? cut.after() : 0;
            cutAfterEvents = cut.entries() ? 0 : cut.after();
        } else if (act instanceof Act.ClockJumps jump) {
            clockOff = clockOff.plus(jump.by());
            time.jumpAhead(jump.by());
        } else if (act instanceof Act.DiskFull full) {
            witness.diskFull(true);
            time.after(full.lasting(), () -> witness.diskFull(false));
        } else if (act instanceof Act.CallsForHelp && life != null) {
            life.put(new Event.CalledForHelp());
        } else if (act instanceof Act.Calm) {
            putRight();
        }
    }

    void platformIs(Mood ill, Duration lasting) {
        mood = ill;
        int mine = ++moods;
        time.after(lasting, () -> {
            if (moods == mine) {
                mood = Mood.WELL;
            }
        });
    }

    private void break_(Act.Breaks breaks) {
        Runnable mended =
                switch (breaks.fault()) {
                    case PRINTER_JAMS -> {
                        printer.jam();
                        yield printer::putRight;
                    }
                    case PRINTER_OUT_OF_PAPER -> {
                        printer.runOut();
                        yield printer::putRight;
                    }
                    case PRINTER_LOSES_CONTACT -> {
                        printer.loseContact();
                        yield () -> printer.plug(true);
                    }
                    case PRINTER_RESTARTS -> {
                        printer.losePower();
                        yield printer::comesUp;
                    }
                    case READER_UNPLUGGED -> {
                        reader.unplug();
                        yield () -> reader.plug(true);
                    }
                    case SCANNER_UNPLUGGED -> {
                        scanner.says(org.zizhu.drivers.DeviceStatus.without(
                                org.zizhu.drivers.DeviceState.NO_DEVICE, "link-lost"));
                        yield this::plugScanner;
                    }
                    case RECEIPTS_UNPLUGGED -> {
                        receipts.plug(false);
                        yield () -> receipts.plug(true);
                    }
                    case RECEIPT_GARBLED -> {
                        receipts.garbles(true);
                        yield () -> receipts.garbles(false);
                    }
                    case CARD_JAMS -> {
                        dispenser.jamNext();
                        yield dispenser::putRight;
                    }
                    case DISPENSER_UNPLUGGED -> {
                        dispenser.plug(false);
                        yield () -> dispenser.plug(true);
                    }
                    case BLANK_JAMS -> {
                        blankPrinter.jamNext();
                        yield blankPrinter::putRight;
                    }
                    case BLANK_PRINTER_UNPLUGGED -> {
                        blankPrinter.plug(false);
                        yield () -> blankPrinter.plug(true);
                    }
                    case LATCHES_STICK -> {
                        locker.latchesStick(true);
                        yield () -> locker.latchesStick(false);
                    }
                    case LOCKER_UNPLUGGED -> {
                        locker.plug(false);
                        yield () -> locker.plug(true);
                    }
                    case MAINS_LOST -> {
                        mains(false);
                        yield () -> mains(true);
                    }
                    case BATTERY_RUNS_LOW -> {
                        mains(false);
                        time.after(Duration.ofSeconds(random.nextInt(1, 240)), () -> {
                            if (batterySince >= 0) {
                                chronicle.note("the battery is low");
                                power.batteryLow();
                            }
                        });
                        yield () -> mains(true);
                    }
                };
        time.after(breaks.lasting(), mended);
    }

    /** Whether something goes wrong by itself just now, once in so many times; not in the hour in which all is well. */
    boolean goesWrong(int onceIn) {
        Duration now = Duration.ofNanos(time.nanos());
        return random.nextInt(onceIn) == 0 && !Planner.inCalm(now.minusDays(now.toDays()));
    }

    private void mains(boolean there) {
        batterySince = there ? -1 : batterySince < 0 ? time.nanos() : batterySince;
        power.livesOn(there ? PowerState.Source.MAINS : PowerState.Source.BATTERY);
    }

    /** For how long it has lived on its battery. */
    Duration onBatteryFor() {
        return batterySince < 0 ? Duration.ZERO : Duration.ofNanos(time.nanos() - batterySince);
    }

    private void plugScanner() {
        scanner.says(org.zizhu.drivers.DeviceStatus.online(org.zizhu.drivers.MediaState.NOT_PRESENT));
    }

    private void putRight() {
        mood = Mood.WELL;
        moods++;
        cash.providerTells(true);
        witness.diskFull(false);
        cutAfterEntries = 0;
        cutAfterEvents = 0;
        time.jumpAhead(clockOff.negated());
        clockOff = Duration.ZERO;
        printer.takeSheets();
        printer.putRight();
        reader.plug(true);
        reader.lift();
        receipts.plug(true);
        receipts.garbles(false);
        receipts.take();
        plugScanner();
        dispenser.putRight();
        locker.latchesStick(false);
        locker.plug(true);
        locker.closeAll();
        lockers.seenTo();
        blankPrinter.putRight();
        mains(true);
    }

    // --- the kiosk -------------------------------------------------------------------------------------------------

    Mood mood() {
        return mood;
    }

    /** The platform's clock, which is right, is ahead of the unit's by that much. */
    Duration platformLead() {
        return clockOff.negated();
    }

    /** The moment, as it is right. */
    Instant rightNow() {
        return START.plusNanos(time.nanos());
    }

    /** A kiosk without power does nothing any more. */
    void guard() {
        if (life != null) {
            life.guard();
        }
    }

    /** What has happened ends the kiosk's life. */
    private <T extends Error> T killed(T cause) {
        if (life != null) {
            life.kill(cause);
        }
        return cause;
    }

    Violated violated(String rule, String what) {
        Violated found = new Violated(rule, what);
        if (violated == null) {
            violated = found;
            chronicle.note("VIOLATED: " + found.getMessage());
        }
        return killed(found);
    }

    void appended(Entry entry) {
        chronicle.note("journal: " + entry.step() + " " + entry.phase() + " " + new java.util.TreeMap<>(entry.facts()));
        auditor.appended(entry);
        if (cutAfterEntries > 0 && --cutAfterEntries == 0) {
            throw powerGoes();
        }
    }

    void waited() {
        auditor.waits();
        if (cutAfterEvents > 0 && --cutAfterEvents == 0) {
            throw powerGoes();
        }
    }

    private PowerLost powerGoes() {
        chronicle.note("THE POWER GOES");
        tally.powerCuts++;
        if (cutCabinet) {
            cabinetGoes();
        }
        return killed(new PowerLost());
    }

    private void cabinetGoes() {
        cutCabinet = true;
        printer.losePower();
        blankPrinter.losePower();
    }

    /** The battery is low: a kiosk that has not closed itself by then is cut off. */
    void closes(Life closing) {
        dark = HOST_STARTS;
        time.after(CLOSED_WITHIN, () -> {
            if (life == closing) {
                chronicle.note("it has not closed in time");
                cutCabinet = true;
                throw powerGoes();
            }
        });
    }

    void shows(View next) {
        boolean another = view == null || view.number() != next.number();
        view = next;
        if (another) {
            chronicle.note("screen: " + next.screen().id()
                    + (next.screen() instanceof Screen.Trouble trouble ? " " + trouble.code() : ""));
        }
        auditor.shown(next, another);
        if (visitor != null) {
            visitor.sees(next);
        }
    }

    // --- those who come ----------------------------------------------------------------------------------------------

    Optional<View> view() {
        return Optional.ofNullable(view);
    }

    Optional<Visitor> person() {
        return Optional.ofNullable(visitor);
    }

    /** Somebody who was not here before. */
    int another() {
        return ++people;
    }

    void comes(Visitor who) {
        visitor = who;
    }

    void goes(Visitor who) {
        if (visitor == who) {
            visitor = null;
        }
    }

    boolean free() {
        return visitor == null && view != null && view.screen() instanceof Screen.Attract;
    }

    boolean outOfService() {
        return visitor == null && view != null && view.screen() instanceof Screen.OutOfService;
    }

    void touches(long viewNumber, Action action) {
        if (life != null && view != null) {
            if (viewNumber == view.number()) {
                auditor.touched();
            }
            chronicle.note("touch: " + action);
            life.put(new Event.Acted(viewNumber, action));
        }
    }

    // --- what is left ----------------------------------------------------------------------------------------------

    /** All files of the unit, byte by byte. */
    List<String> bytesOnDisk() {
        List<String> contents = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.add(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }

    @Override
    public void close() {
        if (life != null) {
            life.close();
        }
        witness.close();
    }
}
