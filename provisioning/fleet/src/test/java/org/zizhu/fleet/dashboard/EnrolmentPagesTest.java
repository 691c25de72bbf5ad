package org.zizhu.fleet.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.enrolment.Enrolled;
import org.zizhu.fleet.enrolment.Token;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.trust.Applicant;

/** How a unit comes in and goes, at the centre. */
class EnrolmentPagesTest extends AtTheCentre {

    @Test
    void anEngineerGivesOutATokenByWhichAUnitEnrols_andTakesItsCertificateAway() throws Exception {
        signIn("engineer", Role.ENGINEER, FURONG);
        String csrf = Centre.csrf(centre.get("/enrolment"));
        HttpResponse<String> given = centre.post(
                "/enrolment", "csrf", csrf, "deed", "token", "unit", "cs-furong-09", "division", "430102001");
        Matcher token = Pattern.compile("field enrol zizhu-enrol-1/fleet.example:443/[^/]+/([^/]+)/[0-9]+")
                .matcher(given.body());
        assertTrue(token.find(), given.body());
        assertInstanceOf(
                Enrolled.Granted.class,
                enrolment.enrol(token.group(1), Applicant.named("cs-furong-09").csr()));
        assertEquals(
                409,
                centre.post("/enrolment", "csrf", csrf, "deed", "token", "unit", "cs-tianxin-09", "division", "430103")
                        .statusCode());

        assertEquals(
                "/units/cs-furong-09",
                location(centre.post("/enrolment", "csrf", csrf, "deed", "revoke", "unit", "cs-furong-09")));
        assertEquals(List.of(new UnitId("cs-furong-09")), cut);
    }

    @Test
    void whatAsksByATokenOfItsDivision_waitsForAnEngineersWord() throws Exception {
        Token ours = enrolment.tokenFor(FURONG, Duration.ofDays(1), "op");
        Token theirs = enrolment.tokenFor(TIANXIN, Duration.ofDays(1), "op");
        Applicant unit = Applicant.named("cs-furong-10");
        enrolment.enrol(ours.secret(), unit.csr());
        enrolment.enrol(theirs.secret(), Applicant.named("cs-tianxin-10").csr());
        signIn("engineer", Role.ENGINEER, FURONG);

        HttpResponse<String> page = centre.get("/enrolment");
        assertTrue(page.body().contains("cs-furong-10"), page.body());
        assertFalse(page.body().contains("cs-tianxin-10"), "another county's");
        String csrf = Centre.csrf(page);
        long number = enrolment.waiting(FURONG).get(0).number();
        long other = enrolment.waiting(TIANXIN).get(0).number();
        assertEquals(
                409,
                centre.post("/enrolment", "csrf", csrf, "deed", "approve", "number", "" + other)
                        .statusCode());
        assertEquals(
                "/enrolment",
                location(centre.post("/enrolment", "csrf", csrf, "deed", "approve", "number", "" + number)));
        assertInstanceOf(Enrolled.Granted.class, enrolment.enrol(ours.secret(), unit.csr()));

        signIn("operator", Role.OPERATOR, FURONG);
        assertEquals(404, centre.get("/enrolment").statusCode());
    }
}
