package org.zizhu.bench.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.zizhu.bench.table.CountedBlanks;
import org.zizhu.bench.table.UnitFolder;
import org.zizhu.drivers.blank.composed.BlankWiring;
import org.zizhu.drivers.blank.emulator.BlankMechanismEmulator;
import org.zizhu.drivers.codescanner.serial.emulator.EngineModel;
import org.zizhu.drivers.codescanner.serial.emulator.ScanEngineEmulator;
import org.zizhu.drivers.dispenser.crt591.emulator.Crt591Emulator;
import org.zizhu.drivers.dispenser.crt591.emulator.DispenserModel;
import org.zizhu.drivers.document.emulator.IppPrinterEmulator;
import org.zizhu.drivers.document.emulator.Personality;
import org.zizhu.drivers.document.emulator.PrinterEvent;
import org.zizhu.drivers.emulator.EmulatedLine;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.idcard.samv.emulator.SamVEmulator;
import org.zizhu.drivers.locker.rs485.Feedback;
import org.zizhu.drivers.locker.rs485.emulator.BoardModel;
import org.zizhu.drivers.locker.rs485.emulator.LockerEmulator;
import org.zizhu.drivers.panel.emulator.IoBoardEmulator;
import org.zizhu.drivers.panel.emulator.IoBoardModel;
import org.zizhu.drivers.receipt.emulator.EscPosEmulator;
import org.zizhu.drivers.serial.emulator.PseudoTerminal;
import org.zizhu.platform.SandboxCity;

/** Emulated devices on their real lines, quicker than real ones, and the folder of the unit that they belong to. */
final class Cabinet implements AutoCloseable {

    /** What not every cabinet has. */
    enum Part {
        DISPENSER,
        LOCKER,
        /** Numbered blanks, counted in. */
        BLANKS,
        /** The line to the platform goes through a plug that can be pulled. */
        PLUG,
        SCANNER,
        /** Of which a machine has one at a time: whoever wants it waits. */
        CHIP_CARD_READER
    }

    /** Long enough to do something to the printer between two pages. */
    private static final Duration PER_PAGE = Duration.ofMillis(300);

    /** Long enough to be cut off while a card moves. */
    private static final Duration PER_MOVE = Duration.ofMillis(300);

    final SamVEmulator reader;
    final IppPrinterEmulator printer;
    final EscPosEmulator receipts;
    final Path folder;
    final SandboxCity city;
    private final Optional<Crt591Emulator> dispenser;
    private final Optional<LockerEmulator> locker;
    private final Optional<BlankMechanismEmulator> blanks;
    private final Optional<NetworkPlug> plug;
    private final Optional<ScanEngineEmulator> scanner;
    private final AtomicBoolean printerForgets = new AtomicBoolean();
    private final Optional<StaffSlot> staffSlot;
    private int cardsTakenOut;

    Cabinet(Path folder, SandboxCity city, String terminal) throws IOException {
        this(folder, folder.resolve("unit"), city, terminal, Set.of());
    }

