package org.zizhu.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zizhu.platform.CityTest;
import org.zizhu.platform.Terminal;

/** A terminal that does not know whether its request was answered takes it back. */
class WithdrawalTest extends CityTest {

    @Test
    void whatWasIssuedUnderTheKey_isRevoked_andTheKeyGivesNothingAnyMore() {
        String session = session("certificate");
        String number = issue(session).json().get("number").asString();

        assertEquals(204, withdraw(terminal, key + "-back").status());

        assertRefused(409, "document-revoked", terminal.ofSession("/v1/documents/" + number + "/content", session));
        assertRefused(409, "document-withdrawn", issue(session));
        assertRefused(409, "delivery-settled", terminal.deliver(number, "TAKEN", key + "-taken"));
    }

    @Test
    void aRequestThatArrivesOnlyAfterItWasWithdrawn_isRefused_alsoAfterARestart() throws Exception {
        assertEquals(204, withdraw(terminal, key + "-back").status());

        restart();

        assertRefused(409, "document-withdrawn", issue(session("certificate")));
    }

    @Test
    void withdrawnTwice_underOneKeyOrTwo_isWithdrawnOnce() {
        issue(session("certificate"));

        assertEquals(204, withdraw(terminal, key + "-back").status());
        assertEquals(204, withdraw(terminal, key + "-back").status());
        assertEquals(204, withdraw(terminal, key + "-again").status());
    }

    @Test
    void whatTheCitizenHasInHand_staysGood() {
        String session = session("certificate");
        String number = issue(session).json().get("number").asString();
        terminal.deliver(number, "TAKEN", key + "-taken");

        assertRefused(409, "delivery-settled", withdraw(terminal, key + "-back"));

        assertEquals(
                200,
                terminal.ofSession("/v1/documents/" + number + "/content", session)
                        .status());
    }

    @Test
    void aTerminalWithdrawsOnlyItsOwn() throws Exception {
        String session = session("certificate");
        String number = issue(session).json().get("number").asString();
        Terminal other = Terminal.enrolled(city, "T-0002", folder.resolve("other"));

        assertEquals(204, withdraw(other, key + "-back").status());

        assertEquals(
                200,
                terminal.ofSession("/v1/documents/" + number + "/content", session)
                        .status());
        assertRefused(
                403,
                "terminal-mismatch",
                other.post(
                        "/v1/withdrawals",
                        Map.of("context", terminal.context(), "documentKey", key),
                        key + "-foreign"));
    }

    @Test
    void theWithdrawalsKeyUsedForAnother_isRefused() {
        withdraw(terminal, key + "-back");

        assertRefused(
                422,
                "idempotency-key-reused",
                terminal.post(
                        "/v1/withdrawals",
                        Map.of("context", terminal.context(), "documentKey", key + "-other"),
                        key + "-back"));
    }

    private Terminal.Reply issue(String session) {
        return terminal.issue(session, "insurance-certificate", key);
    }

    private Terminal.Reply withdraw(Terminal by, String withdrawalKey) {
        return by.post("/v1/withdrawals", Map.of("context", by.context(), "documentKey", key), withdrawalKey);
    }

    private static void assertRefused(int status, String code, Terminal.Reply reply) {
        assertEquals(status + " " + code, reply.status() + " " + reply.code());
    }
}
