package org.zizhu.kiosk.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.kiosk.operations.Verdict.Broken;
import org.zizhu.kiosk.operations.Verdict.Sort;
import org.zizhu.kiosk.operations.Verdict.Whole;

/** Whatever is done to a log, the verifier names the first record that it was done to. */
class LogVerifierTest {

    private static final int RECORDS = 11;

    @TempDir
    Path folder;

    private LogOnTable table;
    private List<String> whole;
    private Verdict.Head head;

    @BeforeEach
    void aDay() throws IOException {
        table = new LogOnTable(folder.resolve("log")).day();
        whole = table.lines();
        head = assertInstanceOf(Whole.class, table.judge()).head();
    }

    @Test
    void asItWasWritten_isWhole() throws IOException {
        Whole verdict = assertInstanceOf(Whole.class, table.judge(Optional.of(head)));
        assertEquals(RECORDS, whole.size());
        assertEquals(LogOnTable.UNIT, verdict.unit());
        assertEquals(3, verdict.signatures());
        assertEquals(RECORDS, verdict.signedUpTo());
        assertTrue(verdict.closed());
        assertEquals(
                Instant.parse("2026-03-01T08:00:02Z"),
                LogRecord.read(whole.get(1).getBytes(StandardCharsets.US_ASCII))
                        .orElseThrow()
                        .at());
    }

    @Test
    void againstHeadsKeptElsewhere_aCutAnEditAndAWholeReplacementAreFound() throws IOException {
        List<Verdict.Head> heads = new ArrayList<>();
        for (String line : whole) {
            LogRecord record =
                    LogRecord.read(line.getBytes(StandardCharsets.US_ASCII)).orElseThrow();
            if (record.event().equals("signed")) {
                heads.add(new Verdict.Head(record.seq(), record.hash()));
            }
        }
        assertEquals(3, heads.size());
        PublicKey key = LogVerifier.key(table.folder.resolve(LogKey.PUBLIC_FILE));
        assertInstanceOf(Whole.class, LogVerifier.verify(table.files(), List.of(key), heads));
        Collections.reverse(heads);
        assertInstanceOf(Whole.class, LogVerifier.verify(table.files(), List.of(key), heads), "in any order");

        table.lines(whole.subList(0, 9));
        Broken cut = assertInstanceOf(Broken.class, LogVerifier.verify(table.files(), List.of(key), heads));
        assertEquals(Sort.CUT, cut.sort());
        assertEquals(10, cut.record());

        // Whoever has the unit's key too can make all of it anew; what it was is known elsewhere.
        Files.delete(table.file());
        table.day();
        Broken replaced = assertInstanceOf(Broken.class, LogVerifier.verify(table.files(), List.of(key), heads));
        assertEquals(Sort.REPLACED, replaced.sort());
        assertEquals(1, replaced.record());
        List<Verdict.Head> mixed = new ArrayList<>(heads);
        LogRecord first = LogRecord.read(table.lines().get(3).getBytes(StandardCharsets.US_ASCII))
                .orElseThrow();
        mixed.set(2, new Verdict.Head(first.seq(), first.hash()));
        Broken from = assertInstanceOf(Broken.class, LogVerifier.verify(table.files(), List.of(key), mixed));
        assertEquals(Sort.CHANGED, from.sort(), "the rest was made anew from there on");
        assertEquals(8, from.record());
    }

    @Test
    void anyOneLineTakenOut_isNamed() throws IOException {
        for (int i = 1; i < RECORDS; i++) {
            List<String> lines = new ArrayList<>(whole);
            lines.remove(i - 1);
            assertBroken(Sort.CUT, i, i, lines);
        }
    }

