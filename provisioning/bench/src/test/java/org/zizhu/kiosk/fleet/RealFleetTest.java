package org.zizhu.kiosk.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.fleet.Fleet;
import org.zizhu.fleet.Settings;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.enrolment.Token;
import org.zizhu.fleet.unit.Division;
import org.zizhu.kiosk.operations.OperationsLog;
import tools.jackson.databind.JsonNode;

/** How a unit comes into a real fleet, and the way round a proxy that forbids WebSockets, which no bench has; over TLS. Here, for the kiosk
 * does not know the fleet. */
class RealFleetTest {

    private static final long PATIENCE_SECONDS = 60;
    private static final UnitId UNIT = new UnitId("cs-furong-01");

    @TempDir
    private Path folder;

    private Fleet fleet;
    private FleetFolder unit;
    private ReportStore store;
    private Instant unitTime = Instant.now();
    private final LinkedBlockingQueue<Line.Heard> heard = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() throws IOException {
        fleet = Fleet.start(Settings.inFolder(folder.resolve("centre"), 0, 0, new Division("430100")));
        fleet.enrolment().register(UNIT, new Division("430102"), "op");
        unit = new FleetFolder(folder.resolve("unit"), new SecureRandom());
        store = new ReportStore(
                folder.resolve("fleet.db"), InstantSource.system(), System::nanoTime, new SecureRandom());
    }

    @AfterEach
    void stop() {
        store.close();
        fleet.close();
    }

    @Test
    void reportsAndCommands_byExchangesAlone() throws Exception {
        assertTrue(enrol(token(), UNIT.value()) instanceof Enroller.Asked.Certified);
        try (Line line = new PollLine(client(), heard::add)) {
            line.send("{\"type\":\"hello\",\"minor\":0,\"software\":\"zizhu-test\",\"journal\":\"" + store.journal()
                    + "\",\"time\":\"2026-11-29T02:19:27Z\",\"clockTrusted\":false,\"commands\":[\"restart\"]}");
            assertEquals("welcome", frame().path("type").asString());
            line.send("{\"type\":\"reports\",\"reports\":[{\"seq\":1,\"at\":\"2026-11-29T02:19:28Z\",\"fact\":"
                    + "{\"kind\":\"link\",\"link\":\"platform\",\"state\":\"down\"}}]}");
            JsonNode ack = frame();
            assertEquals("ack", ack.path("type").asString());
            assertEquals(1, ack.path("upTo").asLong());

            fleet.commands().order(UNIT, new Deed.Restart(), "key", Duration.ofMinutes(5), "op");
            assertEquals("restart", frame().path("name").asString());
            line.send("{\"type\":\"heartbeat\"}");
            assertEquals("heartbeat", frame().path("type").asString());

            fleet.enrolment().revoke(UNIT, "op");
            Line.Heard end = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertTrue(end instanceof Line.Heard.Ended, "" + end);
        }
    }

    @Test
    void headOfAnOperationsLog_isTaken_andOneThatWasEditedIsRefused() throws Exception {
        assertTrue(enrol(token(), UNIT.value()) instanceof Enroller.Asked.Certified);
        OperationsLog.SignedHead head;
        try (OperationsLog log =
                new OperationsLog(folder.resolve("log"), UNIT.value(), InstantSource.system(), new SecureRandom())) {
            log.write("started");
            log.sign();
            head = log.head().orElseThrow();
        }
        Fact edited = new Fact.Anchor(head.line().replace("\"seq\":3", "\"seq\":4"), head.publicKey());
        try (Line line = new PollLine(client(), heard::add)) {
            line.send("{\"type\":\"hello\",\"minor\":0,\"software\":\"zizhu-test\",\"journal\":\"" + store.journal()
                    + "\",\"time\":\"2026-11-29T02:19:27Z\",\"clockTrusted\":false,\"commands\":[\"restart\"]}");
            assertEquals("welcome", frame().path("type").asString());
            line.send("{\"type\":\"reports\",\"reports\":[" + report(1, new Fact.Anchor(head.line(), head.publicKey()))
                    + "," + report(2, edited) + "]}");
            assertEquals(
                    "[{\"seq\":2,\"code\":\"malformed-fact\"}]",
                    frame().path("refused").toString());
        }
    }

