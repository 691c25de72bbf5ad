package org.zizhu.kiosk.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.operations.Verdict.Whole;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.Tabletop;
import org.zizhu.kiosk.visit.Event;
import org.zizhu.kiosk.visit.ServiceState;

/** What an auditor reads later of what became of a unit. */
class OperationsWatchTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private static final String ITEM = "insurance-certificate";
    private static final String STAFF = "0b51a3f0-0000-4000-8000-000000000001";
    private static final String OTHER = "0b51a3f0-0000-4000-8000-000000000002";
    private static final String CARD = "4f01";

    @TempDir
    Path folder;

    private Tabletop table;
    private OperationsLog log;
    private OperationsWatch watch;
    private int read;

    @BeforeEach
    void setUp() throws IOException {
        table = new Tabletop(folder, PAPER);
        start();
        news();
    }

    private void start() {
        log = new OperationsLog(folder.resolve("operations"), Tabletop.TERMINAL, table.time, new SecureRandom());
        watch = new OperationsWatch(log, table.unit(), table.time, table.time::nanos);
        watch.look();
    }

    @AfterEach
    void tearDown() throws IOException {
        watch.close();
        assertInstanceOf(Whole.class, judge());
        table.close();
    }

    @Test
    void staffAtWork_standInTheLogByTheirCardsNumber() throws IOException {
        staff(Entry.Step.SIGN_IN, Phase.DONE, Map.of("certificate", CARD, "roles", "[ATTENDANT]"));
        new ServiceState(table.journal).takeOut(STAFF, CARD, ServiceState.Reason.SUPPLIES);
        Map<String, String> load = Map.of("supply", "RECEIPT_ROLL", "amount", "600", "certificate", CARD);
        staff(Entry.Step.LOAD, Phase.INTENT, load);
        staff(Entry.Step.LOAD, Phase.DONE, load);
        new ServiceState(table.journal).putBack(STAFF, CARD);
        staff(Entry.Step.SIGN_OUT, Phase.DONE, Map.of("certificate", CARD, "why", "card-pulled"));
        assertEquals(
                List.of(
                        "staff-in certificate=4f01",
                        "service-out reason=supplies certificate=4f01",
                        "supply-loaded supply=receipt-roll amount=600 certificate=4f01",
                        "service-in certificate=4f01",
                        "staff-out certificate=4f01 why=card-pulled"),
                news());
        assertEquals(List.of(), news());
    }

    @Test
    void closedByTheCentre_andOpened() throws IOException {
        table.unit().centre().closures().closeUnit(STAFF, "flood");
        table.unit().centre().closures().openUnit(OTHER);
        watch.command(OTHER, "open-unit", "done", null);
        assertEquals(
                List.of(
                        "command command=" + OTHER + " name=open-unit stage=done",
                        "closed what=unit reason=flood",
                        "opened what=unit"),
                news());
    }

    @Test
    void deviceThatFails_isToldWithItsReason_andOneAtWorkIsNot() throws IOException {
        table.printer.says(DeviceStatus.without(DeviceState.USER_ERROR, "media-jam"));
        assertEquals(List.of(), news(), "a device that has just been told of rests");
        passes(Duration.ofSeconds(11));
        assertEquals(
                List.of("device-changed device=" + table.printer.name() + " state=user-error reasons=[\"media-jam\"]"),
                news());
        passes(Duration.ofSeconds(11));
        assertEquals(List.of(), news());
    }

    @Test
    void linkAndClock() throws IOException {
        table.platformReachable = false;
        assertEquals(List.of("link-changed link=platform state=down"), news());
        table.platformReachable = true;
        table.time.jumpAhead(Duration.ofHours(-1));
        assertEquals(List.of("clock-jumped seconds=-3600", "link-changed link=platform state=up"), news());
        table.platformLeads(Duration.ofHours(1));
        assertEquals(List.of("clock-corrected seconds=3600"), news());
    }

    @Test
    void afterAnHour_nothingIsUnsigned() throws IOException {
        table.platformReachable = false;
        watch.look();
        Whole before = assertInstanceOf(Whole.class, judge());
        assertTrue(before.signedUpTo() < before.last().seq());
        passes(Duration.ofHours(1));
        Whole after = assertInstanceOf(Whole.class, judge());
        assertEquals(after.last().seq(), after.signedUpTo());
    }

    @Test
    void powerCut_losesNothingThatTheJournalHas_andTellsWhatItInterrupted_untilItIsSettled() throws IOException {
        staff(Entry.Step.SIGN_IN, Phase.DONE, Map.of("certificate", CARD, "roles", "[ATTENDANT]"));
        news();
        // Nobody looks any more: the power goes.
        staff(Entry.Step.SIGN_OUT, Phase.DONE, Map.of("certificate", CARD, "why", "card-pulled"));
        table.journal.begin(OTHER, ITEM);
        Path file = OperationsLog.files(folder.resolve("operations")).get(0);
        Files.writeString(file, Files.readString(file) + "{\"prev\":\"");
        start();
        assertEquals(
                List.of(
                        "started after=interruption",
                        "transaction-interrupted transaction=" + OTHER + " item=" + ITEM,
                        "staff-out certificate=4f01 why=card-pulled"),
                withoutDevices());
        // Cut again before it was settled: told once.
        start();
        assertEquals(List.of("started after=interruption"), withoutDevices());
        table.journal.settle(OTHER, "undone");
        assertEquals(List.of("transaction-settled transaction=" + OTHER + " item=" + ITEM + " outcome=undone"), news());
        assertTrue(Files.readString(file).contains("log-torn"));
    }

    @Test
    void shutDownInOrder_isToldFromAPowerCut() throws IOException {
        watch.close();
        assertTrue(assertInstanceOf(Whole.class, judge()).closed());
        start();
        assertEquals(List.of("stopped", "started after=stop"), withoutDevices());
    }

    @Test
    void aWholeVisit_leavesNothingInTheLog() throws IOException {
        table.comesFor(ITEM).runUntil("attract");
        passes(Duration.ofMinutes(1));
        List<String> told = news();
        assertFalse(told.toString().contains(ITEM), told.toString());
        String all = Files.readString(
                OperationsLog.files(folder.resolve("operations")).get(0));
        assertFalse(all.contains(Tabletop.NUMBER) || all.contains(Tabletop.NAME));
        assertTrue(told.stream().allMatch(one -> one.startsWith("device-changed")), told.toString());
    }

    private void staff(Entry.Step step, Phase phase, Map<String, String> facts) {
        if (table.journal.entries(STAFF).isEmpty()) {
            table.journal.begin(STAFF, "staff");
            table.journal.settle(STAFF, "staff");
        }
        table.journal.append(STAFF, step, phase, facts);
    }

    private void passes(Duration time) {
        // What is in the inbox is nobody's here, and takes no time.
        while (!(table.time.take(time) instanceof Event.TimeUp)) {}
        watch.look();
    }

    private Verdict judge() throws IOException {
        Path operations = folder.resolve("operations");
        return LogVerifier.verify(
                OperationsLog.files(operations),
                List.of(LogVerifier.key(operations.resolve(LogKey.PUBLIC_FILE))),
                List.of());
    }

    private List<String> withoutDevices() throws IOException {
        return news().stream()
                .filter(one -> !one.startsWith("device-changed") && !one.startsWith("power"))
                .toList();
    }

    /** What is new in the log, looked for now. */
    private List<String> news() throws IOException {
        watch.look();
        List<LogRecord> all = log.records();
        List<String> news = new ArrayList<>();
        for (LogRecord record : all.subList(read, all.size())) {
            StringBuilder text = new StringBuilder(record.event());
            for (String field : record.fields().keySet()) {
                if (!field.equals("entry")) {
                    text.append(' ')
                            .append(field)
                            .append('=')
                            .append(record.field(field).orElseThrow());
                }
            }
            news.add(text.toString());
        }
        read = all.size();
        return news;
    }
}
