package org.zizhu.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.cabinet.Wiring;
import org.zizhu.fleet.Fleet;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.enrolment.Token;
import org.zizhu.fleet.unit.Division;
import org.zizhu.kiosk.UnitSettings;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.HttpsPlatform;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.Settings;
import org.zizhu.platform.fault.Fault;

/** A bare folder becomes a unit by one command and a token, with a real fleet and a real platform, and whatever goes wrong on the way. */
class RealSetupTest {

    private static final UnitId UNIT = new UnitId("ZZ-430102-0107");

    @TempDir
    private Path folder;

    private Fleet fleet;
    private SandboxCity city;
    private Path unit;
    private Token token;
    private String said = "";

    @BeforeEach
    void start() throws IOException {
        unit = folder.resolve("unit");
        fleet = Fleet.start(org.zizhu.fleet.Settings.inFolder(folder.resolve("centre"), 0, 0, new Division("430100")));
        city = city("city");
        fleet.enrolment().register(UNIT, new Division("430102"), "op");
        token = fleet.enrolment().tokenFor(UNIT, Duration.ofHours(1), "op").orElseThrow();
    }

    @AfterEach
    void stop() {
        fleet.close();
        city.close();
    }

    private SandboxCity city(String name) throws IOException {
        return SandboxCity.start(new Settings(folder.resolve(name), 0, 0, InstantSource.system(), 1));
    }

    private String code() {
        return city.enrolmentCode(UNIT.value(), Duration.ofHours(1));
    }

    private String setup(String hash, String code) {
        return """
                place: { zh: 芙蓉区政务服务中心, en: "Furong Service Centre" }
                hotline: "0731-12345"
                platform:
                  uri: %s/
                  ca-sha256: %s
                  code: %s
                staff: { division: "430102", list-good-for-hours: 72 }
                web-port: 0
                devices:
                  # 读卡器在左侧
                  - { name: id-card-reader, driver: sam-v, port: /dev/ttyS7 }
                  - { name: document-printer, driver: ipp, uri: "ipp://127.0.0.1:1/ipp/print" }
                """
                .formatted(city.apiUri(), hash, code);
    }

    private void keep(String setup) {
        assertEquals(Optional.empty(), fleet.setups().keep(UNIT, setup, "engineer"));
    }