    @Test
    void endCutAtAnyLine_isNamedToWhoNotedALaterRecord_andElseSeenAsNoShutdown() throws IOException {
        for (int i = 1; i < RECORDS; i++) {
            table.lines(whole.subList(0, i));
            Broken broken = assertInstanceOf(Broken.class, table.judge(Optional.of(head)));
            assertEquals(Sort.CUT, broken.sort());
            assertEquals(i + 1, broken.record());
            assertFalse(assertInstanceOf(Whole.class, table.judge()).closed(), "cut after " + i);
        }
        table.lines(List.of());
        assertInstanceOf(Verdict.Empty.class, table.judge());
    }

    @Test
    void beginningCutAtAnyLine_isNamed() throws IOException {
        for (int i = 1; i < RECORDS; i++) {
            assertBroken(Sort.CUT, i, 1, whole.subList(i, RECORDS));
        }
    }

    @Test
    void anyByteEdited_namesItsRecord() throws IOException {
        table.lines(whole);
        byte[] bytes = Files.readAllBytes(table.file());
        int record = 1;
        for (int i = 0; i < bytes.length; i++) {
            byte[] edited = bytes.clone();
            edited[i] ^= 1;
            Files.write(table.file(), edited);
            Verdict verdict = table.judge();
            String where = "byte " + i + " of record " + record + ": " + verdict;
            Broken broken = assertInstanceOf(Broken.class, verdict, where);
            // Nothing but the last signature vouches for what is after the one before: the first of it is named.
            boolean ofTheLast = record == RECORDS && broken.record() == 9;
            assertTrue(ofTheLast || (broken.record() == record && broken.line() == record), where);
            if (bytes[i] == '\n') {
                record++;
            }
        }
        assertEquals(RECORDS + 1, record);
    }

    @Test
    void anyTwoLinesSwapped_areNamed() throws IOException {
        for (int i = 0; i < RECORDS; i++) {
            for (int j = i + 1; j < RECORDS; j++) {
                List<String> lines = new ArrayList<>(whole);
                Collections.swap(lines, i, j);
                assertBroken(Sort.SWAPPED, i + 1, i + 1, lines);
            }
        }
    }

    @Test
    void aCopyOfAnyLineAnywhere_isNamed() throws IOException {
        for (int copied = 0; copied < RECORDS; copied++) {
            for (int place = 0; place <= RECORDS; place++) {
                List<String> lines = new ArrayList<>(whole);
                lines.add(place, whole.get(copied));
                int second = place == copied ? place + 1 : place;
                assertAdded(second + 1, lines);
            }
        }
    }

    @Test
    void aLineThatIsNoRecord_isNamedWhereverItWasAdded() throws IOException {
        for (int place = 0; place <= RECORDS; place++) {
            List<String> lines = new ArrayList<>(whole);
            lines.add(place, "{\"note\":\"was here\"}");
            assertAdded(place + 1, lines);
        }
    }

    @Test
    void aRecordForgedWithTheRightNumberAndHash_isNamed() throws IOException {
        for (int place = 1; place < RECORDS; place++) {
            List<String> lines = new ArrayList<>(whole);
            lines.add(place, after(whole.get(place - 1)).text());
            assertAdded(place + 1, lines);
        }
    }

    @Test
    void whatIsForgedAfterTheLastSignature_isSaidToBeProvenByNothing() throws IOException {
        List<String> lines = new ArrayList<>(whole);
        lines.add(after(whole.get(RECORDS - 1)).text());
        table.lines(lines);
        Whole verdict = assertInstanceOf(Whole.class, table.judge());
        assertEquals(RECORDS, verdict.signedUpTo());
        assertEquals(RECORDS + 1, verdict.last().seq());
        assertFalse(verdict.closed());
    }

