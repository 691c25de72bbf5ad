package org.zizhu.bench.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.fleet.Fleet;
import org.zizhu.fleet.command.Command;
import org.zizhu.fleet.command.Ordered;
import org.zizhu.fleet.configuration.Content;
import org.zizhu.fleet.configuration.Published;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.enrolment.Token;
import org.zizhu.fleet.unit.Division;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.Settings;

/** A kiosk and its fleet on one table: what the centre sees of the unit and has it do, over TLS, whatever is killed or away meanwhile. */
@Timeout(600)
class FleetOnTheTableTest {

    private static final String ITEM = "insurance-certificate";
    private static final UnitId UNIT = new UnitId("ZZ-430102-0099");
    private static final Division HERE = new Division("430102");

    @TempDir
    private Path folder;

    private SandboxCity city;
    private Cabinet cabinet;
    private Fleet fleet;
    private RunningKiosk kiosk;
    private volatile Sight seen = new Sight(0, "dark", "");
    private int fleetPort;
    private volatile Duration fleetAhead = Duration.ZERO;

    @BeforeEach
    void set() throws IOException {
        city = SandboxCity.start(new Settings(folder.resolve("city"), 0, 0, InstantSource.system(), 1));
        cabinet = new Cabinet(folder, folder.resolve("unit"), city, UNIT.value(), Set.of(Cabinet.Part.PLUG));
        startFleet();
    }

    @AfterEach
    void clear() {
        if (kiosk != null) {
            kiosk.close();
        }
        if (fleet != null) {
            fleet.close();
        }
        cabinet.close();
        city.close();
    }

    // --- what the centre sees ---------------------------------------------------------------------------------------

    @Test
    void enrolledWithAToken_isSeenInService_withEachDeviceAndService() throws IOException {
        enrolAsRegistered();
        startInside();

        present("unit", "-", "inService");
        present("device", "id-card-reader", "online");
        present("device", "document-printer", "online");
        present("link", "platform", "up");
        present("service", ITEM, "available");
        assertTrue(Files.notExists(unit().resolve("fleet").resolve("token")), "the token is used up");
        for (String secret : List.of("unit.p12", "unit.password")) {
            assertEquals(
                    PosixFilePermissions.fromString("rw-------"),
                    Files.getPosixFilePermissions(unit().resolve("fleet").resolve(secret)));
        }
    }

    @Test
    void unitOfADivision_waitsForAnOperator() throws IOException {
        putToken(fleet.enrolment().tokenFor(HERE, Duration.ofDays(1), "op"));
        startInside();
        Eventually.holds(() -> !fleet.enrolment().waiting(HERE).isEmpty(), () -> "nobody waits");
        assertEquals("attract", awaitScreen("attract"), "a unit that waits for its fleet serves");
        fleet.enrolment().approve(fleet.enrolment().waiting(HERE).get(0).number(), "op");
        present("unit", "-", "inService");
    }

    @Test
    void printerWithoutToner_isReported_withTheServiceThatItCloses_andOpensByItself() throws IOException {
        enrolAsRegistered();
        startInside();
        present("service", ITEM, "available");

        cabinet.printer.toner(0);
        present("service", ITEM, "unavailable");
        assertTrue(fact("service", ITEM).contains("\"name\":\"document-printer\""), fact("service", ITEM));

        cabinet.printer.toner(100);
        present("service", ITEM, "available");
    }

    // --- what the centre has it do ----------------------------------------------------------------------------------

    @Test
    void serviceAndUnit_areClosedByCommand_andStayClosedOverARestart() throws IOException {
        enrolAsRegistered();
        startInside();
        present("unit", "-", "inService");

        done(order(new Deed.CloseService(ITEM, "law-changed"), "key-1"));
        present("service", ITEM, "closed");
        done(order(new Deed.CloseUnit("flood"), "key-2"));
        present("unit", "-", "outOfService");
        awaitScreen("out-of-service");

        kiosk.close();
        startInside();
        awaitScreen("out-of-service");
        done(order(new Deed.OpenUnit(), "key-3"));
        present("unit", "-", "inService");
        awaitScreen("attract");
        assertEquals("closed", state("service", ITEM));
        done(order(new Deed.OpenService(ITEM), "key-4"));
        present("service", ITEM, "available");
    }

