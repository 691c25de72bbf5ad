package org.zizhu.bench.fleet;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.zizhu.bench.table.Ports;
import org.zizhu.bench.table.UnitFolder;
import org.zizhu.fleet.Fleet;
import org.zizhu.fleet.Settings;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.enrolment.Token;
import org.zizhu.fleet.unit.Division;
import org.zizhu.fleet.unit.DivisionNames;

/**
 * The fleet's server on loopback beside the table, and the table's unit in it: registered by an operator and enrolled by a token in its folder, as any
 * unit in the field.
 */
public final class FleetOnTable implements AutoCloseable {

    private static final int UNITS_PORT = 18_444;
    private static final int PAGES_PORT = 18_445;

    /** 长沙市 Changsha: the centre looks after the whole city. */
    private static final Division CITY = new Division("430100");

    private static final String NAMES =
            """
            430100,长沙市,Changsha
            430102,芙蓉区,Furong
            430103,天心区,Tianxin
            430104,岳麓区,Yuelu
            430105,开福区,Kaifu
            430111,雨花区,Yuhua
            430112,望城区,Wangcheng
            430121,长沙县,Changsha County
            430181,浏阳市,Liuyang
            430182,宁乡市,Ningxiang
            """;

    /** The kiosk is started just now and looks every other second. */
    private static final Duration TOKEN_GOOD = Duration.ofHours(1);

    private static final String OPERATOR = "bench";

    private final Fleet fleet;
    private final Path passwordFile;

    private FleetOnTable(Fleet fleet, Path passwordFile) {
        this.fleet = fleet;
        this.passwordFile = passwordFile;
    }

    /**
     * Starts the fleet with what is in its folder, and has the unit enrol if it isn't enrolled there.
     *
     * @param folder the fleet's; made if it is not there
     * @param unit the unit's folder; its kiosk may run already
     * @param notice told in one line of what is unusual
     * @throws IOException if it can't be started
     */
    public static FleetOnTable start(Path folder, Path unit, Consumer<String> notice) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(DivisionNames.FILE), NAMES);
        Fleet fleet = Fleet.start(Settings.inFolder(
                folder,
                Ports.free("the fleet", UNITS_PORT, notice),
                Ports.free("the fleet's dashboard", PAGES_PORT, notice),
                CITY));
        FleetOnTable table = new FleetOnTable(fleet, folder.resolve("first-password"));
        table.keepFirstPassword();
        table.enrol(unit);
        return table;
    }

    /** It is told once; who looks at the bench a second time has not written it down. */
    private void keepFirstPassword() throws IOException {
        Optional<String> first = fleet.firstPassword();
        if (first.isPresent()) {
            Files.deleteIfExists(passwordFile);
            Files.createFile(
                    passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(passwordFile, first.get());
        }
    }

    private void enrol(Path unit) throws IOException {
        UnitId id = new UnitId(UnitFolder.TERMINAL);
        boolean unknown = fleet.enrolment().register(id, new Division(UnitFolder.DIVISION), OPERATOR);
        Path there = Files.createDirectories(unit.resolve(UnitFolder.FLEET));
        if (unknown || !enrolledHere(there)) {
            Optional<Token> token = fleet.enrolment().tokenFor(id, TOKEN_GOOD, OPERATOR);
            if (token.isPresent()) {
                // Whole or not at all: the kiosk may be looking.
                Path part = there.resolve("token.part");
                Files.writeString(part, token.get().line() + "\n");
                Files.move(
                        part,
                        there.resolve("token"),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** Under the address that the fleet has today. */
    private boolean enrolledHere(Path there) throws IOException {
        Path address = there.resolve("address");
        return Files.exists(there.resolve("unit.p12"))
                && Files.exists(address)
                && Files.readString(address).strip().equals("127.0.0.1:" + fleet.port());
    }

    /** The dashboard. */
    public URI pages() {
        return URI.create("https://127.0.0.1:" + fleet.pagesPort() + "/");
    }

    /** With what the first administrator signs in, until they have chosen a password of their own. */
    public String firstPassword() throws IOException {
        return Files.exists(passwordFile) ? Files.readString(passwordFile) : "";
    }

    Fleet fleet() {
        return fleet;
    }

    @Override
    public void close() {
        fleet.close();
    }
}
