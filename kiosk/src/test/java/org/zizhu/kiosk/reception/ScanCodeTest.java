package org.zizhu.kiosk.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.kiosk.identity.qr.QrKind;
import org.zizhu.kiosk.identity.qr.QrVerdict;
import org.zizhu.kiosk.journal.Message;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.Box;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.screen.View;
import org.zizhu.kiosk.tabletop.CodeIssuer;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.TablePlatform.Call;
import org.zizhu.kiosk.tabletop.Tabletop;
import org.zizhu.kiosk.visit.Unit;

/** Somebody comes with a code and nothing else: it leads to what it is for, or they are told why not. */
class ScanCodeTest {

    private static final SealedPaper PAPER = new SealedPaper();

    private static final int BOOKING = 1;
    private static final int PICK_UP = 2;
    private static final int ENROLMENT = 3;
    private static final int DOCUMENT = 4;
    private static final int IDENTITY = 5;

    private static final int EXPIRES = 4;
    private static final int NONCE = 7;

    private static final Instant NIGHT = Tabletop.NIGHT;

    @TempDir
    Path folder;

    private Tabletop table;

    @BeforeEach
    void setUp() {
        table = new Tabletop(folder, PAPER);
    }

    @AfterEach
    void tearDown() {
        table.close();
    }

    // --- whose it is ----------------------------------------------------------------------------------------------

    @Test
    void identityCode_greets_andServesForEverythingAfterwards() {
        begins();
        shows(code(IDENTITY, "somebody"))
                .on("home", new Action.ChooseItem("case-progress"))
                .on("guide", new Action.Confirm())
                .runUntil("cases");

        assertEquals(1, table.platform.identifications);
        assertEquals("李*", last().citizen().orElseThrow());
        assertEquals(List.of(), table.troubles());
    }

    @Test
    void codeOfAnotherApplication_doesTheSame() {
        begins();
        shows("TEST-SSC-0123456789ABCDEF").runUntil("home");
        assertEquals("李*", last().citizen().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"https://example.org/pay, qr-not-recognised", "ZZ1:HALF, qr-malformed"})
    void whatIsNone_isSaid_andAnotherMayBeShown(String none, String told) {
        begins();
        shows(none).on("trouble", new Action.Retry());
        shows(code(BOOKING, "B7")).runUntil("confirmation");
        assertEquals(List.of(told), table.troubles());
    }

