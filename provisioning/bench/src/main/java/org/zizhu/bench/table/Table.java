package org.zizhu.bench.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.zizhu.bench.panel.Gadget;
import org.zizhu.bench.panel.Panel;
import org.zizhu.drivers.blank.emulator.BlankMechanismEmulator;
import org.zizhu.drivers.document.emulator.IppPrinterEmulator;
import org.zizhu.drivers.document.emulator.Personality;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.idcard.samv.emulator.SamVEmulator;
import org.zizhu.drivers.idcard.samv.emulator.SamVModel;
import org.zizhu.drivers.receipt.emulator.EscPosEmulator;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.Settings;

/**
 * The whole on one table, in this process: the sandbox city, the emulated cabinet and the control panel, with a unit
 * folder that names their ports. The kiosk itself is a process of its own, so that its plug can be pulled.
 */
public final class Table implements AutoCloseable {

    /** The people of the city come from this; another one would be another city. */
    private static final long SEED = 1;

    private final SandboxCity city;
    private final SamVEmulator reader;
    private final IppPrinterEmulator documentPrinter;
    private final DocumentPrinterGadget documentPrinterGadget;
    private final EscPosEmulator receiptPrinter;
    private final BlankPrinterFixture blankPrinter;
    private final List<Fixture> fixtures = new ArrayList<>();
    private final KioskProcess kiosk;
    private final Panel panel;
    private final Path unit;
    private final FileChannel lockFile;

    /** The table could not be set; the message says why and what to do. */
    public static final class NotSet extends Exception {
        private static final long serialVersionUID = 1;