    @Test
    void chainMadeAnewBehindAnEditedRecord_isFoundByTheSignature() throws IOException {
        for (int edited = 5; edited < 8; edited++) {
            List<String> lines = new ArrayList<>(whole.subList(0, edited - 1));
            for (int i = edited - 1; i < RECORDS; i++) {
                LogRecord real = record(whole.get(i));
                LogRecord before = record(lines.get(i - 1));
                String fields = real.text()
                        .substring(
                                real.text().indexOf(real.event()) + real.event().length() + 1);
                lines.add(LogRecord.of(
                                before.hash(),
                                real.seq(),
                                real.at().plusSeconds(i == edited - 1 ? 60 : 0),
                                real.event(),
                                fields.substring(0, fields.length() - 1))
                        .text());
            }
            // All that is known is that the signature before it is good.
            assertBroken(Sort.CHANGED, 5, 5, lines);
        }
    }

    @Test
    void signatureOfAnotherKey_isNamed() throws IOException {
        LogOnTable other = new LogOnTable(folder.resolve("other")).day();
        PublicKey ours = LogVerifier.key(table.folder.resolve(LogKey.PUBLIC_FILE));
        Broken broken = assertInstanceOf(Broken.class, LogVerifier.verify(other.files(), List.of(ours), List.of()));
        assertEquals(Sort.FORGED, broken.sort());
        assertEquals(4, broken.record());
        assertEquals(4, broken.line());
        PublicKey theirs = LogVerifier.key(other.folder.resolve(LogKey.PUBLIC_FILE));
        assertInstanceOf(Whole.class, LogVerifier.verify(other.files(), List.of(ours, theirs), List.of()));
    }

    @Test
    void anotherLogOfTheSameLength_isNotTheOneThatWasNoted() throws IOException {
        LogOnTable other = new LogOnTable(folder.resolve("other")).day();
        Broken broken = assertInstanceOf(Broken.class, other.judge(Optional.of(head)));
        assertEquals(Sort.CHANGED, broken.sort());
        assertEquals(RECORDS, broken.record());
    }

    @Test
    void withoutAKey_theChainIsJudgedAll_theSame() throws IOException {
        table.lines(whole);
        Whole verdict = assertInstanceOf(Whole.class, LogVerifier.verify(table.files(), List.of(), List.of()));
        assertEquals(0, verdict.signedUpTo());
        Files.writeString(table.file(), Files.readString(table.file()).replace("media-jam", "media-jap"));
        Broken broken = assertInstanceOf(Broken.class, LogVerifier.verify(table.files(), List.of(), List.of()));
        assertEquals(3, broken.record());
    }

    @Test
    void anythingAtAll_isJudgedWithoutThrowing() throws IOException {
        for (byte[] bytes :
                List.of(new byte[] {'\n'}, new byte[5000], "{}".getBytes(StandardCharsets.US_ASCII), new byte[] {
                    (byte) 0xE4, (byte) 0xBD, '\n', '\n'
                })) {
            Files.write(table.file(), bytes);
            assertInstanceOf(Broken.class, table.judge());
        }
    }

    private static LogRecord record(String line) {
        return LogRecord.read(line.getBytes(StandardCharsets.US_ASCII)).orElseThrow();
    }

    private static LogRecord after(String line) {
        LogRecord before = record(line);
        return LogRecord.of(
                before.hash(),
                before.seq() + 1,
                before.at(),
                "service-in",
                EventCatalogue.shipped().spelled("service-in", Map.of("certificate", "4f02")));
    }

    private void assertAdded(int line, List<String> lines) throws IOException {
        table.lines(lines);
        Verdict verdict = table.judge();
        Broken broken = assertInstanceOf(Broken.class, verdict, "line " + line);
        assertEquals(Sort.ADDED, broken.sort(), "line " + line + ": " + verdict);
        assertEquals(line, broken.line(), verdict.toString());
    }

    private void assertBroken(Sort sort, long record, int line, List<String> lines) throws IOException {
        table.lines(lines);
        Verdict verdict = table.judge();
        Broken broken = assertInstanceOf(Broken.class, verdict, sort + " " + record);
        assertEquals(sort, broken.sort(), record + ": " + verdict);
        assertEquals(record, broken.record(), verdict.toString());
        assertEquals(line, broken.line(), verdict.toString());
    }
}
