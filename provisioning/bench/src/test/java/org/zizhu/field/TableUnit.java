package org.zizhu.field;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import org.zizhu.bench.table.UnitFolder;
import org.zizhu.drivers.document.emulator.IppPrinterEmulator;
import org.zizhu.drivers.document.emulator.Personality;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.idcard.samv.emulator.SamVEmulator;
import org.zizhu.drivers.receipt.emulator.EscPosEmulator;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.Settings;

/** A sandbox city, and the three devices of a unit that prints, emulated on lines that any user may open: what a unit's setup speaks of. */
final class TableUnit implements AutoCloseable {

    private final SandboxCity city;
    private final SamVEmulator reader;
    private final EscPosEmulator receipts;
    private final IppPrinterEmulator printer;
    private final List<String> wiring;

    TableUnit(Path folder) throws IOException {
        Files.createDirectories(folder);
        city = SandboxCity.start(new Settings(folder.resolve("city"), 0, 0, InstantSource.system(), 1));
        reader = SamVEmulator.instantAt(folder.resolve("reader"));
        receipts = EscPosEmulator.at(
                        folder.resolve("receipts"),
                        EscPosEmulator.Model.CUSTOM,
                        Imperfection.IDEAL,
                        new SplittableRandom(1))
                .start();
        printer = new IppPrinterEmulator(0, Personality.OFFICE_LASER);
        wiring = UnitFolder.printingUnit(
                line(folder.resolve("reader")), printer.uri(), line(folder.resolve("receipts")));
    }

    /** By its own name, which is the same in another root. */
    private static Path line(Path link) throws IOException {
        Path line = link.toRealPath();
        Files.setPosixFilePermissions(line, PosixFilePermissions.fromString("rw-rw-rw-"));
        return line;
    }

    /** Puts the setup of a unit of that name into its folder; the port of its own pages. */
    int setUp(Path unit, String terminal) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        UnitFolder.write(unit, city, terminal, wiring, port);
        return port;
    }

    @Override
    public void close() {
        reader.close();
        receipts.close();
        printer.close();
        city.close();
    }
}
