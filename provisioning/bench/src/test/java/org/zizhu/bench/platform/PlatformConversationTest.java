package org.zizhu.bench.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.kiosk.document.SealVerifier;
import org.zizhu.kiosk.journal.Message;
import org.zizhu.kiosk.platform.Accepted;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.Answer.Why;
import org.zizhu.kiosk.platform.Booking;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.platform.CaseRecord;
import org.zizhu.kiosk.platform.Contributions;
import org.zizhu.kiosk.platform.Credential;
import org.zizhu.kiosk.platform.HttpsPlatform;
import org.zizhu.kiosk.platform.IssuedDocument;
import org.zizhu.kiosk.platform.PhoneCode;
import org.zizhu.kiosk.platform.PlatformSettings;
import org.zizhu.kiosk.platform.Session;
import org.zizhu.kiosk.platform.SocialCredential;
import org.zizhu.kiosk.platform.UnitKeys;
import org.zizhu.kiosk.platform.Ward;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.Settings;
import org.zizhu.platform.fault.Fault;
import org.zizhu.platform.people.Card;
import org.zizhu.platform.people.Person;
import org.zizhu.platform.qr.CodeKind;
import org.zizhu.platform.qr.Phone;
import tools.jackson.databind.json.JsonMapper;

/** The kiosk's side of the contract against the sandbox city over mutual TLS, when it is well and when it is ill. */
class PlatformConversationTest {

    private static final String TERMINAL = "ZZ-0001";

    @TempDir
    static Path folder;

    private static SandboxCity city;
    private static HttpsPlatform platform;
    private static SealVerifier seals;

    @BeforeAll
    static void meet() throws IOException, GeneralSecurityException {
        city = SandboxCity.start(new Settings(folder.resolve("city"), 0, 0, InstantSource.system(), 1));
        city.enrol(TERMINAL, folder);
        PlatformSettings settings = new PlatformSettings(
                city.apiUri(), folder.resolve("unit.p12"), folder.resolve("unit.password"), folder.resolve("ca.pem"));
        platform = HttpsPlatform.open(settings, InstantSource.system());
        seals = new SealVerifier(UnitKeys.authorityCertificate(settings));
    }

    @AfterAll
    static void part() {
        platform.close();
        city.close();
    }

    @AfterEach
    void heal() {
        city.faults().heal();
        // Closes the circuit that a test may have opened.
        assertInstanceOf(Answer.Given.class, platform.health().join());
    }

    @Test
    void certificate_isIssuedOnceForItsKey_fetched_itsSealHolds_andItsDeliveryIsNoted() {
        Session session = session("certificate");
        String key = UUID.randomUUID() + ":issue";
        CallContext context = context();
        IssuedDocument document = given(
                platform.issue(context, session, "insurance-certificate", key).join());
        IssuedDocument again = given(
                platform.issue(context, session, "insurance-certificate", key).join());
        byte[] pdf = given(platform.content(context, session, document).join());

        assertEquals(document, again);
        assertEquals(2, document.pages());
        assertEquals(Optional.empty(), seals.wrong(pdf, document.sha256(), document.pages()));

        Message taken = Message.to(
                "/v1/documents/" + document.number() + "/delivery",
                context.caseNumber() + ":delivery",
                """
                {"context": {"purpose": "%s", "itemName": "%s", "itemCode": "%s", "caseNumber": "%s", "terminal": "%s", "place": "%s"},
                 "fact": "TAKEN", "pagesCompleted": 2, "at": "%s"}
                """
                        .formatted(
                                context.purpose(),
                                context.itemName(),
                                context.itemCode(),
                                context.caseNumber(),
                                context.terminal(),
                                context.place(),
                                Instant.now()));
        assertInstanceOf(Answer.Given.class, platform.deliver(taken).join());
        assertInstanceOf(Answer.Given.class, platform.deliver(taken).join(), "telling it twice is telling it once");
    }