        NotSet(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** How the kiosk is started, given its unit folder and the panel's address. */
    @FunctionalInterface
    public interface KioskCommand {
        List<String> of(Path unitFolder, URI panel);
    }

    /**
     * Sets the table; the kiosk is not switched on yet.
     *
     * @param folder where all of it keeps its data from run to run
     * @param unit the unit's folder; its data is whatever is there
     * @param prepared what has been fetched for it
     * @param notice told in one line of what is unusual
     */
    public static Table set(Path folder, Path unit, Prepared prepared, KioskCommand command, Consumer<String> notice)
            throws NotSet, IOException {
        Files.createDirectories(folder);
        FileChannel lockFile =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = lockFile.tryLock();
        if (lock == null) {
            lockFile.close();
            throw new NotSet("a bench is running in " + folder + " already; end it first", null);
        }
        try {
            return new Table(
                    folder.toAbsolutePath(), unit.toAbsolutePath(), prepared, command, Ports.choose(notice), lockFile);
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            lockFile.close();
            throw new NotSet(
                    "the bench can't be set up from what is in " + folder + " (" + e.getMessage()
                            + "); remove that folder to begin anew",
                    e);
        }
    }

    private Table(Path folder, Path unit, Prepared prepared, KioskCommand command, Ports ports, FileChannel lockFile)
            throws IOException {
        this.unit = unit;
        this.lockFile = lockFile;
        city = SandboxCity.start(new Settings(
                folder.resolve("city"), ports.platform(), ports.verification(), InstantSource.system(), SEED));
        Path lines = Files.createDirectories(folder.resolve("dev"));
        Path readerLine = lines.resolve("id-card-reader");
        reader = SamVEmulator.at(readerLine, SamVModel.DKQ_A16D, Imperfection.REAL, new SplittableRandom(SEED));
        Path receiptLine = lines.resolve("receipt-printer");
        receiptPrinter = EscPosEmulator.at(
                        receiptLine, EscPosEmulator.Model.CUSTOM, Imperfection.REAL, new SplittableRandom(SEED))
                .start();
        documentPrinter = new IppPrinterEmulator(
                ports.printer(), Personality.OFFICE_LASER, Imperfection.REAL, new SplittableRandom(SEED));
        documentPrinterGadget = new DocumentPrinterGadget(documentPrinter);
        ScannerFixture scanner = new ScannerFixture(lines.resolve("code-scanner"), new SplittableRandom(SEED));
        ReceiptPrinterGadget receiptPrinterGadget =
                new ReceiptPrinterGadget(receiptPrinter, code -> scanner.press("show", code));
        fixtures.add(new PanelFixture(
                lines.resolve("panel"),
                new SplittableRandom(SEED),
                Map.of("receipt-printer", receiptPrinterGadget::power)));
        fixtures.add(new LockerFixture(lines.resolve("locker"), new SplittableRandom(SEED)));
        fixtures.add(new PowerSupplyFixture(new SplittableRandom(SEED)));
        fixtures.add(scanner);
        fixtures.add(new SpeakerFixture(lines.resolve("speaker")));
        // Before the unit is commissioned, which takes the list of revoked cards with it.
        StaffCards staffCards =
                new StaffCards(city.staff(), InstantSource.system().instant());
        fixtures.add(new ChipCardFixture(city.people(), staffCards, new SplittableRandom(SEED), Duration.ofSeconds(2)));
        fixtures.add(new CardDispenserFixture(
                lines.resolve("card-dispenser"),
                new SplittableRandom(SEED),
                city.people().stream().map(ChipCardFixture::newCard).toList(),
                who -> city.people().stream()
                        .filter(one ->
                                one.id().equals(who) || one.card().number().equals(who))
                        .findFirst()
                        .map(ChipCardFixture::newCard)));
        blankPrinter = new BlankPrinterFixture(
                lines.resolve("blank-reader"),
                lines.resolve("blank-board"),
                unit,
                new SplittableRandom(SEED),
                InstantSource.system());
        fixtures.add(blankPrinter);
        CameraFixture camera = new CameraFixture(new SplittableRandom(SEED));
        fixtures.add(camera);
        fixtures.add(new CameraScannerFixture());
        if (prepared.models().isPresent()) {
            fixtures.add(new FaceMatcherFixture(prepared.models().get(), folder.resolve("models")));
        }
        List<String> wiring = new ArrayList<>(UnitFolder.printingUnit(readerLine, documentPrinter.uri(), receiptLine));
        fixtures.forEach(fixture -> wiring.add(fixture.wiring()));
        UnitFolder.write(unit, city, UnitFolder.TERMINAL, wiring, ports.unit());
        UnitFolder.hostIsTheProcess(unit);
        Map<String, URI> links = new LinkedHashMap<>();
        links.put("手机 Phone", URI.create("http://127.0.0.1:" + ports.panel() + "/phone"));
        links.put("验证页 Verification", city.publicUri());
        URI devicePage = URI.create("http://127.0.0.1:" + ports.unit() + "/devices");
        links.put("设备 Devices", devicePage);
        links.put("终端状态 Unit health", devicePage.resolve("/health"));
        kiosk = new KioskProcess(
                () -> command.of(unit, URI.create("http://127.0.0.1:" + ports.panel() + "/")),
                folder.resolve("kiosk.log"));
        List<Gadget> gadgets = new ArrayList<>(List.of(
                new KioskGadget(kiosk),
                new ReaderGadget(
                        reader, city.people().stream().map(Cards::inPocketOf).toList()),
                documentPrinterGadget,
                receiptPrinterGadget));
        gadgets.addAll(fixtures);
        if (prepared.people().isPresent()) {
            Portraits portraits = new Portraits(prepared.people().get());
            portraits.record(city);
            gadgets.add(new VisitorGadget(camera.emulator(), portraits, city.people()));
        }
        gadgets.add(new PhoneGadget(city));
        gadgets.add(new WalletGadget(city, UnitFolder.TERMINAL, InstantSource.system()));
        gadgets.add(new PlatformGadget(city));
        panel = new Panel(
                ports.panel(),
                gadgets,
                city.people().stream().map(Cards::forPanel).toList(),
                new SandboxPhone(city, UnitFolder.TERMINAL, staffCards),
                devicePage,
                links,
                InstantSource.system());
        panel.start();
    }

    public KioskProcess kiosk() {
        return kiosk;
    }

    public SandboxCity city() {
        return city;
    }

    public IppPrinterEmulator documentPrinter() {
        return documentPrinter;
    }

    /** The printer of numbered blanks. */
    public BlankMechanismEmulator blankPrinter() {
        return blankPrinter.mechanism();
    }

    /** Pages of the last document that have come out. */
    public int pagesCompleted() {
        return documentPrinterGadget.pagesOut();
    }

    public EscPosEmulator receiptPrinter() {
        return receiptPrinter;
    }

    /** The page in the browser. */
    public URI panel() {
        return panel.address();
    }

    /** The unit's folder. */
    public Path unit() {
        return unit;
    }

    /** Switches the kiosk off and clears the table. */
    @Override
    public void close() throws IOException {
        kiosk.close();
        panel.close();
        reader.close();
        receiptPrinter.close();
        fixtures.forEach(Fixture::close);
        documentPrinter.close();
        city.close();
        lockFile.close();
    }
}
