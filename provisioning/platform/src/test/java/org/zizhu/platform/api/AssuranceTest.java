package org.zizhu.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zizhu.platform.CityTest;
import org.zizhu.platform.Terminal;

/** What a session was proven by, what the city gives for it, and what stays on record of it. */
class AssuranceTest extends CityTest {

    private static final String STATEMENT = "contribution-statement";

    @BeforeEach
    void anotherDay() {
        clock.advance(Duration.ofDays(1));
    }

    @Test
    void cardAlone_isNotEnoughForAnItemThatWantsThePerson() {
        assertRefused(403, "assurance-too-low", statement(session("query")));
    }

    @Test
    void cardAlone_isEnoughForACertificate_andThatStandsWithIt() throws SQLException {
        String number = issued(terminal.issue(session("certificate"), "insurance-certificate", key));
        assertEquals("ID_CARD null null", basis(number));
    }

    @ParameterizedTest
    @CsvSource({"FACE,, ID_CARD FACE", "ATTENDANT, 5eb, ID_CARD ATTENDANT:5eb"})
    void whatTheTerminalHasSeen_isEnough_andStandsWithTheDocument(
            String evidence, @Nullable String witness, String assurance) throws SQLException {
        String session = session("query");
        assertEquals(204, terminal.shows(session, evidence, witness).status());
        assertEquals(assurance + " null null", basis(issued(statement(session))));
    }

    @Test
    void codeToThePhone_isSeenByTheCityItself() throws SQLException {
        String session = session("query");
        terminal.ofSession("/v1/phone-codes", session);
        Matcher code = Pattern.compile("[0-9]{6}")
                .matcher(city.messages().all().get(0).words().zh());
        assertTrue(code.find());
        assertRefused(
                403, "code-wrong", terminal.checkCode(session, code.group().equals("000000") ? "111111" : "000000"));
        assertRefused(403, "assurance-too-low", statement(session));
        assertEquals(204, terminal.checkCode(session, code.group()).status());
        assertEquals("ID_CARD PHONE_CODE null null", basis(issued(statement(session))));
    }

    @Test
    void sameKeyInASessionThatHasShownLess_getsNothing() {
        String session = session("query");
        terminal.shows(session, "FACE", null);
        issued(statement(session));
        assertRefused(403, "assurance-too-low", statement(session("query")));
    }

    @Test
    void staffWhoseCardWasRevoked_answerForNobody() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        X509Certificate certificate = city.staff()
                .certify(
                        generator.generateKeyPair().getPublic(),
                        "430102",
                        List.of(),
                        clock.instant(),
                        Duration.ofDays(1));
        String serial = certificate.getSerialNumber().toString(16);
        assertEquals(204, terminal.shows(session("query"), "ATTENDANT", serial).status());
        city.staff().revoke(certificate);
        String session = session("query");
        assertRefused(403, "staff-revoked", terminal.shows(session, "ATTENDANT", serial));
        assertRefused(403, "assurance-too-low", statement(session));
    }

    @ParameterizedTest
    @CsvSource({"FACE, 5eb", "ATTENDANT,", "ATTENDANT, Zhang San", "PHONE_CODE,", "ID_CARD,"})
    void whatATerminalMayNotTell_isMalformed(String evidence, @Nullable String witness) {
        Terminal outside = terminal.movedTo(city).trusting();
        assertEquals(
                "malformed-request",
                outside.shows(session("query"), evidence, witness).code());
    }

    @Test
    void sessionOfAnotherCard_takesOverWhatWasShownBefore_andTheEarlierEnds() throws SQLException {
        String earlier = session("query");
        terminal.shows(earlier, "FACE", null);
        String now = session("query");
        assertEquals(204, join(now, earlier).status());
        assertEquals("ID_CARD FACE null null", basis(issued(statement(now))));
        assertRefused(401, "session-expired", statement(earlier));
    }

    @Test
    void nobodyTakesOverWhatAnotherHasShown() {
        String other = session("progress");
        terminal.shows(other, "FACE", null);
        String own = session("query");
        assertRefused(409, "other-person", join(own, other));
        assertRefused(403, "assurance-too-low", statement(own));
    }

    // --- one for another
    // ------------------------------------------------------------------------------------------------

    @Test
    void whoActsForAnother_standsWithTheDocumentAndInTheAudit_eachWithWhatTheyHaveShown() throws SQLException {
        String agent = session("progress");
        terminal.shows(agent, "ATTENDANT", "5eb");
        String acting = opened(mandate(Terminal.CERTIFICATE, agent, session("certificate")));
        String number = issued(terminal.issue(acting, "insurance-certificate", key));
        assertEquals("ID_CARD progress ID_CARD ATTENDANT:5eb", basis(number));
        assertEquals("issue certificate ID_CARD progress ID_CARD ATTENDANT:5eb", lastAudit());
    }

    @Test
    void whoHasShownACardOnly_actsForNobody() {
        assertRefused(
                403, "assurance-too-low", mandate(Terminal.CERTIFICATE, session("progress"), session("certificate")));
    }

    @Test
    void actingForOneItem_opensNoOther() {
        String agent = session("progress");
        terminal.shows(agent, "FACE", null);
        String acting = opened(mandate(Terminal.CERTIFICATE, agent, session("query")));
        assertRefused(403, "acting-not-allowed", statement(acting));
        assertRefused(403, "acting-not-allowed", mandate(Terminal.CERTIFICATE, acting, session("certificate")));
    }

    @Test
    void itemInWhichNobodyActs_opensNoSession() {
        String agent = session("progress");
        terminal.shows(agent, "FACE", null);
        assertRefused(403, "acting-not-allowed", mandate("1143010000000000083002099001001", agent, session("query")));
    }

    // --- as on the wire
    // -------------------------------------------------------------------------------------------------

    private Terminal.Reply statement(String session) {
        return terminal.issue(Terminal.ANNUAL_STATEMENT, session, STATEMENT, key);
    }

    private Terminal.Reply join(String session, String earlier) {
        return terminal.post(
                "/v1/identifications/join",
                Map.of("context", terminal.context(), "session", session, "earlier", earlier));
    }

    private Terminal.Reply mandate(String itemCode, String agent, String principal) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("context", terminal.context(itemCode));
        body.put("session", agent);
        body.put("principal", principal);
        body.put("ward", null);
        return terminal.post("/v1/mandates", body);
    }

    private static String opened(Terminal.Reply reply) {
        assertEquals(200, reply.status());
        return reply.json().get("session").asString();
    }

    private static String issued(Terminal.Reply reply) {
        assertEquals(201, reply.status());
        return reply.json().get("number").asString();
    }

    private static void assertRefused(int status, String code, Terminal.Reply reply) {
        assertEquals(status + " " + code, reply.status() + " " + reply.code());
    }

    private String basis(String number) throws SQLException {
        return one("SELECT assurance, agent, agent_assurance FROM document_basis WHERE document = '" + number + "'");
    }

    private String lastAudit() throws SQLException {
        return one("SELECT operation, person, assurance, agent, agent_assurance FROM audit"
                + " JOIN audit_basis ON audit = id ORDER BY id DESC LIMIT 1");
    }

    private String one(String query) throws SQLException {
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("city/city.sqlite"));
                Statement select = db.createStatement();
                ResultSet row = select.executeQuery(query)) {
            assertTrue(row.next(), query);
            StringBuilder words = new StringBuilder();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                words.append(column == 1 ? "" : " ").append(row.getString(column));
            }
            return words.toString();
        }
    }
}