    @Test
    void oneCommand_fillsTheFolder_andThePlatformKnowsTheUnit() throws Exception {
        String code = code();
        keep(setup(city.authorityHash(), code));
        assertEquals(0, enrol(), said);
        assertTrue(said.contains("the setup is in place, and the platform knows this unit"), said);
        assertTrue(said.contains("the folder is complete"), said);
        assertFalse(said.contains(code) || said.contains(token.secret()), "secrets are shown to nobody");
        assertComplete();

        Map<String, String> before = contents();
        for (String file : before.keySet()) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(unit.resolve(file))),
                    file);
        }
        assertFalse(String.join("\n", before.values()).contains(code), "it is spent, and lies nowhere");
        assertEquals(0, enrol(), said);
        assertTrue(said.contains("the folder is complete"), said);
        assertEquals(before, contents(), "the same again does no harm");
    }

    @Test
    void whereverThePowerOrTheNetworkGoes_theSameCommandGoesOn() throws Exception {
        keep(setup(city.authorityHash(), code()));
        city.faults().unreachable();
        assertEquals(2, enrol(), said);
        assertTrue(said.contains("does not answer: look at network"), said);
        assertBare();
        byte[] key = Files.readAllBytes(unit.resolve("next.key"));

        // The platform has certified the key, and its answer does not arrive.
        city.faults().heal();
        city.faults().at("/v1/enrolments", new Fault.AnswerLost());
        Thread healer = healerOnceTheCodeIsUsed();
        assertEquals(2, enrol(), said);
        healer.join();
        assertBare();
        assertArrayEquals(key, Files.readAllBytes(unit.resolve("next.key")), "kept until certified");

        // It has its certificate, and could not prove it.
        city.faults().at("/v1/staff/revoked", new Fault.ServerError());
        assertEquals(2, enrol(), said);
        assertBare();
        assertTrue(Files.exists(unit.resolve("unit.p12")) && Files.notExists(unit.resolve("next.key")));
        city.faults().heal();
        city.faults().at("/v1/qr/trust", new Fault.Nonsense(Fault.Kind.HTML));
        assertEquals(2, enrol(), said);
        assertBare();
        city.faults().heal();

        // The power went while the wiring was written, and once more before unit.yaml took its place.
        Files.writeString(unit.resolve("cabinet.yaml.part"), "devices:\n  - { na");
        assertEquals(0, enrol(), said);
        assertComplete();
        String whole = Files.readString(unit.resolve("unit.yaml"));
        Files.delete(unit.resolve("unit.yaml"));
        BareUnit.make(unit, UNIT.value());
        assertEquals(0, enrol(), said);
        assertEquals(whole, Files.readString(unit.resolve("unit.yaml")));
        assertComplete();
    }

    @Test
    void whatIsWrongWithTheSetup_isToldWithWhatToDo_andOnceItIsRight_theSameCommandGoesOn() throws Exception {
        String spent = code();
        keep(setup(city.authorityHash(), spent));
        assertEquals(0, field("enrol", folder.resolve("first").toString(), token.line()), said);
        // New hardware in its place: the code in the setup is spent.
        token = fleet.enrolment().tokenFor(UNIT, Duration.ofHours(1), "op").orElseThrow();
        assertRefused(1, "the platform refuses (enrolment-code-used): get a new code from it");

        keep(setup(city.authorityHash(), city.enrolmentCode(UNIT.value(), Duration.ZERO)));
        assertRefused(1, "the platform refuses (enrolment-code-expired)");
        keep(setup(city.authorityHash(), city.enrolmentCode("ZZ-430102-0108", Duration.ofHours(1))));
        assertRefused(1, "the platform refuses (name-mismatch)");
        keep(setup(city.authorityHash(), "guessguessguessguess"));
        assertRefused(1, "the platform refuses (enrolment-code-unknown)");
        try (SandboxCity other = city("other")) {
            keep(setup(other.authorityHash(), code()));
            assertRefused(1, "is not the platform of the setup");
            assertTrue(said.contains("什么都没有告诉它"), said);
        }
        keep(setup(city.authorityHash(), code()).replace("sam-v", "sam-x"));
        assertRefused(1, "the fleet's setup can't be used: have it corrected at the centre");
        assertTrue(said.contains("line 11: id-card-reader: driver “sam-x” is unknown; known are"), said);
        keep(setup(city.authorityHash(), code()).replace("uri: \"ipp", "url: \"ipp"));
        assertRefused(1, "the fleet's setup can't be used: have it corrected at the centre");
        assertTrue(said.contains("line 12"), said);

        keep(setup(city.authorityHash(), code()));
        assertEquals(0, enrol(), said);
        assertComplete();
    }

    @Test
    void whatSomebodyHasFilledInByHand_isNotTouched_andWithoutASetupTheNextStepsAreToldAsBefore() throws Exception {
        assertEquals(0, enrol(), said);
        assertTrue(said.contains("the fleet has no setup for this unit"), said);
        assertTrue(said.contains("next: fill [place, hotline, platform] into unit.yaml"), said);
        assertTrue(said.contains("next: say in cabinet.yaml which device hangs on which port"), said);
        assertBare();

        keep(setup(city.authorityHash(), code()));
        Files.writeString(unit.resolve("cabinet.yaml"), "devices: []\n");
        Files.writeString(
                unit.resolve("unit.yaml"), Files.readString(unit.resolve("unit.yaml")) + "hotline: \"12345\"\n");
        Map<String, String> before = contents();
        assertEquals(0, enrol(), said);
        assertTrue(said.contains("here are [hotline, cabinet.yaml] already: nothing was touched"), said);
        assertTrue(said.contains("next: fill [place, platform] into unit.yaml"), said);
        assertEquals(before, contents());

        Files.delete(unit.resolve("cabinet.yaml"));
        Files.delete(unit.resolve("unit.yaml"));
        BareUnit.make(unit, UNIT.value());
        city.enrol("ZZ-430102-0001", unit);
        assertEquals(0, enrol(), said);
        assertTrue(said.contains("here are [unit.p12] already"), said);
        Files.delete(unit.resolve("unit.p12"));
        assertEquals(0, enrol(), said);
        assertComplete();
    }

    /** It opens as a unit does, and the platform answers it. */
    private void assertComplete() throws Exception {
        UnitSettings settings = UnitSettings.read(unit);
        assertEquals(UNIT.value(), settings.terminal());
        assertEquals(Text.of("芙蓉区政务服务中心", "Furong Service Centre"), settings.place());
        assertEquals("0731-12345", settings.hotline());
        assertEquals(new UnitSettings.Staff("430102", "staff-ca.pem", "staff-revoked.crl", 72), settings.staff());
        assertEquals("fleet", settings.fleet());
        assertEquals(
                List.of("id-card-reader", "document-printer"),
                Wiring.read(unit.resolve("cabinet.yaml"), InstantSource.system()).devices().stream()
                        .map(device -> device.name())
                        .toList());
        assertTrue(Files.readString(unit.resolve("cabinet.yaml")).contains("# 读卡器在左侧"), "as it was written");
        assertTrue(Files.exists(unit.resolve("qr-trust.json")) && Files.exists(unit.resolve("staff-revoked.crl")));
        try (HttpsPlatform platform = HttpsPlatform.open(settings.platformSettings(unit), InstantSource.system())) {
            assertInstanceOf(Answer.Given.class, platform.qrTrust().get(20, TimeUnit.SECONDS));
        }
    }

    private void assertBare() throws IOException {
        assertEquals(List.of("place", "hotline", "platform", "cabinet.yaml"), BareUnit.lacking(unit));
    }

    private void assertRefused(int code, String told) throws IOException {
        assertEquals(code, enrol(), said);
        assertTrue(said.contains(told), said);
        assertTrue(said.contains("run this again"), said);
        assertBare();
    }

    /** What lies in the unit's folder, without what the fleet has given it. */
    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(unit)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        file.getFileName().toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        // Another second, another list.
        contents.remove("staff-revoked.crl");
        return contents;
    }

    /** Hangs up on whoever waits for an answer, when the platform has done what was asked. */
    private Thread healerOnceTheCodeIsUsed() {
        Thread healer = new Thread(() -> {
            try (Connection books = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("city/city.sqlite"));
                    PreparedStatement query =
                            books.prepareStatement("SELECT count(*) FROM enrolment_code WHERE used_at IS NOT NULL")) {
                long used = 0;
                while (used == 0) {
                    try (ResultSet row = query.executeQuery()) {
                        used = row.getLong(1);
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } finally {
                city.faults().heal();
            }
        });
        healer.start();
        return healer;
    }

    private int enrol() {
        return field("enrol", unit.toString(), token.line(), "--wait", "30");
    }

    private int field(String... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        int code = Field.commandLine(out).setErr(out).execute(arguments);
        out.flush();
        said = text.toString();
        return code;
    }
}
