package org.zizhu.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.fleet.Fleet;
import org.zizhu.fleet.Settings;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.enrolment.Token;
import org.zizhu.fleet.unit.Division;

/** A unit enrolled from its command line, with a real fleet. Here, for the field tool does not know the fleet. */
class RealEnrolTest {

    private static final UnitId UNIT = new UnitId("ZZ-430102-0107");

    @TempDir
    private Path folder;

    private Fleet fleet;
    private String said = "";

    @BeforeEach
    void start() throws IOException {
        fleet = Fleet.start(Settings.inFolder(folder.resolve("centre"), 0, 0, new Division("430100")));
        Files.writeString(
                Files.createDirectory(folder.resolve("unit")).resolve("unit.yaml"),
                """
                terminal: ZZ-430102-0107
                place: { zh: 大厅, en: Hall }
                hotline: "12345"
                platform: { uri: "https://127.0.0.1:1/", keystore: unit.p12, password-file: password, ca: ca.pem }
                data: data
                web-port: 0
                fleet: fleet
                """);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void tokenOfTheUnit_enrolsIt_andASecondTimeIsToldSo_orRefusedIfItWasAnothers() throws IOException {
        fleet.enrolment().register(UNIT, new Division("430102"), "op");
        Token token =
                fleet.enrolment().tokenFor(UNIT, Duration.ofHours(1), "op").orElseThrow();
        assertEquals(0, enrol(token.line(), "30"), said);
        assertTrue(said.contains("已登记，证书 ") && said.contains("good until "), said);
        assertFalse(said.contains(token.secret()), "the secret is shown to nobody");
        assertTrue(Files.notExists(folder.resolve("unit/fleet/token")));

        assertEquals(0, enrol(token.line(), "30"), said);
        assertTrue(said.contains("this token has done its work before"), said);
        assertTrue(said.contains("the fleet knows this unit"), said);
        Files.delete(folder.resolve("unit/fleet/token.used"));
        assertEquals(1, enrol(token.line(), "30"), said);
        assertTrue(said.contains("refused (token-used)"), said);
        Token again =
                fleet.enrolment().tokenFor(UNIT, Duration.ofHours(1), "op").orElseThrow();
        assertEquals(0, enrol(again.line(), "30"), said);
    }

    @Test
    void tokenOfADivision_waitsForAnOperator_andAFleetThatIsAway_isToldSo() {
        Token token = fleet.enrolment().tokenFor(new Division("430102"), Duration.ofHours(1), "op");
        assertEquals(2, enrol(token.line(), "0"), said);
        assertTrue(Files.exists(folder.resolve("unit/fleet/token")), "the kiosk goes on when it runs");
        long waiting = fleet.enrolment().waiting(new Division("430100")).get(0).number();
        assertTrue(fleet.enrolment().approve(waiting, "op"));
        assertEquals(0, enrol(token.line(), "30"), said);

        Token later =
                fleet.enrolment().tokenFor(UNIT, Duration.ofHours(1), "op").orElseThrow();
        fleet.close();
        assertEquals(2, enrol(later.line(), "1"), said);
        assertTrue(said.contains("the fleet did not answer"), said);
    }

    @Test
    void bareMachine_isCalledAsItsTokenSays_orAsWhoSetsItUpSays() {
        String bare = folder.resolve("bare").toString();
        Token any = fleet.enrolment().tokenFor(new Division("430102"), Duration.ofHours(1), "op");
        assertEquals(1, field("enrol", bare, any.line(), "--wait", "0"), said);
        assertTrue(said.contains("add --unit NAME"), said);
        assertTrue(Files.notExists(folder.resolve("bare")));

        fleet.enrolment().register(UNIT, new Division("430102"), "op");
        Token token =
                fleet.enrolment().tokenFor(UNIT, Duration.ofHours(1), "op").orElseThrow();
        assertEquals(1, field("enrol", bare, token.line(), "--unit", "ZZ-430102-0001"), said);
        assertTrue(said.contains("the token is for " + UNIT.value()), said);
        assertEquals(0, field("enrol", bare, token.line()), said);
        assertTrue(said.contains("next: fill [place, hotline, platform] into unit.yaml"), said);

        assertEquals(
                2,
                field(
                        "enrol",
                        folder.resolve("named").toString(),
                        any.line(),
                        "--unit",
                        "ZZ-430102-0001",
                        "--wait",
                        "0"),
                said);
        assertEquals(
                "ZZ-430102-0001",
                fleet.enrolment().waiting(new Division("430100")).get(0).unit().value());
    }

    private int enrol(String token, String seconds) {
        return field("enrol", folder.resolve("unit").toString(), token, "--wait", seconds);
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
