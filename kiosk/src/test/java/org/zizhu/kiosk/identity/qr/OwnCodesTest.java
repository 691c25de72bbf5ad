package org.zizhu.kiosk.identity.qr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.platform.QrTrust;
import org.zizhu.kiosk.tabletop.CodeIssuer;
import org.zizhu.kiosk.visit.Troubles;

/** Zizhu's own codes at a unit without a platform; the codes are written by another hand. */
class OwnCodesTest {

    private static final Instant NIGHT = Instant.parse("2026-11-21T15:00:00Z");
    private static final Set<QrKind> ANY = EnumSet.allOf(QrKind.class);
    private static final int PICKUP = 2;
    private static final int DOCUMENT = 4;
    private static final int IDENTITY = 5;
    private static final int EXPIRES = 4;
    private static final int NONCE = 7;

    @TempDir
    Path folder;

    private Instant now = NIGHT;
    private final CodeIssuer city = new CodeIssuer("city", NIGHT.minus(Duration.ofDays(30)));
    private Journal journal;
    private IssuerTrust trust;
    private TokenVerifier unit;

    @BeforeEach
    void commissioned() {
        journal = Journal.open(folder.resolve("journal.db"), () -> now);
        trust = new IssuerTrust(city.authority());
        assertTrue(trust.learn(city.trust(city.list(1, NIGHT, List.of(), List.of()))));
        unit = new TokenVerifier(trust, TokenVerifier.Accepted.in(journal), "ZZ-430102-0001", "430102", () -> now);
    }

    @AfterEach
    void off() {
        journal.close();
    }

    @Test
    void aCodeOfEachKind_isAcceptedAndSaysWhatItWasMadeFor() {
        for (QrKind kind : QrKind.values()) {
            QrVerdict verdict = unit.verify(city.code(kind.number(), "subject-" + kind, NIGHT), Set.of(kind));

            QrClaims claims =
                    assertInstanceOf(QrVerdict.Accepted.class, verdict).claims();
            assertEquals(kind, claims.kind());
            assertEquals("city", claims.issuer());
            assertEquals("subject-" + kind, claims.subject());
            assertEquals(NIGHT.plusSeconds(60), claims.expires());
        }
    }

    @Test
    void aScreenshotShownAgain_isRefused_alsoAfterTheUnitWasRestarted() {
        byte[] code = city.code(IDENTITY, "somebody", NIGHT);
        assertAccepted(code);

        assertRefused(QrRefusal.REPLAYED, code);

        off();
        commissioned();
        assertRefused(QrRefusal.REPLAYED, code);
    }

    @Test
    void whatWasAcceptedIsForgottenWhenItIsOfNoUseAnyMore() {
        assertTrue(journal.acceptOnce("aa", NIGHT.plusSeconds(60)));
        assertFalse(journal.acceptOnce("aa", NIGHT.plusSeconds(60)));

        now = NIGHT.plusSeconds(61);

        assertTrue(journal.acceptOnce("bb", NIGHT.plusSeconds(120)));
        assertTrue(journal.acceptOnce("aa", NIGHT.plusSeconds(120)));
    }

