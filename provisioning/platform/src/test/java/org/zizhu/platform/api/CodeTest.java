package org.zizhu.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.platform.CityTest;
import org.zizhu.platform.Terminal;
import org.zizhu.platform.qr.CodeKind;
import org.zizhu.platform.qr.Phone;

/** A citizen shows a phone. */
class CodeTest extends CityTest {

    @ParameterizedTest
    @EnumSource(
            value = CodeKind.class,
            names = {"SOCIAL_SECURITY", "MEDICAL_INSURANCE", "CITY", "IDENTITY"})
    void aCodeThatSaysWhoSomebodyIs_opensASessionAsACardDoes(CodeKind kind) {
        Terminal.Reply reply = redeem(terminal, shown(kind));

        assertEquals(200, reply.status());
        Terminal.Reply byCard = terminal.identify(city.person("certificate").card());
        assertEquals(byCard.json().get("maskedName"), reply.json().get("maskedName"));
        assertEquals(
                200,
                terminal.ofSession(
                                "/v1/cases/query", reply.json().get("session").asString())
                        .status());
    }

    @Test
    void aScreenshot_isWorthNothingOnceTheCodeWasUsed_alsoAtAnotherTerminalAndAfterARestart() throws Exception {
        String code = shown(CodeKind.SOCIAL_SECURITY);
        assertEquals(200, redeem(terminal, code).status());

        assertRefused(409, "qr-replayed", redeem(terminal, code));
        restart();
        assertRefused(409, "qr-replayed", redeem(terminal, code));
        Terminal other = Terminal.enrolled(city, "T-0002", folder.resolve("other"));
        assertRefused(409, "qr-replayed", redeem(other, code));
    }

    @Test
    void afterAMinute_theCodeHasRunOut_andADayLaterNobodyKnowsIt() {
        String code = shown(CodeKind.CITY);
        clock.advance(Duration.ofSeconds(70));
        String late = code;
        assertEquals(200, redeem(terminal, shown(CodeKind.CITY)).status());
        clock.advance(Duration.ofSeconds(1));

        assertRefused(403, "qr-expired", redeem(terminal, late));

        clock.advance(Duration.ofDays(1).plusSeconds(60));
        shown(CodeKind.CITY);
        assertRefused(404, "qr-not-recognised", redeem(terminal, late));
    }

    @Test
    void aCodeForOneTerminal_isRefusedAtAnother_andNotUsedUpByThat() throws Exception {
        Terminal other = Terminal.enrolled(city, "T-0003", folder.resolve("third"));
        String code = city.phone()
                .show("certificate", CodeKind.IDENTITY, "t:T-0001")
                .orElseThrow()
                .text();

        assertRefused(403, "qr-other-terminal", redeem(other, code));

        assertEquals(200, redeem(terminal, code).status());
    }

    @Test
    void whatDoesNotSayWhoSomebodyIs_identifiesNobody() {
        assertRefused(403, "qr-wrong-kind", redeem(terminal, shown(CodeKind.BOOKING)));
        String enrolment = city.phone().enrolment("staff-17", null).text();
        assertRefused(403, "qr-wrong-kind", redeem(terminal, enrolment));
    }

    @Test
    void aRevokedCode_isRefused() {
        String code = shown(CodeKind.IDENTITY);
        assertTrue(city.phone().revoke(code));

        assertRefused(403, "qr-revoked", redeem(terminal, code));
        assertFalse(city.phone().revoke("TEST-CITY-NOBODYS"));
    }

    @Test
    void whatNobodyHasShown_isNotRecognised() {
        assertRefused(404, "qr-not-recognised", redeem(terminal, "TEST-SSC-00000000000000000000000000"));
        assertRefused(404, "qr-not-recognised", redeem(terminal, "ZZ1:ABC"));
        assertRefused(400, "malformed-request", redeem(terminal, "X".repeat(513)));
        assertRefused(400, "malformed-request", redeem(terminal, ""));
    }

    @Test
    void theCityHasNoCode_forWhomItDoesNotKnow_norForACaseThatIsNotDone() {
        assertTrue(city.phone().show("unknown", CodeKind.CITY, null).isEmpty());
        assertTrue(
                city.phone().show("certificate", CodeKind.STAFF_ENROLMENT, null).isEmpty());
    }

    @Test
    void aPickUpCode_namesTheCaseThatIsDone() {
        Phone.Shown shown = city.people().stream()
                .flatMap(person -> city.phone().show(person.id(), CodeKind.CASE_PICKUP, null).stream())
                .findFirst()
                .orElseThrow();

        assertFalse(shown.about().isEmpty());
        assertTrue(shown.text().startsWith("ZZ1:"));
    }

    @Test
    void aPickUpCode_showsItsCase_asOftenAsItIsLookedAt_andNoOther() {
        Phone.Shown shown = pickUp();

        for (int look = 0; look < 2; look++) {
            Terminal.Reply reply = caseBy(terminal, shown.text(), shown.about());
            assertEquals(200, reply.status());
            assertEquals(shown.about(), reply.json().get("number").asString());
            assertTrue(reply.json().get("closed").asBoolean());
        }
        assertRefused(404, "case-unknown", caseBy(terminal, shown.text(), "430100-OTHER"));
        assertRefused(403, "qr-wrong-kind", caseBy(terminal, shown(CodeKind.BOOKING), shown.about()));
        assertRefused(403, "qr-wrong-kind", redeem(terminal, shown.text()));
    }

    @Test
    void aPickUpCodeThatWasRevoked_showsNoCase() {
        Phone.Shown revoked = pickUp();
        assertTrue(city.phone().revoke(revoked.text()));
        assertRefused(403, "qr-revoked", caseBy(terminal, revoked.text(), revoked.about()));
    }

    @Test
    void twoTerminalsAskAtTheSameMoment_oneGetsTheSession() throws Exception {
        ExecutorService scanners = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 10; round++) {
                String code = shown(CodeKind.CITY);
                Callable<Integer> scan = () -> redeem(terminal, code).status();
                List<Integer> answers = new ArrayList<>();
                for (Future<Integer> answer : scanners.invokeAll(List.of(scan, scan))) {
                    answers.add(answer.get());
                }
                answers.sort(null);
                assertEquals(List.of(200, 409), answers);
            }
        } finally {
            scanners.shutdownNow();
        }
    }

    @Test
    void noCodeIsInTheCitysFiles() throws Exception {
        List<String> codes = List.of(shown(CodeKind.SOCIAL_SECURITY), shown(CodeKind.IDENTITY));
        codes.forEach(code -> assertEquals(200, redeem(terminal, code).status()));

        try (Stream<Path> files = Files.walk(folder.resolve("city"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                codes.forEach(code -> assertFalse(content.contains(code.substring(10)), file.toString()));
            }
        }
    }

    private Phone.Shown pickUp() {
        return city.people().stream()
                .flatMap(person -> city.phone().show(person.id(), CodeKind.CASE_PICKUP, null).stream())
                .findFirst()
                .orElseThrow();
    }

    private static Terminal.Reply caseBy(Terminal at, String code, String number) {
        return at.post("/v1/cases/code", Map.of("context", at.context(), "code", code, "number", number));
    }

    private String shown(CodeKind kind) {
        return city.phone().show("certificate", kind, null).orElseThrow().text();
    }

    private static Terminal.Reply redeem(Terminal at, String code) {
        return at.post("/v1/identifications/code", Map.of("context", at.context(), "code", code));
    }

    private static void assertRefused(int status, String code, Terminal.Reply reply) {
        assertEquals(status + " " + code, reply.status() + " " + reply.code());
    }
}