    Cabinet(Path folder, Path unit, SandboxCity city, String terminal, Set<Part> parts) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.city = city;
        Path readerLine = folder.resolve("reader");
        reader = SamVEmulator.instantAt(readerLine);
        Path receiptLine = folder.resolve("receipts");
        receipts = EscPosEmulator.at(
                        receiptLine, EscPosEmulator.Model.CUSTOM, Imperfection.IDEAL, new SplittableRandom(1))
                .start();
        printer = new IppPrinterEmulator(0, Personality.OFFICE_LASER.withPerPage(PER_PAGE));
        // A job that was intended seconds after a printer's start may have been printed in its life before.
        printer.upFor(Duration.ofHours(2));
        printer.onEvent(event -> {
            if (event instanceof PrinterEvent.DocumentArrived && printerForgets.getAndSet(false)) {
                printer.restart();
            }
        });
        List<String> wiring = new ArrayList<>(UnitFolder.printingUnit(readerLine, printer.uri(), receiptLine));
        dispenser = parts.contains(Part.DISPENSER)
                ? Optional.of(new Crt591Emulator(
                        line("dispenser"),
                        DispenserModel.CRT_591_M001.quick(PER_MOVE),
                        0,
                        Imperfection.IDEAL,
                        new SplittableRandom(1)))
                : Optional.empty();
        dispenser.ifPresent(there ->
                wiring.add("{ name: card-dispenser, driver: crt-591, port: \"%s\", address: 0, card-at-start: keep }"
                        .formatted(there.line().link())));
        locker = parts.contains(Part.LOCKER)
                ? Optional.of(new LockerEmulator(line("locker"), Feedback.SHORTED_WHEN_OPEN, BoardModel.TWENTY_FOUR))
                : Optional.empty();
        locker.ifPresent(there -> wiring.add(
                "{ name: locker, driver: locker-485, port: \"%s\", boards: 1, locks-per-board: 24, feedback: shorted-when-open }"
                        .formatted(there.line().link())));
        blanks = parts.contains(Part.BLANKS) ? Optional.of(blankPrinter()) : Optional.empty();
        if (blanks.isPresent()) {
            BlankMechanismEmulator there = blanks.get();
            CountedBlanks.into(there, unit, "ZZ%s0001".formatted(terminal.replaceAll("[^0-9]", "")));
            wiring.add("{ name: blank-printer, driver: composed-blank, uri: \"%s\", reader-port: \"%s\", port: \"%s\" }"
                    .formatted(there.printer().uri(), folder.resolve("blank-reader"), folder.resolve("blank-board")));
        }
        scanner = parts.contains(Part.SCANNER) ? Optional.of(scanEngine("scanner")) : Optional.empty();
        scanner.ifPresent(
                there -> wiring.add("{ name: code-scanner, driver: scan-engine, dialect: newland, port: \"%s\" }"
                        .formatted(there.line().link())));
        staffSlot = parts.contains(Part.CHIP_CARD_READER) ? Optional.of(new StaffSlot()) : Optional.empty();
        staffSlot.ifPresent(there -> wiring.add(there.wiring()));
        UnitFolder.write(unit, city, terminal, wiring, 0);
        plug = parts.contains(Part.PLUG) ? Optional.of(new NetworkPlug(city.apiUri())) : Optional.empty();
        if (plug.isPresent()) {
            Path settings = unit.resolve("unit.yaml");
            Files.writeString(
                    settings,
                    Files.readString(settings)
                            .replace(city.apiUri().toString(), plug.get().uri().toString()));
        }
    }

    private BlankMechanismEmulator blankPrinter() throws IOException {
        return new BlankMechanismEmulator(
                new IppPrinterEmulator(0, Personality.OFFICE_LASER.withPerPage(PER_PAGE)),
                scanEngine("blank-reader"),
                new IoBoardEmulator(line("blank-board"), 1, IoBoardModel.WAVESHARE_IO_8CH),
                BlankWiring.usual(),
                PER_MOVE);
    }

    private ScanEngineEmulator scanEngine(String name) throws IOException {
        return ScanEngineEmulator.at(
                folder.resolve(name), EngineModel.NLS_EM20.immediate(), Imperfection.IDEAL, new SplittableRandom(1));
    }

    private EmulatedLine line(String name) throws IOException {
        return new EmulatedLine(
                PseudoTerminal.at(folder.resolve(name)),
                EmulatedLine.UNPACED,
                Imperfection.IDEAL,
                new SplittableRandom(1));
    }

    Optional<Crt591Emulator> dispenserIfAny() {
        return dispenser;
    }

    Optional<ScanEngineEmulator> scannerIfAny() {
        return scanner;
    }

    Optional<LockerEmulator> lockerIfAny() {
        return locker;
    }

    Crt591Emulator dispenser() {
        return dispenser.orElseThrow();
    }

    Optional<BlankMechanismEmulator> blanksIfAny() {
        return blanks;
    }

    BlankMechanismEmulator blanks() {
        return blanks.orElseThrow();
    }

    StaffSlot staffSlot() {
        return staffSlot.orElseThrow();
    }

    /** Staff take out all cards that are still in the stacker. */
    void takeCardsOut() {
        cardsTakenOut += dispenser().view().inStacker();
        dispenser().emptyStacker();
    }

    int cardsTakenOut() {
        return cardsTakenOut;
    }

    /** Whether the printer starts anew when it has got the next document, and knows nothing of it then. */
    void printerForgetsNext(boolean forgets) {
        printerForgets.set(forgets);
    }

    /** No coil moves any latch. */
    void latchesStick() {
        for (int lock = 1; lock <= BoardModel.TWENTY_FOUR.locks(); lock++) {
            locker().stickLatch(1, lock, true);
        }
    }

    /** Somebody has left every door open, or closes them all. */
    void doorsStand(boolean open) {
        for (int lock = 1; lock <= BoardModel.TWENTY_FOUR.locks(); lock++) {
            if (open) {
                locker().forceDoor(1, lock);
            } else {
                locker().closeDoor(1, lock);
            }
        }
    }

    LockerEmulator locker() {
        return locker.orElseThrow();
    }

    NetworkPlug plug() {
        return plug.orElseThrow();
    }

    @Override
    public void close() {
        reader.close();
        receipts.close();
        printer.close();
        dispenser.ifPresent(Crt591Emulator::close);
        locker.ifPresent(LockerEmulator::close);
        blanks.ifPresent(BlankMechanismEmulator::close);
        plug.ifPresent(NetworkPlug::close);
        scanner.ifPresent(ScanEngineEmulator::close);
        staffSlot.ifPresent(StaffSlot::close);
    }
}
