package org.zizhu.bench.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.zizhu.bench.table.UnitFolder;
import org.zizhu.drivers.document.emulator.IppPrinterEmulator;
import org.zizhu.drivers.document.emulator.Personality;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.idcard.samv.emulator.SamVEmulator;
import org.zizhu.drivers.receipt.emulator.EscPosEmulator;
import org.zizhu.platform.SandboxCity;

/** Three emulated devices on their real lines, quicker than real ones, and the folder of the unit that they belong to. */
final class Cabinet implements AutoCloseable {

    /** Long enough to do something to the printer between two pages. */
    private static final Duration PER_PAGE = Duration.ofMillis(300);

    final SamVEmulator reader;
    final IppPrinterEmulator printer;
    final EscPosEmulator receipts;
    final Path folder;

    Cabinet(Path folder, SandboxCity city, String terminal) throws IOException {
        this(folder, folder.resolve("unit"), city, terminal);
    }

    Cabinet(Path folder, Path unit, SandboxCity city, String terminal) throws IOException {
        this.folder = Files.createDirectories(folder);
        Path readerLine = folder.resolve("reader");
        reader = SamVEmulator.instantAt(readerLine);
        Path receiptLine = folder.resolve("receipts");
        receipts = EscPosEmulator.at(
                        receiptLine, EscPosEmulator.Model.CUSTOM, Imperfection.IDEAL, new SplittableRandom(1))
                .start();
        printer = new IppPrinterEmulator(0, Personality.OFFICE_LASER.withPerPage(PER_PAGE));
        UnitFolder.write(unit, city, terminal, UnitFolder.printingUnit(readerLine, printer.uri(), receiptLine), 0);
    }

    @Override
    public void close() {
        reader.close();
        receipts.close();
        printer.close();
    }
}