    @Test
    void booking_isUnderstood_andWhoHasComeIsNoted_onceHoweverOftenItIsTold() {
        Phone.Shown code =
                city.phone().show("certificate", CodeKind.BOOKING, null).orElseThrow();
        CallContext context = context();
        Booking booking = given(platform.booking(context, code.about()).join());
        assertEquals(code.about(), booking.number());
        assertEquals(code.expires(), booking.ends());

        Map<String, Object> body = Map.of(
                "context",
                context,
                "number",
                booking.number(),
                "at",
                Instant.now().toString());
        Message came = Message.to(
                "/v1/bookings/checkin",
                "booking:" + booking.number(),
                JsonMapper.shared().writeValueAsString(body));
        assertInstanceOf(Answer.Given.class, platform.deliver(came).join());
        assertInstanceOf(Answer.Given.class, platform.deliver(came).join(), "telling it twice is telling it once");
        assertTrue(city.phone().checkedIn(booking.number()).isPresent());
        assertEquals(
                "booking-unknown", platform.booking(context, "B00000000").join().code());
    }

    @Test
    void pickUpCode_showsItsCase() {
        Phone.Shown code = city.people().stream()
                .flatMap(person -> city.phone().show(person.id(), CodeKind.CASE_PICKUP, null).stream())
                .findFirst()
                .orElseThrow();
        CaseRecord found =
                given(platform.caseByCode(context(), code.text(), code.about()).join());
        assertEquals(code.about(), found.number());
        assertTrue(found.closed());
        assertTrue(city.phone().revoke(code.text()));
        assertEquals(
                "qr-revoked",
                platform.caseByCode(context(), code.text(), code.about()).join().code());
    }

    @Test
    void contributionsAndCases_areUnderstood() {
        Session session = session("certificate");
        Contributions contributions =
                given(platform.contributions(context(), session).join());
        assertEquals(
                contributions.records().stream()
                        .mapToLong(Contributions.Month::personalFen)
                        .sum(),
                contributions.summary().personalFen());

        Person withCases = city.people().stream()
                .filter(person -> person.tags().contains("cases") && person.known() && !person.lost())
                .filter(person -> !person.tags().contains("expired"))
                .findFirst()
                .orElseThrow();
        List<CaseRecord> cases =
                given(platform.cases(context(), session(withCases.id())).join());
        assertFalse(cases.isEmpty());
    }

    @Test
    void socialCard_phoneCode_andPhoto_areUnderstood() throws IOException {
        Person person = city.person("query");
        Session session = given(platform.identifyBySocialCard(
                        context(),
                        new SocialCredential(
                                person.card().number(),
                                person.card().knownName(),
                                person.socialCard().number(),
                                person.socialCard().validUntil()))
                .join());
        assertEquals(session("query").handle(), session.handle());

        PhoneCode sent = given(platform.sendCode(context(), session).join());
        assertEquals(session.maskedPhone(), sent.maskedPhone());
        Matcher code = Pattern.compile("[0-9]{6}")
                .matcher(city.messages().all().get(0).words().zh());
        assertTrue(code.find());
        assertEquals(
                "code-wrong",
                platform.checkCode(context(), session, code.group().equals("000000") ? "111111" : "000000")
                        .join()
                        .code());
        assertEquals(
                "given",
                platform.checkCode(context(), session, code.group()).join().code());

        assertEquals(
                "no-photo-on-record", platform.photo(context(), session).join().code());
        city.photos().put("query", new byte[] {1, 2, 3});
        assertEquals(3, given(platform.photo(context(), session).join()).length);
    }

    @Test
    void personWhoActsForAnother_andGuardian_getASessionOfTheOther() {
        Session agent = session("certificate");
        Session other = session("progress");
        assertEquals(
                "assurance-too-low",
                platform.actFor(context(), agent, other).join().code());
        given(platform.faceMatched(context(), agent).join());
        assertEquals(
                other.handle(),
                given(platform.actFor(context(), agent, other).join()).handle());
        List<Ward> wards = given(platform.wards(context(), agent).join());
        assertEquals(
                wards.get(0).handle(),
                given(platform.actForWard(context(), agent, wards.get(0).handle())
                                .join())
                        .handle());
    }

