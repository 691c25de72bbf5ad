package org.zizhu.fleet.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.zizhu.fleet.TestUnit;
import org.zizhu.fleet.TestUnit.Line;
import org.zizhu.fleet.WithFleet;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.trust.FleetAuthority;
import org.zizhu.fleet.unit.Division;
import tools.jackson.databind.JsonNode;

/** Who may speak for a unit, and what becomes of a second one; contract.md §2 to §4. */
class IdentityTest extends WithFleet {

    private static final String IN_SERVICE = "{\"kind\":\"unit\",\"state\":\"inService\"}";

    @Test
    void bareUnit_enrolsByTheWire_andWaitsForAnOperatorWhereItsNameIsNew() {
        TestUnit unit = TestUnit.bare(fleet(), "cs-furong-07");
        var token = fleet().enrolment().tokenFor(new Division("430102"), Duration.ofDays(1), "op");

        HttpResponse<String> pending = unit.enrol(token);
        assertEquals(202, pending.statusCode(), pending.body());
        assertTrue(pending.body().contains("\"status\":\"pending\",\"unit\":\"cs-furong-07\",\"retryMs\":10000"));
        fleet().enrolment()
                .approve(
                        fleet().enrolment()
                                .waiting(new Division("430100"))
                                .get(0)
                                .number(),
                        "op");
        unit.take(unit.enrol(token));
        unit.connect().report(1, IN_SERVICE);

        refused(400, "csr-invalid", unit.post("/unit/v1/enrolments", "{\"token\":\"guessed\",\"csr\":\"x\"}"));
        refused(409, "token-used", TestUnit.bare(fleet(), "cs-furong-07").enrol(token));
        var old = fleet().enrolment().tokenFor(new Division("430102"), Duration.ofDays(1), "op");
        clock.advance(Duration.ofDays(1));
        refused(403, "token-expired", TestUnit.bare(fleet(), "cs-furong-08").enrol(old));
        refused(400, "malformed-request", unit.post("/unit/v1/enrolments", "{\"token\":1}"));
        refused(413, "too-large", unit.post("/unit/v1/enrolments", "x".repeat(70_000)));
        refused(404, "not-found", unit.post("/unit/v1/anything", "{}"));
    }

    @Test
    void withoutCertificate_orWithoutTheProtocol_nobodyGetsIn() {
        TestUnit bare = TestUnit.bare(fleet(), "cs-furong-01");
        refused(401, "certificate-required", bare.post("/unit/v1/exchange", "{}"));
        refused(401, "certificate-required", bare.post("/unit/v1/renewals", "{}"));
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        refused(
                400,
                "malformed-request",
                unit.send(HttpRequest.newBuilder(unit.at("/unit/v1/link")).GET()));
    }

    @Test
    void aCertificateOfAnotherAuthority_isGoodForNothing_thoughAllItSaysIsTheSame() {
        TestUnit ours = TestUnit.enrolled(fleet(), "cs-furong-01");
        FleetAuthority other = new FleetAuthority(folder.resolve("another-fleet"), clock);
        assertEquals(
                fleet().authority().certificate().getSubjectX500Principal(),
                other.certificate().getSubjectX500Principal());
        TestUnit stranger = TestUnit.ofAnotherFleet(fleet(), "cs-furong-01", other);

        assertThrows(AssertionError.class, () -> stranger.post("/unit/v1/exchange", "{}"), "no handshake");
        assertThrows(AssertionError.class, stranger::open);
        assertEquals(0, fleet().links().count());
        ours.connect();
    }

    @Test
    void revocation_cutsTheOpenConnection_andTheNextIsToldWhy() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        Line line = unit.connect();

        fleet().enrolment().revoke(unit.id(), "op");