    @Test
    void twoScannersSeeTheSameCodeAtTheSameMoment_oneOfThemAcceptsIt() throws Exception {
        ExecutorService scanners = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 20; round++) {
                byte[] code = city.code(PICKUP, "case-" + round, NIGHT);
                CyclicBarrier together = new CyclicBarrier(2);
                Callable<QrVerdict> scan = () -> {
                    together.await();
                    return unit.verify(code, ANY);
                };
                List<String> verdicts = new ArrayList<>();
                for (Future<QrVerdict> seen : scanners.invokeAll(List.of(scan, scan))) {
                    verdicts.add(
                            seen.get() instanceof QrVerdict.Refused no
                                    ? no.why().name()
                                    : "ACCEPTED");
                }
                verdicts.sort(null);
                assertEquals(List.of("ACCEPTED", "REPLAYED"), verdicts);
            }
        } finally {
            scanners.shutdownNow();
        }
    }

    @Test
    void aDocumentsCode_isVerifiedAsOftenAsSomebodyAsks() {
        byte[] code = city.code(DOCUMENT, "ZZ20260001", NIGHT);

        assertAccepted(code);
        assertAccepted(code);
    }

    @ParameterizedTest
    @CsvSource({
        "-181, NOT_YET_VALID",
        "-180, ",
        "0, ",
        "60, ",
        "240, ",
        "241, EXPIRED",
    })
    void clocksMayDifferByThreeMinutes_andNoMore(long secondsAfterItWasMade, QrRefusal refusal) {
        byte[] code = city.code(IDENTITY, "somebody", NIGHT);

        now = NIGHT.plusSeconds(secondsAfterItWasMade);

        if (refusal == null) {
            assertAccepted(code);
        } else {
            assertRefused(refusal, code);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "t:ZZ-430102-0001, true",
        "t:ZZ-430102-0002, false",
        "d:430102, true",
        "d:430100, true",
        "d:430000, true",
        "d:430103, false",
        "d:410000, false",
    })
    void aCodeForCertainPlaces_isAcceptedThereOnly(String audience, boolean here) {
        byte[] code = city.code(city.claims(PICKUP, "case", NIGHT, audience));

        if (here) {
            assertAccepted(code);
        } else {
            assertRefused(QrRefusal.OTHER_TERMINAL, code);
        }
    }

    @Test
    void aRefusedCode_isNotUsedUp() {
        byte[] code = city.code(PICKUP, "case", NIGHT);
        assertEquals(new QrVerdict.Refused(QrRefusal.WRONG_KIND), unit.verify(code, Set.of(QrKind.BOOKING)));

        assertAccepted(code);
    }

    @Test
    void aRevokedCode_isRefused_andOthersAreNot() {
        Map<Integer, Object> claims = city.claims(PICKUP, "case", NIGHT);
        learn(city.list(2, NIGHT, List.of(), List.of((byte[]) claims.get(NONCE))));

        assertRefused(QrRefusal.REVOKED, city.code(claims));
        assertAccepted(city.code(PICKUP, "another", NIGHT));
    }

    @Test
    void afterAKeyWasRevoked_nothingOfItIsBelieved_andItsSuccessorIs() {
        CodeIssuer successor = city.sibling("city", NIGHT.minus(Duration.ofDays(1)));
        trust.learn(successor.trust(successor.list(2, NIGHT, List.of(city.keyId()), List.of())));

        assertRefused(QrRefusal.ISSUER_REVOKED, city.code(IDENTITY, "somebody", NIGHT));
        assertAccepted(successor.code(IDENTITY, "somebody", NIGHT));
    }

    @Test
    void aKeyMayRevokeItself_andCanNotTakeThatBack() {
        learn(city.list(2, NIGHT, List.of(city.keyId()), List.of()));
        assertRefused(QrRefusal.ISSUER_REVOKED, city.code(IDENTITY, "somebody", NIGHT));

        assertFalse(trust.learn(city.trust(city.list(3, NIGHT, List.of(), List.of()))));

        assertRefused(QrRefusal.ISSUER_REVOKED, city.code(IDENTITY, "somebody", NIGHT));
    }

    @Test
    void anOlderList_doesNotTakeANewerOnesPlace() {
        Map<Integer, Object> claims = city.claims(PICKUP, "case", NIGHT);
        learn(city.list(2, NIGHT, List.of(), List.of((byte[]) claims.get(NONCE))));

        assertFalse(trust.learn(city.trust(city.list(1, NIGHT.plusSeconds(60), List.of(), List.of()))));

        assertRefused(QrRefusal.REVOKED, city.code(claims));
    }

    @Test
    void oneIssuer_canNotRevokeForAnother() {
        CodeIssuer library = city.sibling("library", NIGHT.minus(Duration.ofDays(1)));
        trust.learn(library.trust(library.list(9, NIGHT, List.of(city.keyId()), List.of())));

        assertAccepted(city.code(IDENTITY, "somebody", NIGHT));
        assertAccepted(library.code(IDENTITY, "somebody", NIGHT));
    }

    @Test
    void cutOffForADay_theUnitRefusesWhatHandsSomethingOut_andStillTakesTheOthers() {
        now = NIGHT.plus(Duration.ofHours(24));
        for (QrKind kind : QrKind.values()) {
            assertAccepted(city.code(kind.number(), "in time", now));
        }

        now = now.plusSeconds(1);

        for (QrKind kind : QrKind.values()) {
            byte[] code = city.code(kind.number(), "late", now);
            if (kind.needsList()) {
                assertRefused(QrRefusal.LIST_TOO_OLD, code);
            } else {
                assertAccepted(code);
            }
        }
    }

    @Test
    void strangersKeys_areNotBelieved() {
        CodeIssuer stranger = new CodeIssuer("city", NIGHT.minus(Duration.ofDays(1)));
        CodeIssuer terminal = city.impostor("city", NIGHT.minus(Duration.ofDays(1)));
        CodeIssuer worn = city.sibling("city", NIGHT.minus(Duration.ofDays(61)));
        for (CodeIssuer other : List.of(stranger, terminal, worn)) {
            trust.learn(other.trust(other.list(2, NIGHT, List.of(), List.of())));

            assertRefused(QrRefusal.UNKNOWN_ISSUER, other.code(IDENTITY, "somebody", NIGHT));
        }
    }

    @Test
    void aKeyOfOneIssuer_doesNotSpeakForAnother() {
        CodeIssuer library = city.sibling("library", NIGHT.minus(Duration.ofDays(1)));
        trust.learn(library.trust(library.list(1, NIGHT, List.of(), List.of())));

        assertRefused(QrRefusal.UNKNOWN_ISSUER, library.code(city.claims(IDENTITY, "somebody", NIGHT)));
    }

    @Test
    void aForgedSignature_isFoundOut() {
        byte[] code = city.code(IDENTITY, "somebody", NIGHT);
        // Within the signature, and still base45.
        code[code.length - 10] = (byte) (code[code.length - 10] == '0' ? '1' : '0');

        assertRefused(QrRefusal.BAD_SIGNATURE, code);
    }

    @Test
    void whatIsMoreThanTheClaims_orWrittenOtherwise_isMalformed() {
        Map<Integer, Object> more = city.claims(IDENTITY, "somebody", NIGHT);
        more.put(99, "more");
        Map<Integer, Object> noEnd = city.claims(IDENTITY, "somebody", NIGHT);
        noEnd.remove(EXPIRES);
        Map<Integer, Object> longNonce = city.claims(IDENTITY, "somebody", NIGHT);
        longNonce.put(NONCE, new byte[17]);
        Map<Integer, Object> textTime = city.claims(IDENTITY, "somebody", NIGHT);
        textTime.put(EXPIRES, "tomorrow");
        Map<Integer, Object> endless = city.claims(IDENTITY, "somebody", NIGHT);
        endless.put(EXPIRES, Long.MAX_VALUE);
        List<Map<Integer, Object>> bad = List.of(
                more,
                noEnd,
                longNonce,
                textTime,
                endless,
                city.claims(7, "unknown kind", NIGHT),
                city.claims(0, "unknown kind", NIGHT),
                city.claims(IDENTITY, "", NIGHT),
                city.claims(IDENTITY, "x".repeat(65), NIGHT),
                city.claims(IDENTITY, "李芙蓉", NIGHT),
                city.claims(IDENTITY, "somebody", NIGHT, "anywhere"));
        for (Map<Integer, Object> claims : bad) {
            assertRefused(QrRefusal.MALFORMED, city.code(claims));
        }
        byte[] good = city.code(IDENTITY, "somebody", NIGHT);
        byte[] trailing = Arrays.copyOf(good, good.length + 2);
        trailing[good.length] = '0';
        trailing[good.length + 1] = '0';
        assertRefused(QrRefusal.MALFORMED, trailing);
        // An indefinite map, and a number longer than it need be: the same meaning, other bytes.
        assertRefused(QrRefusal.MALFORMED, CodeIssuer.text(city.signed(new byte[] {(byte) 0xBF, (byte) 0xFF})));
        assertRefused(
                QrRefusal.MALFORMED, CodeIssuer.text(city.signed(new byte[] {(byte) 0xA1, 0x18, 0x01, 0x61, 'c'})));
    }

    @Test
    void aListOfWhatIsRevoked_isNoCode_andACodeIsNoList() {
        assertRefused(QrRefusal.MALFORMED, CodeIssuer.text(city.list(5, NIGHT, List.of(), List.of())));
        assertFalse(trust.learn(new QrTrust(List.of(), List.of(city.code(IDENTITY, "somebody", NIGHT)))));
    }

    @Test
    void terminatorsOfEngines_areNotOfTheCode() {
        byte[] code = city.code(IDENTITY, "somebody", NIGHT);
        for (String end : List.of("\r", "\n", "\r\n", "<CR>", "<CR><LF>")) {
            byte[] scanned = (new String(code, StandardCharsets.US_ASCII) + end).getBytes(StandardCharsets.US_ASCII);

            assertEquals(QrKind.IDENTITY, unit.claimed(scanned).orElseThrow());
        }
    }

    @ParameterizedTest
    @EnumSource(QrRefusal.class)
    void forEachReason_aCitizenIsToldWhatToDoNext(QrRefusal refusal) {
        assertTrue(Troubles.shipped().foreseen(refusal.code()), refusal.code());
    }

    @Test
    void aUnitsCodesAreNotInItsJournal() throws Exception {
        byte[] code = city.code(PICKUP, "case-4711", NIGHT);
        assertAccepted(code);

        off();
        String file = new String(Files.readAllBytes(folder.resolve("journal.db")), StandardCharsets.ISO_8859_1);
        commissioned();

        assertFalse(file.contains(new String(code, StandardCharsets.US_ASCII)));
        assertFalse(file.contains("case-4711"));
    }

    private void learn(byte[] list) {
        assertTrue(trust.learn(city.trust(list)));
    }

    private void assertAccepted(byte[] code) {
        assertInstanceOf(QrVerdict.Accepted.class, unit.verify(code, ANY));
    }

    private void assertRefused(QrRefusal why, byte[] code) {
        assertEquals(new QrVerdict.Refused(why), unit.verify(code, ANY));
    }
}