    @Test
    void whatOnlyTheUnitHasSeen_isNoted_andTakenOverIntoALaterSession() {
        Session session = session("query");
        assertEquals("assurance-too-low", statement(session).code());
        given(platform.staffAnswered(context(), session, "5eb").join());
        assertEquals("given", statement(session).code());
        Session later = session("query");
        assertEquals("assurance-too-low", statement(later).code());
        given(platform.join(context(), later, session).join());
        assertEquals("given", statement(later).code());
        assertEquals("session-expired", statement(session).code());
    }

    private static Answer<IssuedDocument> statement(Session session) {
        CallContext context = new CallContext(
                "打印社保权益记录单",
                "社保权益记录单打印",
                "1143010000000000083002014001003",
                UUID.randomUUID().toString(),
                TERMINAL,
                "长沙市芙蓉区政务服务中心");
        return platform.issue(context, session, "contribution-statement", UUID.randomUUID() + ":issue")
                .join();
    }

    @Test
    void sessionThatWasEnded_isRefused() {
        Session session = session("certificate");
        assertInstanceOf(Accepted.class, given(platform.end(context(), session).join()));
        assertEquals(
                "session-expired",
                platform.contributions(context(), session).join().code());
    }

    @Test
    void personThatTheCityDoesNotKnow_isRefusedInWords() {
        Answer<Session> answer =
                platform.identify(context(), credential("unknown")).join();
        assertEquals("person-unknown", answer.code());
    }

    @ParameterizedTest
    @EnumSource(Fault.Kind.class)
    void nonsense_isAValue(Fault.Kind kind) {
        city.faults().everywhere(new Fault.Nonsense(kind));
        Answer<Session> answer =
                platform.identify(context(), credential("certificate")).join();
        Why why = assertInstanceOf(Answer.Failed.class, answer).why();
        assertTrue(why == Why.NONSENSE || why == Why.BROKEN, why::toString);
    }

    @Test
    void serverError_isAValue() {
        city.faults().everywhere(new Fault.ServerError());
        assertEquals(
                "platform-broken",
                platform.identify(context(), credential("certificate")).join().code());
    }

    @Test
    void slowAnswer_isGivenUpInTime() {
        city.faults().everywhere(new Fault.Slow(Duration.ofSeconds(9)));
        assertEquals(
                "platform-slow",
                platform.identify(context(), credential("certificate")).join().code());
    }

    @Test
    void unreachablePlatform_isSaidAtOnce_andTheCircuitOpensAfterThreeFailures() {
        city.faults().unreachable();
        // The first may still be sent over an old connection that is being cut just then: it may have arrived, and is
        // not said to be unreachable.
        assertInstanceOf(
                Answer.Failed.class,
                platform.identify(context(), credential("certificate")).join());
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    "platform-unreachable",
                    platform.identify(context(), credential("certificate"))
                            .join()
                            .code());
        }
        city.faults().heal();
        // Open: not even tried, until health has been asked.
        assertEquals(
                "platform-unreachable",
                platform.identify(context(), credential("certificate")).join().code());
        assertInstanceOf(Answer.Given.class, platform.health().join());
        assertEquals(
                "given",
                platform.identify(context(), credential("certificate")).join().code());
    }

    private static Session session(String person) {
        return given(platform.identify(context(), credential(person)).join());
    }

    private static Credential credential(String person) {
        Card card = city.person(person).card();
        return new Credential(
                card.kind().name(),
                card.number(),
                card.knownName(),
                card.birth(),
                card.validUntil(),
                "05.03-20160820-0001234567-1234567890");
    }

    private static CallContext context() {
        return new CallContext(
                "开具社会保险参保证明",
                "参保证明打印",
                "1143010000000000083002014001001",
                UUID.randomUUID().toString(),
                TERMINAL,
                "长沙市芙蓉区政务服务中心");
    }

    private static <T> T given(Answer<T> answer) {
        assertEquals("given", answer.code());
        return ((Answer.Given<T>) answer).value();
    }
}