    private static String report(long seq, Fact fact) {
        return "{\"seq\":" + seq + ",\"at\":\"2026-11-29T02:19:28Z\",\"fact\":" + Wire.write(fact) + "}";
    }

    @Test
    void tokenUsedTwice_orForSomebodyElse_isRefused_andTheTokenIsGone() throws Exception {
        Token token = token();
        assertEquals("name-mismatch", ((Enroller.Asked.Refused) enrol(token, "cs-yuhua-07")).code());
        assertTrue(enrol(token, UNIT.value()) instanceof Enroller.Asked.Certified);
        Identity identity = unit.identity().orElseThrow();

        FleetFolder stranger = new FleetFolder(folder.resolve("stranger"), new SecureRandom());
        Files.writeString(folder.resolve("stranger").resolve("token"), token.line());
        Enroller.Asked asked = new Enroller(UNIT.value(), stranger, store, this::unitTime).enrol();
        assertEquals("token-used", ((Enroller.Asked.Refused) asked).code());
        assertTrue(!stranger.hasToken() && stranger.identity().isEmpty());
        assertEquals(
                identity.certificate(), unit.identity().orElseThrow().certificate(), "the unit's own is untouched");
    }

    @Test
    void fleetOfAnotherAuthority_isNotTalkedTo() throws Exception {
        String elsewhere = token().line().replace(fleet.authority().hash(), "A".repeat(43));
        Files.writeString(folder.resolve("unit").resolve("token"), elsewhere);
        try {
            Enroller.Asked asked = new Enroller(UNIT.value(), unit, store, this::unitTime).enrol();
            throw new AssertionError("it was asked: " + asked);
        } catch (IOException e) {
            assertTrue(unit.hasToken(), "a wrong network is no reason to lose the token");
            assertTrue(unit.identity().isEmpty());
        }
    }

    @Test
    void unitWhoseClockIsRightlyBelieved_refusesACertificateOfAnotherTime_andOneThatDoesNotBelieveItDoesNot()
            throws Exception {
        unitTime = Instant.parse("2009-01-01T00:00:00Z");
        Files.writeString(folder.resolve("unit").resolve("token"), token().line());
        try {
            Enroller.Asked asked = new Enroller(UNIT.value(), unit, store, this::unitTime).enrol();
            throw new AssertionError("it was believed: " + asked);
        } catch (IOException e) {
            assertTrue(unit.hasToken());
        }
        Enroller.Asked asked = new Enroller(UNIT.value(), unit, store, Optional::empty).enrol();
        assertTrue(asked instanceof Enroller.Asked.Certified);
    }

    @Test
    void renewal_isOfANewKey_andTheSameUnit() throws Exception {
        enrol(token(), UNIT.value());
        Identity before = unit.identity().orElseThrow();
        Enroller.Asked asked = new Enroller(UNIT.value(), unit, store, this::unitTime).renew(before, client());
        assertTrue(asked instanceof Enroller.Asked.Certified);
        Identity after = unit.identity().orElseThrow();
        assertEquals(
                before.certificate().getSubjectX500Principal(),
                after.certificate().getSubjectX500Principal());
        assertTrue(
                !before.certificate().getPublicKey().equals(after.certificate().getPublicKey()));
        try (Line line = client().open(heard::add)) {
            line.send("{\"type\":\"hello\",\"minor\":0,\"software\":\"zizhu-test\",\"journal\":\"" + store.journal()
                    + "\",\"time\":\"2026-11-29T02:19:27Z\",\"clockTrusted\":false,\"commands\":[]}");
            assertEquals("welcome", frame().path("type").asString());
        }
        assertEquals(List.of(), List.copyOf(heard));
    }

    private Optional<Instant> unitTime() {
        return Optional.of(unitTime);
    }

    private Token token() {
        return fleet.enrolment().tokenFor(UNIT, Duration.ofDays(1), "op").orElseThrow();
    }

    private Enroller.Asked enrol(Token token, String name) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("unit").resolve("token"), token.line() + "\n");
        return new Enroller(name, unit, store, this::unitTime).enrol();
    }

    private FleetClient client() throws GeneralSecurityException, IOException {
        return FleetClient.of(unit.identity().orElseThrow(), this::unitTime);
    }

    private JsonNode frame() throws InterruptedException {
        Line.Heard next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next instanceof Line.Heard.Frame frame) {
            return frame.content();
        }
        throw new AssertionError("no frame but " + next);
    }
}