    @Test
    void commandInTheMiddleOfAVisit_waitsUntilTheCitizenHasGone() throws IOException {
        enrolAsRegistered();
        Citizen citizen = new Citizen(cabinet, city.person("certificate"));
        kiosk = new KioskInside(unit(), citizen::sees);
        citizen.before(kiosk);
        present("unit", "-", "inService");
        citizen.reaches("confirmation");
        String id = order(new Deed.CloseUnit("flood"), "key-1");
        Eventually.holds(() -> progress(id).equals("RECEIVED"), () -> progress(id));
        citizen.touch(new Action.Confirm());
        citizen.reaches("review");
        assertEquals("RECEIVED", progress(id));
        citizen.touch(new Action.EndVisit());
        citizen.reaches("out-of-service");
        done(id);
        present("unit", "-", "outOfService");
    }

    @Test
    void deviceTestsItself_andWhatCannotBeHonouredIsRefused() throws IOException {
        enrolAsRegistered();
        startInside();
        present("device", "id-card-reader", "online");
        String test = order(new Deed.SelfTest("id-card-reader"), "key-1");
        done(test);
        assertEquals("{\"outcome\":\"success\"}", command(test).result());

        String unknown = order(new Deed.SelfTest("coffee-machine"), "key-2");
        Eventually.holds(() -> progress(unknown).equals("REFUSED"), () -> progress(unknown));
        assertEquals("unknown-device", command(unknown).reason());
        String restart = order(new Deed.Restart(), "key-3");
        Eventually.holds(() -> progress(restart).equals("REFUSED"), () -> progress(restart));
        assertEquals("unsupported", command(restart).reason(), "nobody would start this process again");
    }

    @Test
    void configuration_isGoneBy_alsoAfterARestart_andOneThatCannotBeHonouredIsRefused() throws IOException {
        enrolAsRegistered();
        startInside();
        present("service", ITEM, "available");
        long first = publish(new Content("0731-12345", null, null, null, null, List.of(ITEM)));
        configured(first, "applied", first);
        Eventually.holds(
                () -> number("SELECT count(*) FROM present WHERE kind = 'service'") == 1,
                () -> "the items: " + texts("SELECT name FROM present WHERE kind = 'service'"));

        long second = publish(new Content(null, null, null, null, null, List.of("weddings")));
        configured(second, "refused", first);
        assertEquals(
                "unknown-item weddings",
                text("SELECT reason || ' ' || about FROM configuration_unit WHERE version = " + second));

        kiosk.close();
        startInside();
        Eventually.holds(() -> fleet.links().connected(UNIT), () -> "not connected");
        configured(second, "refused", first);
        long third = publish(new Content(null, null, null, null, null, null));
        configured(third, "applied", third);
        Eventually.holds(
                () -> number("SELECT count(*) FROM present WHERE kind = 'service'") > 1, () -> "the unit's own items");
    }

    private long publish(Content content) {
        return ((Published.Taken) fleet.configurations().publish(HERE, "test", content, 1, "op")).version();
    }

    private void configured(long version, String stage, long reported) {
        String how =
                "SELECT c.stage || ' ' || r.version FROM configuration_unit c JOIN configuration_reported r ON r.unit = c.unit"
                        + " WHERE c.version = " + version;
        Eventually.holds(() -> text(how).equals(stage + " " + reported), () -> text(how));
    }

    // --- when something is away -------------------------------------------------------------------------------------

