package org.zizhu.drivers.receipt.escpos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zizhu.drivers.serial.SerialLink;
import org.zizhu.drivers.wire.WireLog;

/** Questions and answers on a line whose other end is a script, in time that passes only while somebody waits. */
class EscPosLinkTest {

    private static final PrinterCondition WELL = PrinterCondition.ofRealTime(0x12, 0x12, 0x12, 0x12);

    private final ScriptedLine line = new ScriptedLine();
    private final EscPosLink link = new EscPosLink(line, new WireLog(InstantSource.system()), () -> line.nanos);

    @Test
    void fourQuestionsAreAskedOneByOne() throws Exception {
        line.answers("12", "12", "12", "1E");

        PrinterCondition condition = link.condition(Presenter.NONE);

        assertTrue(condition.rollNearEnd());
        assertEquals(List.of("100401", "100402", "100403", "100404"), line.sent);
    }

    @Test
    void answerThatCameTooLate_isNotTakenForTheNextOne() throws Exception {
        // The first question is answered only when it has been asked again; then both answers come.
        line.answers("", "1A 1A", "12", "12", "12", "1A", "12", "12", "12");

        PrinterCondition condition = link.condition(Presenter.NONE);

        assertEquals(List.of("offline"), condition.reasons(), "and not: cover open, stopped by the roll's end");
    }

    @Test
    void headThatCooledDownBetweenTwoQuestions_isNoError() throws Exception {
        // Offline with an error, whose cause is gone when it is asked for; then all is well.
        line.answers("1A", "52", "12", "12", "12", "12", "12", "12");

        assertEquals(WELL, link.condition(Presenter.NONE));
    }

    @Test
    void errorWithoutCauseThatStays_isAFailure() throws Exception {
        line.answers("1A", "52", "12", "12", "1A", "52", "12", "12");

        assertEquals(List.of("hardware-failure"), link.condition(Presenter.NONE).reasons());
    }

    @Test
    void automaticStatusBetweenQuestionAndAnswer_isNotTakenForTheAnswer() throws Exception {
        line.answers("38 00 00 0F 1A", "16", "12", "12", "1A", "16", "12", "12");

        assertTrue(link.condition(Presenter.NONE).coverOpen());
        assertTrue(link.news().coverOpen());
        assertEquals(null, link.news());
    }

    @Test
    void noiseDuringAQuestion_isAskedAgain() throws Exception {
        line.answers("FF 12", "12", "12", "12", "12");

        assertEquals(WELL, link.condition(Presenter.NONE));
        assertEquals(5, line.sent.size());
    }

    @Test
    void silence_isToldFromNonsense() {
        assertThrows(EscPosLink.Silent.class, () -> link.condition(Presenter.NONE));
        assertEquals(Collections.nCopies(2, "100401"), line.sent);

        line.answers("AA AA", "96 69", "FF");
        assertThrows(EscPosLink.Unintelligible.class, () -> link.condition(Presenter.NONE));
    }

    @Test
    void lineThatNeverRests_isNonsenseWithinTwoSeconds() {
        line.babble = true;
        long start = line.nanos;

        assertThrows(EscPosLink.Unintelligible.class, () -> link.condition(Presenter.NONE));

        assertTrue(line.nanos - start < Duration.ofSeconds(2).toNanos());
    }

    @Test
    void questionBehindASlowBand_waitsUntilTheBandHasCrossedTheLine() throws Exception {
        line.answers("");
        link.send(new Command(new byte[1_700], 8));
        line.answers("12", "12", "12", "12");
        line.answerAfter = Duration.ofMillis(1_800);

        assertEquals(WELL, link.condition(Presenter.NONE));
    }

    @Test
    void xoffHolds_xonLetsGo() throws Exception {
        line.arrives("13");
        link.listen(Duration.ZERO);
        assertTrue(link.held());

        line.arrives("11");
        link.listen(Duration.ZERO);
        assertFalse(link.held());
    }

    /** Answers each write with the next line of the script; an empty line is silence. */
    private static final class ScriptedLine implements SerialLink {
        final List<String> sent = new ArrayList<>();
        private final ArrayDeque<byte[]> script = new ArrayDeque<>();
        private final ArrayDeque<byte[]> arriving = new ArrayDeque<>();
        Duration answerAfter = Duration.ZERO;
        boolean babble;
        long nanos;

        void answers(String... lines) {
            script.clear();
            for (String answer : lines) {
                script.add(hex(answer));
            }
        }

        void arrives(String bytes) {
            arriving.add(hex(bytes));
        }

        @Override
        public void write(byte[] bytes) {
            sent.add(HexFormat.of().formatHex(bytes));
            byte[] answer = script.poll();
            if (answer != null && answer.length > 0) {
                arriving.add(answer);
            }
        }

        @Override
        public int read(byte[] buffer, Duration within) {
            if (babble) {
                nanos += 1_000_000;
                buffer[0] = (byte) 0xFF;
                return 1;
            }
            if (arriving.isEmpty() || answerAfter.compareTo(within) > 0) {
                answerAfter = answerAfter.compareTo(within) > 0 ? answerAfter.minus(within) : answerAfter;
                nanos += within.toNanos();
                return 0;
            }
            nanos += answerAfter.toNanos();
            answerAfter = Duration.ZERO;
            byte[] bytes = arriving.remove();
            System.arraycopy(bytes, 0, buffer, 0, bytes.length);
            return bytes.length;
        }

        @Override
        public void close() {
            arriving.clear();
        }

        private static byte[] hex(String bytes) {
            return HexFormat.of().parseHex(bytes.replace(" ", ""));
        }
    }
}
