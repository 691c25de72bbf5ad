package org.zizhu.platform.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.platform.CityTest;
import org.zizhu.platform.Terminal;

class DocumentTest extends CityTest {

    @Test
    void theContentIsWhatTheAnswerPromised() {
        String session = session("certificate");
        Terminal.Reply issued = terminal.issue(session, "insurance-certificate", key);

        Terminal.Reply content = content(number(issued), session);

        assertEquals("application/pdf", content.contentType());
        assertEquals(issued.json().get("bytes").asInt(), content.bytes().length);
        assertEquals(issued.json().get("sha256").asString(), Digest.sha256(content.bytes()));
        assertEquals(2, issued.json().get("pages").asInt());
    }

    @Test
    void theSameKeyAskedAgain_alsoAfterARestartAndWithANewSession_givesTheSameDocument() throws Exception {
        Terminal.Reply first = terminal.issue(session("certificate"), "insurance-certificate", key);
        assertEquals(
                first.text(),
                terminal.issue(session("certificate"), "insurance-certificate", key)
                        .text());

        restart();
        clock.advance(Duration.ofMinutes(20));
        Terminal.Reply again = terminal.issue(session("certificate"), "insurance-certificate", key);

        assertEquals(201, again.status());
        assertEquals(first.text(), again.text());
        assertEquals(200, content(number(first), session("certificate")).status());
    }

    @Test
    void theSameKeyForSomethingElseOrSomeoneElse_isRefused() {
        terminal.issue(session("certificate"), "insurance-certificate", key);

        assertRefused(
                422, "idempotency-key-reused", terminal.issue(session("certificate"), "contribution-statement", key));
        assertRefused(422, "idempotency-key-reused", terminal.issue(session("query"), "insurance-certificate", key));
    }

    @Test
    void theSameKeyTenTimesAtOnce_makesOneDocument() {
        String session = session("one-page");
        List<CompletableFuture<String>> asked = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            asked.add(CompletableFuture.supplyAsync(
                    () -> terminal.issue(session, "insurance-certificate", key).text()));
        }

        assertEquals(
                1, new HashSet<>(asked.stream().map(CompletableFuture::join).toList()).size());
    }

    @Test
    void withoutInsurance_thereIsNothingToCertify() {
        assertRefused(409, "nothing-to-certify", terminal.issue(session("no-insurance"), "insurance-certificate", key));
    }

    @Test
    void someoneElse_doesNotGetTheContent() {
        String number = number(terminal.issue(session("certificate"), "insurance-certificate", key));

        assertRefused(404, "document-unknown", content(number, session("query")));
    }

    @Test
    void anotherTerminal_neitherGetsTheContentNorReportsTheDelivery() throws Exception {
        String number = number(terminal.issue(session("certificate"), "insurance-certificate", key));
        Terminal other = Terminal.enrolled(city, "T-0002", folder.resolve("other"));
        String session = other.session(city.person("certificate").card());

        assertRefused(404, "document-unknown", other.ofSession("/v1/documents/" + number + "/content", session));
        assertRefused(404, "document-unknown", other.deliver(number, "NOT_TAKEN", key + "-2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOT_TAKEN", "NOT_PRINTED", "SPOILED"})
    void paperThatNeverReachedItsHolder_isRevoked(String fact) {
        String session = session("certificate");
        String number = number(terminal.issue(session, "insurance-certificate", key));

        assertEquals(
                204, terminal.deliver(number, "PRESENTED", key + "-presented").status());
        assertEquals(204, terminal.deliver(number, fact, key + "-the-fact").status());

        assertRefused(409, "document-revoked", content(number, session));
        assertRefused(409, "delivery-settled", terminal.deliver(number, "TAKEN", key + "-too-late"));
    }

    @Test
    void paperThatWasTaken_staysGood_whateverIsReportedLater() {
        String session = session("certificate");
        String number = number(terminal.issue(session, "insurance-certificate", key));
        assertEquals(204, terminal.deliver(number, "TAKEN", key + "-2").status());

        assertEquals(204, terminal.deliver(number, "TAKEN", key + "-2").status(), "the same report again");
        assertRefused(422, "idempotency-key-reused", terminal.deliver(number, "SPOILED", key + "-2"));
        assertRefused(409, "delivery-settled", terminal.deliver(number, "SPOILED", key + "-3"));
        assertEquals(200, content(number, session).status());
    }

    @Test
    void anUnknownOutcome_leavesTheMatterOpen() {
        String number = number(terminal.issue(session("certificate"), "insurance-certificate", key));

        assertEquals(204, terminal.deliver(number, "UNKNOWN", key + "-2").status());
        assertEquals(204, terminal.deliver(number, "TAKEN", key + "-3").status());
    }

    @Test
    void theDeliveryIsReportedLongAfterTheSession() {
        String number = number(terminal.issue(session("certificate"), "insurance-certificate", key));

        clock.advance(Duration.ofDays(3));

        assertEquals(204, terminal.deliver(number, "TAKEN", key + "-2").status());
    }

    @Test
    void theNumberTellsNothingOfTheVerificationCode() {
        Terminal.Reply issued = terminal.issue(session("certificate"), "insurance-certificate", key);

        String url = issued.json().get("verificationUrl").asString();
        String code = url.substring(url.lastIndexOf('/') + 1);
        assertEquals(26, code.length());
        assertTrue(url.startsWith(city.publicUri() + "/verify/"));
        String other = terminal.issue(session("certificate"), "insurance-certificate", key + "-9")
                .json()
                .get("verificationUrl")
                .asString();
        assertNotEquals(url, other);
    }

    @Test
    void theSameDocumentFetchedTwice_isTheSameBytes() {
        String session = session("rare-plane-2");
        String number = number(terminal.issue(session, "contribution-statement", key));

        assertArrayEquals(
                content(number, session).bytes(), content(number, session).bytes());
    }

    private Terminal.Reply content(String number, String session) {
        return terminal.ofSession("/v1/documents/" + number + "/content", session);
    }

    private static String number(Terminal.Reply issued) {
        return issued.json().get("number").asString();
    }

    private static void assertRefused(int status, String code, Terminal.Reply reply) {
        assertEquals(status + " " + code, reply.status() + " " + reply.code());
    }
}