    @Test
    void staffsCode_isNothingForThisScreen_andNotUsedUp() {
        byte[] code = table.codeIssuer.code(ENROLMENT, "5ea", NIGHT);
        begins();
        shows(text(code)).on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of("code-for-staff"), table.troubles());
        assertAccepted(QrKind.STAFF_ENROLMENT, code);
    }

    @Test
    void scannerUnplugged_closesIt_withTheReason() {
        table.scanner.says(DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost"));
        begins();
        table.runUntil("guide");
        assertTrue(((Screen.Guide) last().screen()).closed().isPresent());
    }

    // --- a booking ------------------------------------------------------------------------------------------------

    @Test
    void bookingCode_checksIn_saysWhatWhenAndWhere_andThePlatformIsTold() {
        begins();
        shows(code(BOOKING, "B7K2M9Q4X")).runUntil("confirmation");

        Screen.Confirmation shown = (Screen.Confirmation) last().screen();
        assertEquals(
                List.of(
                        "Replacement of social security card",
                        "11-21 23:10 – 23:40",
                        "Counter 3",
                        "长沙市芙蓉区政务服务中心",
                        "B7K2M9Q4X"),
                shown.lines().stream().map(line -> line.value().english()).toList());
        Message told = table.journal.nextMessage().orElseThrow();
        assertEquals("/v1/bookings/checkin", told.path());
        assertTrue(told.body().contains("\"number\":\"B7K2M9Q4X\""), told::body);
        assertFalse(table.listing().contains(Tabletop.NUMBER));
    }

    @Test
    void withoutThePlatform_theCheckInCounts_andWaitsToBeTold() {
        table.platformReachable = false;
        table.platform.answers(Call.BOOKING, new Answer.Failed<>(Answer.Why.UNREACHABLE));
        begins();
        shows(code(BOOKING, "B7K2M9Q4X")).runUntil("confirmation");

        Screen.Confirmation shown = (Screen.Confirmation) last().screen();
        assertTrue(shown.explanation().english().contains("once the line is back"));
        Message waiting = table.journal.nextMessage().orElseThrow();
        assertEquals("booking:B7K2M9Q4X", waiting.key());
    }

    @Test
    void homeScreen_saysThatCodesWorkWithoutThePlatform() {
        table.platformReachable = false;
        table.on("attract", new Action.Begin()).runUntil("home");
        assertTrue(
                ((Screen.Home) last().screen()).notice().orElseThrow().english().contains("Scan a code"));
    }

    @Test
    void shownAgain_isCheckedInAlready_andToldOnce() {
        String code = code(BOOKING, "B7K2M9Q4X");
        begins();
        shows(code).on("confirmation", new Action.Confirm()).on("home", new Action.ChooseItem("scan-code"));
        shows(code).runUntil("trouble");

        assertEquals(List.of("booking-checked-in"), table.troubles());
        assertEquals(1, table.journal.waitingMessages());
    }

    @ParameterizedTest
    @CsvSource({
        // The slot's doors open in so many seconds, and it is tolerated that a clock is three minutes off.
        "190, 3600, booking-too-early",
        "150, 3600, ",
        "-3600, -150, ",
        "-3600, -200, booking-too-late",
    })
    void tooEarlyAndTooLate_areSaid_withTheRightTime_beyondThreeMinutesOfClocks(long from, long until, String told) {
        Map<Integer, Object> claims = table.codeIssuer.claims(BOOKING, "B7K2M9Q4X", NIGHT.plusSeconds(from));
        claims.put(EXPIRES, NIGHT.plusSeconds(until).getEpochSecond());
        begins();
        shows(text(table.codeIssuer.code(claims))).runUntil(told == null ? "confirmation" : "trouble");
        assertEquals(told == null ? List.of() : List.of(told), table.troubles());
        assertEquals(told == null ? 1 : 0, table.journal.waitingMessages());
        if (last().screen() instanceof Screen.Trouble trouble) {
            DateTimeFormatter time = DateTimeFormatter.ofPattern("HH:mm").withZone(Unit.ZONE);
            String span = time.format(NIGHT.plusSeconds(from)) + " – " + time.format(NIGHT.plusSeconds(until));
            Text first = trouble.whatNext().get(0);
            assertTrue(first.chinese().matches("可签到时间：\\d\\d-\\d\\d " + span), first.chinese());
            assertTrue(first.english().matches("Check-in: \\d\\d-\\d\\d " + span), first.english());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"t:ZZ-0999", "d:430105"})
    void bookedAtAnotherPlace_isSaid_andTheCodeStaysGoodThere(String where) {
        begins();
        shows(text(table.codeIssuer.code(table.codeIssuer.claims(BOOKING, "B7", NIGHT, where))))
                .runUntil("trouble");
        assertEquals(List.of("booking-elsewhere"), table.troubles());
        assertEquals(0, table.journal.waitingMessages());
    }

    @Test
    void bookingThatThePlatformDoesNotKnow_isSaid_andNotUsedUp() {
        table.platform.answers(Call.BOOKING, new Answer.Refused<>("booking-unknown", Text.of("没有", "None")));
        byte[] code = table.codeIssuer.code(BOOKING, "B7", NIGHT);
        begins();
        shows(text(code)).runUntil("trouble");

        assertEquals(List.of("booking-unknown"), table.troubles());
        assertEquals(0, table.journal.waitingMessages());
        assertAccepted(QrKind.BOOKING, code);
    }

    // --- a pick-up ------------------------------------------------------------------------------------------------

    @Test
    void pickUpCode_leadsStraightToItsCase_asOftenAsItIsShown_untilSomethingIsHandedOut() {
        byte[] code = table.codeIssuer.code(PICK_UP, "430102-4711", NIGHT);
        begins();
        shows(text(code)).on("case-progress", new Action.Back()).on("home", new Action.ChooseItem("scan-code"));
        shows(text(code)).runUntil("case-progress");

        Screen.CaseProgress shown = (Screen.CaseProgress) last().screen();
        assertEquals("430102-4711", shown.number());
        assertTrue(shown.lines().get(0).value().english().startsWith("Ready"));
        assertEquals(List.of(), table.troubles());
        assertAccepted(QrKind.CASE_PICKUP, code);
        assertFalse(table.screens().contains("present-card"));
    }

    @Test
    void pickUpCodeOfAResultInThisLocker_opensItsBox() {
        table.collection.boxesOfCase = List.of(new Box("BOX-0123456789ABCDEF", 2, Text.of("居住证", "Residence permit")));
        begins();
        shows(text(table.codeIssuer.code(PICK_UP, "430102-4711", NIGHT)))
                .on("confirmation", new Action.Confirm())
                .runUntil("open-box");

        assertEquals(List.of(2), table.locker.opened);
        assertFalse(table.screens().contains("present-card"));
    }

    @Test
    void pickUpCodeForWhichSomethingWasHandedOut_isUsed() {
        byte[] code = table.codeIssuer.code(PICK_UP, "430102-4711", NIGHT);
        assertAccepted(QrKind.CASE_PICKUP, code);
        begins();
        shows(text(code)).runUntil("trouble");
        assertEquals(List.of("qr-replayed"), table.troubles());
    }

    @Test
    void withoutThePlatform_aPickUpCodeIsGood_butItsCaseCannotBeSeen() {
        table.platform.answers(Call.CASE_BY_CODE, new Answer.Failed<>(Answer.Why.UNREACHABLE));
        byte[] code = table.codeIssuer.code(PICK_UP, "430102-4711", NIGHT);
        begins();
        shows(text(code)).runUntil("trouble");
        assertEquals(List.of("pickup-offline"), table.troubles());
        assertAccepted(QrKind.CASE_PICKUP, code);
    }

    // --- what can be wrong with any of them ------------------------------------------------------------------------

    /** What can be wrong with a code; each has its words. */
    private enum Wrong {
        REVOKED("qr-revoked"),
        ISSUER_REVOKED("qr-issuer-revoked"),
        LIST_TOO_OLD("qr-list-too-old"),
        OTHER_TERMINAL("qr-other-terminal"),
        EXPIRED("qr-expired"),
        NOT_YET_VALID("qr-not-yet-valid"),
        UNKNOWN_ISSUER("qr-unknown-issuer"),
        REPLAYED("qr-replayed");

        private final String told;

        Wrong(String told) {
            this.told = told;
        }
    }

    @ParameterizedTest
    @EnumSource(Wrong.class)
    void pickUpCodeWithWhichSomethingIsWrong_isToldWhat(Wrong wrong) {
        assertTold(wrong, PICK_UP);
    }

    @ParameterizedTest
    @EnumSource(Wrong.class)
    void identityCodeWithWhichSomethingIsWrong_isToldWhat_andNobodyIsIdentified(Wrong wrong) {
        assertTold(wrong, IDENTITY);
        assertEquals(0, table.platform.identifications);
    }

    private void assertTold(Wrong wrong, int kind) {
        CodeIssuer office = table.codeIssuer;
        Map<Integer, Object> claims = office.claims(kind, "430102-4711", NIGHT);
        byte[] code = office.code(claims);
        switch (wrong) {
            case REVOKED ->
                table.issuers.learn(
                        office.trust(office.list(2, NIGHT, List.of(), List.of((byte[]) claims.get(NONCE)))));
            case ISSUER_REVOKED ->
                table.issuers.learn(office.trust(office.list(2, NIGHT, List.of(office.keyId()), List.of())));
            case LIST_TOO_OLD -> {
                table.time.jumpAhead(Duration.ofHours(25));
                code = office.code(kind, "430102-4711", NIGHT.plus(Duration.ofHours(25)));
            }
            case OTHER_TERMINAL -> code = office.code(office.claims(kind, "430102-4711", NIGHT, "t:ZZ-0999"));
            case EXPIRED -> code = office.code(kind, "430102-4711", NIGHT.minusSeconds(60 + 3 * 60));
            // Some seconds pass until it is shown.
            case NOT_YET_VALID -> code = office.code(kind, "430102-4711", NIGHT.plusSeconds(3 * 60 + 30));
            case UNKNOWN_ISSUER ->
                code = new CodeIssuer("tabletop", NIGHT.minus(Duration.ofDays(30))).code(kind, "430102-4711", NIGHT);
            case REPLAYED -> assertAccepted(kind == PICK_UP ? QrKind.CASE_PICKUP : QrKind.IDENTITY, code);
        }
        begins();
        shows(text(code)).runUntil("trouble");
        assertEquals(List.of(wrong.told), table.troubles());
    }

    @ParameterizedTest
    @ValueSource(longs = {-(60 + 2 * 60 + 30), 2 * 60 + 50})
    void clocksThatDifferByLessThanThreeMinutes_areNoTrouble(long seconds) {
        begins();
        shows(text(table.codeIssuer.code(IDENTITY, "somebody", NIGHT.plusSeconds(seconds))))
                .runUntil("home");
        assertEquals(List.of(), table.troubles());
        assertEquals(1, table.platform.identifications);
    }

    @Test
    void screenshotOfAnIdentityCode_identifiesNobodyTheSecondTime() {
        String code = code(IDENTITY, "somebody");
        begins();
        shows(code).on("home", new Action.EndVisit()).on("attract", new Action.Begin());
        table.on("home", new Action.ChooseItem("scan-code"));
        shows(code).runUntil("trouble");
        assertEquals(List.of("qr-replayed"), table.troubles());
        assertEquals(1, table.platform.identifications);
    }

    // --- a certificate --------------------------------------------------------------------------------------------

    @Test
    void certificatesCode_saysThatItIsGenuine_withoutThePlatform() {
        table.platformReachable = false;
        begins();
        shows(code(DOCUMENT, "CERT-20261121-0007.0a1b2c3d")).runUntil("confirmation");
        Screen.Confirmation shown = (Screen.Confirmation) last().screen();
        assertEquals("CERT-20261121-0007", shown.lines().get(0).value().english());
    }

    @Test
    void certificatesCodeByAnotherHand_isNotGenuine() {
        String genuine = code(DOCUMENT, "CERT-20261121-0007.0a1b2c3d");
        char end = genuine.charAt(genuine.length() - 1);
        begins();
        shows(genuine.substring(0, genuine.length() - 1) + (end == '0' ? '1' : '0'))
                .runUntil("trouble");
        assertEquals(List.of("document-not-genuine"), table.troubles());
    }

    private void begins() {
        table.on("attract", new Action.Begin()).on("home", new Action.ChooseItem("scan-code"));
    }

    private Tabletop shows(String code) {
        return table.on("show-code", () -> table.scanner.show(code));
    }

    private String code(int kind, String subject) {
        return text(table.codeIssuer.code(kind, subject, NIGHT));
    }

    private static String text(byte[] code) {
        return new String(code, StandardCharsets.US_ASCII);
    }

    private void assertAccepted(QrKind kind, byte[] code) {
        QrVerdict verdict = table.unit().codes().accept(code, Set.of(kind));
        assertTrue(verdict instanceof QrVerdict.Accepted, verdict::toString);
    }

    private View last() {
        return table.views.get(table.views.size() - 1);
    }
}
