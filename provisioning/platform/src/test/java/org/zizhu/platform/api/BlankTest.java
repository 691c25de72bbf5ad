package org.zizhu.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zizhu.platform.CityTest;
import org.zizhu.platform.Terminal;
import org.zizhu.platform.Tool;

/** Licences on numbered blanks: each blank carries one document or none, and the book knows which. */
class BlankTest extends CityTest {
    /** The city's book lasts from test to test. */
    private static final AtomicInteger USED = new AtomicInteger();

    private String blank;
    private String next;

    @BeforeEach
    void takeTwoFresh() {
        blank = number(USED.incrementAndGet());
        next = number(USED.incrementAndGet());
    }

    @Test
    void licenceIsIssuedForTheBlankThatItNames_andSaysItsNumberOnThePaper() throws Exception {
        Terminal.Reply issued = licence("certificate", blank, key);
        assertEquals(201, issued.status(), issued.text());

        Path pdf = folder.resolve("licence.pdf");
        Files.write(pdf, content(issued, session("certificate")).bytes());
        String text = Tool.run(folder, "poppler-utils", "pdftotext", "-layout", pdf.toString(), "-");
        assertTrue(text.contains("印制号 " + blank), text);
        assertTrue(text.contains("统一社会信用代码"), text);
        String page = Tool.run(folder, "poppler-utils", "pdfinfo", pdf.toString());
        assertTrue(page.contains("841.89 x 595.276 pts (A4)"), page);
    }

    @Test
    void plainPaperForALicence_andABlankForPlainPaper_areRefused() {
        assertRefused(400, "malformed-request", terminal.issue(session("certificate"), "business-licence", key));
        assertRefused(
                400,
                "malformed-request",
                terminal.issueOnBlank(session("certificate"), "insurance-certificate", blank, key));
    }

    @Test
    void whatSomebodyRuns_isToldBeforeABlankIsUsed() {
        Terminal.Reply told = terminal.ofSession("/v1/licences/query", session("certificate"));
        assertEquals(200, told.status(), told.text());
        assertEquals(18, told.json().get("code").asString().length());
        assertRefused(409, "no-business", terminal.ofSession("/v1/licences/query", session("progress")));
    }

    @Test
    void whoeverRunsNoBusiness_getsNoLicence() {
        assertRefused(409, "no-business", licence("progress", blank, key));
    }

    @Test
    void sameBlankForAnotherLicence_isRefused_andTheSameKeyGivesTheSameLicence() {
        Terminal.Reply first = licence("certificate", blank, key);
        assertEquals(first.text(), licence("certificate", blank, key).text());
        assertRefused(409, "blank-used", licence("query", blank, key + ":again"));
        assertRefused(422, "idempotency-key-reused", licence("certificate", next, key));
    }

    @Test
    void spoiledBlank_isVoidForEver_andTheLicenceIsIssuedAnewOnTheNext() {
        String spoiled = number(licence("certificate", blank, key));
        assertEquals(204, terminal.deliver(spoiled, "SPOILED", key + ":1").status());
        assertRefused(409, "blank-used", licence("certificate", blank, key + ":again"));
        assertEquals(201, licence("certificate", next, key + ":again").status());
    }

    @Test
    void retainedLicence_staysValid_andIsHandedOverAtTheCounterLater() {
        Terminal.Reply issued = licence("certificate", blank, key);
        assertEquals(
                204, terminal.deliver(number(issued), "RETAINED", key + ":1").status());
        assertEquals(200, content(issued, session("certificate")).status());
        assertEquals(204, terminal.deliver(number(issued), "TAKEN", key + ":2").status());
    }

    @Test
    void blanksToldAsVoid_areNeverIssuedOn() {
        assertEquals(204, voided(List.of(blank, next), "fed-together").status());
        assertRefused(409, "blank-used", licence("certificate", blank, key));
        assertRefused(409, "blank-used", licence("certificate", next, key));
    }

    @Test
    void blankThatCarriesALicence_isNotMadeVoidByAMistake() {
        Terminal.Reply issued = licence("certificate", blank, key);
        assertEquals(204, voided(List.of(blank), "out-of-sequence").status());
        assertEquals(200, content(issued, session("certificate")).status());
    }

    @Test
    void thePublicPageSaysOnWhichBlankALicenceStands() throws Exception {
        Terminal.Reply issued = licence("certificate", blank, key);
        String url = issued.json().get("verificationUrl").asString();
        String page = new String(java.net.URI.create(url).toURL().openStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(page.contains(blank));
    }

    private Terminal.Reply licence(String person, String blank, String key) {
        return terminal.issueOnBlank(session(person), "business-licence", blank, key);
    }

    private Terminal.Reply content(Terminal.Reply issued, String session) {
        return terminal.ofSession("/v1/documents/" + number(issued) + "/content", session);
    }

    private Terminal.Reply voided(List<String> numbers, String reason) {
        return terminal.post(
                "/v1/blanks/voids",
                Map.of(
                        "context",
                        terminal.context(),
                        "numbers",
                        numbers,
                        "reason",
                        reason,
                        "at",
                        "2026-03-01T15:00:00Z"),
                key + ":void");
    }

    private static String number(int serial) {
        return String.format(Locale.ROOT, "43010005%08d", serial);
    }

    private static String number(Terminal.Reply issued) {
        return issued.json().get("number").asString();
    }

    private static void assertRefused(int status, String code, Terminal.Reply reply) {
        assertEquals(status + " " + code, reply.status() + " " + reply.code());
    }
}