    @Test
    void kioskKilledAndSwitchedOnAgain_resumes_andNothingIsLostOrDouble() throws IOException {
        enrolAsRegistered();
        KioskOutside first = startOutside();
        present("unit", "-", "inService");
        cabinet.printer.toner(0);
        present("service", ITEM, "unavailable");
        first.kill();
        first.awaitDark();
        cabinet.printer.toner(100);

        startOutside();
        present("service", ITEM, "available");
        assertEquals("ENROLLED", standing(), "it was not taken for its copy");
        assertEquals(1, number("SELECT count(*) FROM journal"), "one journal");
        nothingDouble();
    }

    @Test
    void fleetAwayForAWhile_kioskServesOn_andAllOfItArrivesInOrder() throws IOException {
        enrolAsRegistered();
        startInside();
        present("service", ITEM, "available");
        fleet.close();
        fleet = null;

        cabinet.printer.toner(0);
        awaitWaiting("unavailable");
        cabinet.printer.toner(100);
        awaitWaiting("available");
        assertEquals("attract", awaitScreen("attract"));

        startFleet();
        Eventually.holds(() -> waiting(unit()).isEmpty(), () -> waiting(unit()));
        assertEquals("available", state("service", ITEM));
        List<String> told =
                texts("SELECT fact ->> 'state' FROM report WHERE kind = 'service' AND fact ->> 'service' = '" + ITEM
                        + "' ORDER BY seq");
        assertEquals(List.of("unavailable", "available"), told.subList(told.size() - 2, told.size()));
        nothingDouble();
    }

    @Test
    void copyOfTheDisk_isNoticed_andTheUnitServesOn() throws IOException {
        enrolAsRegistered();
        startInside();
        present("unit", "-", "inService");
        kiosk.close();
        Path copy = folder.resolve("copy");
        copy(unit(), copy);
        startInside();
        Eventually.holds(() -> fleet.links().connected(UNIT), () -> "not connected");
        Eventually.holds(() -> waiting(unit()).isEmpty(), () -> "reports wait: " + waiting(unit()));

        RunningKiosk stolen = new KioskInside(copy, sight -> {});
        try {
            Eventually.holds(() -> standing().equals("QUARANTINED"), this::standing);
        } finally {
            stolen.close();
        }
        assertEquals("attract", awaitScreen("attract"));
    }

    // --- clocks -----------------------------------------------------------------------------------------------------

    @Test
    void monthsInABox_theExpiredCertificateIsRenewed_whenAnOperatorAgrees() throws IOException {
        enrolAsRegistered();
        startInside();
        present("unit", "-", "inService");
        kiosk.close();
        fleet.close();
        fleetAhead = Duration.ofDays(200);
        // Nobody but the fleet tells the unit the time.
        cabinet.plug().pull();
        startFleet();
        startInside();

        Eventually.holds(() -> !fleet.enrolment().waiting(HERE).isEmpty(), () -> "nobody waits");
        assertTrue(!fleet.links().connected(UNIT));
        fleet.enrolment().approve(fleet.enrolment().waiting(HERE).get(0).number(), "op");
        present("link", "platform", "down");
        assertEquals("ENROLLED", standing());
    }