        assertEquals("4403 revoked", line.closed());
        refused(403, "revoked", unit.post("/unit/v1/exchange", "{}"));
    }

    @Test
    void expiredCertificate_isToldSo_andAsksForTheNext() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        unit.connect().drop();
        clock.advance(Duration.ofDays(31));

        refused(403, "certificate-expired", unit.post("/unit/v1/exchange", "{}"));
        String renewal = "{\"csr\":" + Json.write(unit.csr()) + "}";
        assertEquals(202, unit.post("/unit/v1/renewals", renewal).statusCode());
        fleet().enrolment()
                .approve(
                        fleet().enrolment()
                                .waiting(new Division("430102"))
                                .get(0)
                                .number(),
                        "op");
        unit.take(unit.post("/unit/v1/renewals", renewal));

        // The certificate is dated by the fleet's clock, a month from now: this unit's own clock has no say in that.
        assertEquals(2, unit.connect().welcome().path("session").path("epoch").asLong());
    }

    @Test
    void aCopiedDisk_isNoticed_andBothAreCut_untilOneEnrolsAnew() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        unit.connect().report(1, IN_SERVICE);
        TestUnit copy = unit.copy();
        Line mine = unit.connect();
        mine.report(2, IN_SERVICE);
        mine.frame("ack");

        Line other = copy.open();
        other.say(copy.hello("journal-of-cs-furong-01"));

        assertEquals("4405 quarantined", other.closed());
        assertEquals("4405 quarantined", mine.closed());
        refused(403, "quarantined", unit.post("/unit/v1/exchange", "{}"));
        refused(403, "quarantined", copy.post("/unit/v1/exchange", "{}"));

        TestUnit anew = TestUnit.again(fleet(), "cs-furong-01");
        anew.connect().report(3, IN_SERVICE);
        refused(403, "revoked", copy.post("/unit/v1/exchange", "{}"));
    }

    @Test
    void aCopyThatComesFirst_isNoticedWhenTheOtherComesBack() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        Line mine = unit.connect();
        mine.say("{\"type\":\"heartbeat\"}");
        mine.frame("heartbeat");
        TestUnit copy = unit.copy();

        Line other = copy.connect();
        assertEquals("4409 superseded", mine.closed(), "as after a change of network");
        other.say("{\"type\":\"heartbeat\"}");
        other.frame("heartbeat");
        Line back = unit.open();
        back.say(unit.hello("journal-of-cs-furong-01"));

        assertEquals("4405 quarantined", back.closed());
        assertEquals("4405 quarantined", other.closed());
    }

    @Test
    void aCopyWithoutTheSession_isNoticedToo() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        Line mine = unit.connect();
        mine.say("{\"type\":\"heartbeat\"}");
        mine.frame("heartbeat");
        TestUnit copy = unit.copy();
        copy.forgetSession();

        Line other = copy.open();
        other.say(copy.hello("journal-of-cs-furong-01"));

        assertEquals("4405 quarantined", other.closed());
    }

    @Test
    void aWelcomeThatIsLost_harmsNobody() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        Line first = unit.connect();
        JsonNode stored = first.welcome().path("session");
        first.say("{\"type\":\"heartbeat\"}");
        first.frame("heartbeat");
        // Welcomed again and again, but the power goes each time before it is stored.
        for (int i = 0; i < 3; i++) {
            unit.connect().drop();
            unit.store(stored);
        }
        // Stored, and the power goes before anything was said.
        unit.connect().drop();

        Line last = unit.connect();
        last.report(1, IN_SERVICE);
        assertEquals(1, last.frame("ack").path("upTo").asLong());
    }

    @Test
    void replacedHardware_keepsTheHistory() {
        TestUnit old = TestUnit.enrolled(fleet(), "cs-furong-01");
        Line line = old.connect();
        line.report(1, IN_SERVICE);
        line.frame("ack");

        TestUnit fresh = TestUnit.again(fleet(), "cs-furong-01");

        assertEquals("4403 revoked", line.closed());
        fresh.connect("journal-of-the-new-box").report(1, IN_SERVICE);
        fresh.connect("journal-of-the-new-box");
        assertEquals(2, reports(fresh), "the old box's and the new one's");
        refused(403, "revoked", old.post("/unit/v1/exchange", "{}"));
        assertTrue(fleet().links().connected(new UnitId("cs-furong-01")));
    }

    private static void refused(int status, String code, HttpResponse<String> answer) {
        assertEquals(status + " " + code, answer.statusCode() + " " + code(answer.body()));
    }

    private static String code(String body) {
        return Json.read(body, JsonNode.class)
                .map(node -> node.path("code").asString(""))
                .orElse(body);
    }
}
