package org.zizhu.kiosk.identity.qr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.platform.Session;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.TablePlatform.Call;
import org.zizhu.kiosk.tabletop.Tabletop;
import org.zizhu.kiosk.visit.Troubles;

/** Who shows a code: what a unit finds out by itself, and what it asks the platform. */
class ResolvingTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private static final String OPAQUE = "TEST-SSC-7H3KX9QZ2M4P8RWT6BVN1CDEFG";
    private static final int IDENTITY = 5;
    private static final int PICKUP = 2;

    @TempDir
    Path folder;

    private Tabletop table;
    private QrCodes codes;

    @BeforeEach
    void set() {
        table = new Tabletop(folder, PAPER);
        codes = table.unit().codes();
    }

    @AfterEach
    void clear() {
        table.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r", "\r\n", "<CR>", "<CR><LF>", "<EOT>"})
    void anotherApplicationsCode_isResolvedByThePlatform_withoutTheEnginesTerminator(String terminator) {
        Answer<Session> answer = identify(bytes(OPAQUE + terminator));

        assertInstanceOf(Answer.Given.class, answer);
        assertEquals(List.of(OPAQUE), table.platform.codes);
    }

    @Test
    void whatIsNoCredential_isNotSentAnywhere() {
        for (String other : List.of(
                "https://example.invalid/a?b=c",
                "wxp://f2f0_AbCdEf",
                "280012345678901234",
                "6901234567892",
                "TEST-SSC-short",
                "TEST-XXX-7H3KX9QZ2M4P8RWT6BVN1CDEFG",
                "7H3KX9QZ2M4P8RWT6BVN1CDEFG TEST-SSC-7H3KX9QZ2M4P8RWT6BVN1CDEFG",
                "")) {
            assertEquals(new QrSort.Unknown(), codes.sort(bytes(other)), other);
            assertEquals("qr-not-recognised", identify(bytes(other)).code(), other);
        }
        assertTrue(table.platform.codes.isEmpty());
    }

    @Test
    void ourOwnCode_isVerifiedHere_andOnlyAGoodOneIsSentOn() {
        byte[] code = table.codeIssuer.code(IDENTITY, "somebody", Tabletop.NIGHT);
        assertEquals(new QrSort.Signed(QrKind.IDENTITY), codes.sort(code));

        assertInstanceOf(Answer.Given.class, identify(code));
        assertEquals("qr-replayed", identify(code).code());
        assertEquals(
                "qr-wrong-kind",
                identify(table.codeIssuer.code(PICKUP, "case", Tabletop.NIGHT)).code());
        assertEquals("qr-malformed", identify(bytes("ZZ1:HELLO")).code());
        assertEquals(1, table.platform.codes.size());
    }

    @Test
    void withoutThePlatform_anOpaqueCodeSaysWhatIsMissing_andOurOwnStillOpensALocker() {
        table.platform.answers(Call.IDENTIFY_BY_CODE, new Answer.Failed<Session>(Answer.Why.UNREACHABLE));

        Answer<Session> opaque = identify(bytes(OPAQUE));
        QrVerdict pickup =
                codes.accept(table.codeIssuer.code(PICKUP, "case-4711", Tabletop.NIGHT), Set.of(QrKind.CASE_PICKUP));

        assertEquals("qr-offline", QrCodes.trouble(opaque));
        assertTrue(Troubles.shipped().foreseen("qr-offline"));
        assertEquals(
                "case-4711",
                assertInstanceOf(QrVerdict.Accepted.class, pickup).claims().subject());
    }

    @Test
    void thePlatformsReasons_arePassedOn_withWordsForEach() {
        for (String reason : List.of("qr-expired", "qr-replayed", "qr-other-terminal", "qr-revoked")) {
            table.platform.answers(
                    Call.IDENTIFY_BY_CODE,
                    new Answer.Refused<Session>(
                            reason, Troubles.shipped().words(reason).what()));

            assertEquals(reason, QrCodes.trouble(identify(bytes(OPAQUE))));
            assertTrue(Troubles.shipped().foreseen(reason));
        }
    }

    @Test
    void aCode_isNotInWhatThingsSayOfThemselves() {
        byte[] code = table.codeIssuer.code(PICKUP, "case-4711", Tabletop.NIGHT);
        QrVerdict verdict = codes.accept(code, Set.of(QrKind.CASE_PICKUP));

        for (Object thing : List.of(verdict, codes.sort(code), QrToken.read(code))) {
            assertFalse(thing.toString().contains("case-4711"), thing.toString());
            assertFalse(thing.toString().contains("ZZ1:"), thing.toString());
        }
    }

    private Answer<Session> identify(byte[] scanned) {
        CompletableFuture<Answer<Session>> answer = codes.identify(
                scanned,
                new CallContext(
                        "查询",
                        "参保查询",
                        "000711003000",
                        "00000000-0000-0000-0000-000000000001",
                        Tabletop.TERMINAL,
                        "芙蓉区"));
        while (!answer.isDone()) {
            table.time.take(Duration.ofSeconds(1));
        }
        return answer.join();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