    @Test
    void clockTenYearsOff_unitEnrols_andItsReportsAreOfToday() throws IOException {
        fleet.close();
        fleetAhead = Duration.ofDays(3650);
        try (var old = Files.walk(folder.resolve("fleet"))) {
            for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        cabinet.plug().pull();
        startFleet();
        enrolAsRegistered();
        startInside();
        present("device", "id-card-reader", "online");
        Instant today = fleetTime();
        for (String at : texts("SELECT happened_at FROM report")) {
            Duration off = Duration.between(Instant.ofEpochMilli(Long.parseLong(at)), today);
            assertTrue(!off.isNegative() && off.compareTo(Duration.ofMinutes(5)) < 0, "off by " + off);
        }
    }

    // --- how --------------------------------------------------------------------------------------------------------

    private Path unit() {
        return folder.resolve("unit");
    }

    private Instant fleetTime() {
        return Instant.now().plus(fleetAhead);
    }

    private void startFleet() throws IOException {
        Path centre = folder.resolve("fleet");
        fleet = Fleet.start(new org.zizhu.fleet.Settings(
                centre,
                "jdbc:sqlite:" + centre.resolve("fleet.sqlite"),
                "127.0.0.1",
                "127.0.0.1",
                fleetPort,
                0,
                new Division("430100"),
                this::fleetTime,
                System::nanoTime));
        fleetPort = fleet.port();
    }

    /** An operator has registered the unit; its token is put into its folder. */
    private void enrolAsRegistered() throws IOException {
        fleet.enrolment().register(UNIT, HERE, "op");
        putToken(fleet.enrolment().tokenFor(UNIT, Duration.ofDays(1), "op").orElseThrow());
    }

    private void putToken(Token token) throws IOException {
        Path there = Files.createDirectories(unit().resolve("fleet"));
        Files.writeString(there.resolve("token"), token.line() + "\n");
    }

    private void startInside() throws IOException {
        kiosk = new KioskInside(unit(), sight -> seen = sight);
    }

    private KioskOutside startOutside() throws IOException {
        KioskOutside outside = new KioskOutside(
                List.of(), unit(), folder.resolve("temp"), folder.resolve("kiosk.log"), "never", sight -> seen = sight);
        kiosk = outside;
        return outside;
    }

    private String awaitScreen(String screen) {
        Eventually.holds(() -> seen.screen().equals(screen), () -> seen);
        return seen.screen();
    }

    private String order(Deed deed, String key) {
        Ordered ordered = fleet.commands().order(UNIT, deed, key + UUID.randomUUID(), Duration.ofMinutes(10), "op");
        return ((Ordered.Taken) ordered).command().id();
    }

    private Command command(String id) {
        return fleet.commands().find(id).orElseThrow();
    }

    private String progress(String id) {
        return command(id).progress().name();
    }

    private void done(String id) {
        Eventually.holds(() -> progress(id).equals("DONE"), () -> command(id));
    }

    private void present(String kind, String name, String state) {
        Eventually.holds(
                () -> state(kind, name).equals(state),
                () -> kind + " " + name + " is " + state(kind, name) + ": " + fact(kind, name) + "; waiting: "
                        + waiting(unit()));
    }

    private String state(String kind, String name) {
        return text("SELECT state FROM present WHERE kind = '" + kind + "' AND name = '" + name + "'");
    }

    private String fact(String kind, String name) {
        return text("SELECT fact FROM present WHERE kind = '" + kind + "' AND name = '" + name + "'");
    }

    private String standing() {
        return text("SELECT standing FROM unit WHERE id = '" + UNIT.value() + "'")
                .toUpperCase(Locale.ROOT);
    }

    /** Each report of the unit has been kept once. */
    private void nothingDouble() {
        assertEquals(
                number("SELECT count(*) FROM report"),
                number("SELECT count(DISTINCT journal || '/' || seq) FROM report"));
    }

    /** Until a report like that waits in the unit. */
    private void awaitWaiting(String state) {
        Eventually.holds(
                () -> waiting(unit()).stream()
                        .anyMatch(fact -> fact.contains("\"service\":\"" + ITEM + "\",\"state\":\"" + state + "\"")),
                () -> waiting(unit()));
    }

    /** The facts that the unit has not been acknowledged yet. */
    private static List<String> waiting(Path unit) {
        return texts(
                "jdbc:sqlite:" + unit.resolve("data").resolve("fleet.db"),
                "SELECT fact FROM report WHERE telemetry = 0 ORDER BY seq");
    }

    private String text(String sql) {
        return Optional.of(texts(sql))
                .filter(all -> !all.isEmpty())
                .map(all -> all.get(0))
                .orElse("-");
    }

    private long number(String sql) {
        return Long.parseLong(text(sql));
    }

    private List<String> texts(String sql) {
        return texts("jdbc:sqlite:" + folder.resolve("fleet").resolve("fleet.sqlite"), sql);
    }

    private static List<String> texts(String url, String sql) {
        List<String> texts = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
