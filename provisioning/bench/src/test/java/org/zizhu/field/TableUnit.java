package org.zizhu.field;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
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

    /** What an engineer writes down for a unit of that name that stands at this table. */
    String setup(String terminal) throws IOException {
        return """
                place: { zh: 长沙市芙蓉区政务服务中心, en: "Furong District Service Centre, Changsha" }
                hotline: "12345"
                platform: { uri: "%s", ca-sha256: %s, code: %s }
                staff: { division: "%s", list-good-for-hours: 72 }
                web-port: %d
                devices:
                %s"""
                .formatted(
                        city.apiUri(),
                        city.authorityHash(),
                        city.enrolmentCode(terminal, Duration.ofHours(1)),
                        UnitFolder.DIVISION,
                        freePort(),
                        wiring.stream().map(device -> "  - " + device + "\n").collect(Collectors.joining()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Puts the setup of a unit of that name into its folder; the port of its own pages. */
    int setUp(Path unit, String terminal) throws IOException {
        int port = freePort();
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
