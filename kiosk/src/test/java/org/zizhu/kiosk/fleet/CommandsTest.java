package org.zizhu.kiosk.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.stock.ExchangeBook;
import org.zizhu.kiosk.stock.Ledger;
import org.zizhu.kiosk.stock.Store;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.Tabletop;
import org.zizhu.kiosk.visit.Event;
import org.zizhu.kiosk.visit.ServiceState;

/** What the centre asks is done once, between two visits, and told in stages. */
class CommandsTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private static final String ID = "0b51a3f0-0000-4000-8000-000000000001";
    private static final String OTHER = "0b51a3f0-0000-4000-8000-000000000002";
    private static final String ITEM = "insurance-certificate";

    @TempDir
    Path folder;

    private Tabletop table;
    private ReportStore store;
    private Commands commands;
    private int restarts;
    private final List<String> delivered = new ArrayList<>();
    private boolean fleetThere = true;
    private String screen = "attract";
    private Optional<byte[]> picture = Optional.of(new byte[] {1, 2, 3});

    @BeforeEach
    void setUp() {
        table = new Tabletop(folder, PAPER);
        begin();
    }

    private void begin() {
        store = new ReportStore(folder.resolve("fleet.db"), table.time, table.time::nanos, new SecureRandom());
        commands = new Commands(
                store,
                new UnitHands(
                        table.unit(),
                        store,
                        new OwnLog(folder.resolve("log"), table.time),
                        () -> CompletableFuture.completedFuture(picture),
                        () -> screen,
                        () -> restarts++),
                (command, type, content) -> {
                    delivered.add(command + " " + type + " " + content.length);
                    return CompletableFuture.completedFuture(fleetThere);
                },
                table.time::nanos,
                command -> {},
                () -> {
                    table.unit().centre().errands().put(() -> commands.begin());
                    table.time.put(new Event.Changed());
                });
        commands.settle();
    }

    private void powerCut() {
        tearDown();
        table = new Tabletop(folder, PAPER, table);
        begin();
    }

    @AfterEach
    void tearDown() {
        store.close();
        table.close();
    }

    @Test
    void closedInTheMiddleOfAVisit_waitsUntilItIsOver_andTheServiceIsClosedForTheNext() {
        table.comesFor(ITEM)
                .on("confirmation", () -> {
                    told(ID, "close-service", "{\"service\":\"" + ITEM + "\",\"reason\":\"law-changed\"}");
                    table.does(new Action.Confirm());
                })
                .on("review", () -> {
                    assertEquals("received", stages(ID));
                    table.does(new Action.SkipReview());
                })
                .on("home", new Action.EndVisit())
                .on("farewell", table.reader::lift)
                .on("attract", new Action.Begin())
                .runUntil("home");

        assertEquals("received started done", stages(ID));
        Screen.Home home = (Screen.Home) table.views.get(table.views.size() - 1).screen();
        assertEquals(Optional.of("这项服务暂停办理"), closed(home, ITEM));
        assertTrue(table.listing().contains(ITEM + "  done"), "whoever had begun was served");
    }

    @Test
    void unitClosedAndOpened_whileNobodyIsThere() {
        table.on("attract", () -> told(ID, "close-unit", "{\"reason\":\"flood\"}"))
                .on("out-of-service", () -> told(OTHER, "open-unit", "{}"))
                .runUntil("attract");

        assertEquals(List.of("attract", "out-of-service", "attract"), table.screens());
        assertEquals("received started done", stages(ID));
        assertEquals("received started done", stages(OTHER));
    }

    @Test
    void closedOverARestart() {
        table.on("attract", () -> told(ID, "close-unit", "{\"reason\":\"flood\"}"))
                .runUntil("out-of-service");
        powerCut();
        table.runUntil("out-of-service");
        assertEquals(
                "flood", table.unit().centre().closures().unit().orElseThrow().reason());
    }

    @Test
    void whatStaffHaveClosed_theCentreDoesNotOpen() {
        table.journal.begin("sign-in", "staff");
        new ServiceState(table.journal).takeOut("sign-in", "certificate", ServiceState.Reason.MAINTENANCE);
        told(ID, "open-unit", "{}");
        answersOn("out-of-service");
        assertEquals("received started failed:closed-by-staff", stages(ID));
        assertTrue(new ServiceState(table.journal).out().isPresent());
    }

    @Test
    void sentTwice_isDoneOnce_andItsStageIsToldAgain() {
        told(ID, "restart", "{}");
        told(ID, "restart", "{}");
        answersOn("attract");
        assertEquals(1, restarts);
        assertEquals("received started", stages(ID));

        powerCut();
        assertEquals("received started done", stages(ID), "the process has started again");
        told(ID, "restart", "{}");
        answersOn("attract");
        assertEquals(1, restarts);
        assertEquals("received started done done", stages(ID));
    }

    @Test
    void startedWhenThePowerWent_isLookedAt_andNotDoneAgain() {
        table.reader.testsItself(new CompletableFuture<>());
        told(ID, "self-test", "{\"device\":\"id-card-reader\"}");
        answersOn("attract");
        powerCut();
        assertEquals("received started failed:interrupted", stages(ID));
    }

    @Test
    void receivedWhenThePowerWent_isStartedOnlyIfItIsSentAgain() {
        told(ID, "close-unit", "{\"reason\":\"flood\"}");
        powerCut();
        answersOn("attract");
        assertEquals("received", stages(ID));

        told(ID, "close-unit", "{\"reason\":\"flood\"}");
        answersOn("out-of-service");
        assertEquals("received started done", stages(ID));
    }

    @Test
    void whoseTimeIsOver_isNotStarted() {
        commands.told(new Told.Order(ID, "restart", Wire.read("{}").orElseThrow(), Duration.ZERO));
        answersOn("attract");
        assertEquals("received expired", stages(ID));
        assertEquals(0, restarts);
    }

    @Test
    void whatThisUnitCannotHonour_isRefusedWithTheReason() {
        told("0b51a3f0-0000-4000-8000-00000000000a", "make-coffee", "{}");
        told("0b51a3f0-0000-4000-8000-00000000000b", "close-service", "{\"service\":\"weddings\",\"reason\":\"x\"}");
        told("0b51a3f0-0000-4000-8000-00000000000c", "self-test", "{\"device\":\"coffee-machine\"}");
        told("0b51a3f0-0000-4000-8000-00000000000d", "close-unit", "{\"reason\":\"Since 2 o'clock\"}");
        told("0b51a3f0-0000-4000-8000-00000000000e", "show-notice", "{\"zh\":\"\",\"en\":\"x\",\"forMs\":1}");
        assertEquals("refused:unsupported", stages("0b51a3f0-0000-4000-8000-00000000000a"));
        assertEquals("refused:unknown-service", stages("0b51a3f0-0000-4000-8000-00000000000b"));
        assertEquals("refused:unknown-device", stages("0b51a3f0-0000-4000-8000-00000000000c"));
        assertEquals("refused:malformed-arguments", stages("0b51a3f0-0000-4000-8000-00000000000d"));
        assertEquals("refused:malformed-arguments", stages("0b51a3f0-0000-4000-8000-00000000000e"));
    }

    @Test
    void selfTest_tellsWhatCameOfIt_asKeywordsOnly() {
        table.reader.testsItself(CompletableFuture.completedFuture(Completion.success("SAM-V answers, 3 antennas")));
        told(ID, "self-test", "{\"device\":\"id-card-reader\"}");
        table.printer.testsItself(
                CompletableFuture.completedFuture(Completion.failed(FailureCode.HARDWARE_ERROR, "fuser-cold")));
        told(OTHER, "self-test", "{\"device\":\"document-printer\"}");
        answersOn("attract");
        assertTrue(lastFact(ID).endsWith("\"stage\":\"done\",\"result\":{\"outcome\":\"success\"}}"), lastFact(ID));
        assertTrue(
                lastFact(OTHER).contains("hardwareError") && lastFact(OTHER).contains("fuser-cold"), lastFact(OTHER));
    }

    @Test
    void notice_isOnTheIdleScreen_forItsTime() {
        told(ID, "show-notice", "{\"zh\":\"明天停电\",\"en\":\"No power tomorrow\",\"forMs\":60000}");
        Text notice = Text.of("明天停电", "No power tomorrow");
        table.time.after(Duration.ofSeconds(2), () -> assertEquals(Optional.of(notice), shown()));
        table.time.after(Duration.ofSeconds(90), () -> {
            assertEquals(Optional.empty(), shown());
            table.time.put(new Event.Closing());
        });
        table.runsUntilItCloses();
        assertEquals("received started done", stages(ID));
    }

    @Test
    void noticeOverARestart_isShownForTheRestOfItsTime() {
        told(ID, "show-notice", "{\"zh\":\"明天停电\",\"en\":\"No power tomorrow\",\"forMs\":3600000}");
        answersOn("attract");
        powerCut();
        assertEquals(
                Optional.of(Text.of("明天停电", "No power tomorrow")),
                table.unit().centre().notice().text());
        table.time.jumpAhead(Duration.ofHours(2));
        powerCut();
        assertEquals(Optional.empty(), table.unit().centre().notice().text());
    }

    @Test
    void powerCycle_isDoneWhenTheDeviceIsBack_andRefusedWithoutARelay() {
        table.printer.says(DeviceStatus.without(DeviceState.HARDWARE_ERROR, "hung"));
        told(ID, "power-cycle", "{\"device\":\"document-printer\"}");
        told(OTHER, "power-cycle", "{\"device\":\"id-card-reader\"}");
        assertEquals("refused:no-relay", stages(OTHER));
        answersOn("attract");
        assertEquals("received started", stages(ID));
        table.printer.says(DeviceStatus.without(DeviceState.STARTING));
        table.printer.says(DeviceStatus.online(MediaState.NOT_PRESENT));
        assertEquals("received started done", stages(ID));
    }

    @Test
    void countThatDiffers_isAgreedToByTheCentre_onlyIfItIsTheOneThatTheCentreWasToldOf() {
        ExchangeBook book = new ExchangeBook(table.journal, () -> "exchange");
        told(OTHER, "agree-difference", "{\"store\":\"cards\",\"counted\":3,\"countedBin\":0}");
        answersOn("attract");
        assertEquals("received started failed:nothing-to-agree-to", stages(OTHER));

        ExchangeBook.Count three = new ExchangeBook.Count(3, List.of(), 0, 0, Optional.empty());
        book.count(book.begin(Store.CARDS, "5ea1"), three, "5ea1");
        told(ID, "agree-difference", "{\"store\":\"cards\",\"counted\":4,\"countedBin\":0}");
        answersOn("attract");
        assertEquals("received started failed:another-count", stages(ID));
        assertTrue(book.open(Store.CARDS).isPresent());

        String right = "0b51a3f0-0000-4000-8000-00000000000f";
        told(right, "agree-difference", "{\"store\":\"cards\",\"counted\":3,\"countedBin\":0}");
        answersOn("attract");
        assertEquals("received started done", stages(right));
        assertEquals(Optional.empty(), book.open(Store.CARDS));
        assertEquals(3, new Ledger(table.journal).balance(Store.CARDS).left());
    }

    @Test
    void picture_isTakenWhileNobodyIsServed_andIsThereBeforeItIsDone() {
        told(ID, "screenshot", "{}");
        answersOn("attract");
        assertEquals(List.of(ID + " image/png 3"), delivered);
        assertEquals("received started done", stages(ID));
        assertTrue(lastFact(ID).contains("\"bytes\":3"), lastFact(ID));

        screen = "confirmation";
        told(OTHER, "screenshot", "{}");
        assertEquals("refused:in-use", stages(OTHER));
        assertEquals(1, delivered.size());
    }

    @Test
    void picture_thatCouldNotBeTaken_isTooLong_orDidNotArrive_isFailed() {
        String third = "0b51a3f0-0000-4000-8000-000000000003";
        picture = Optional.empty();
        told(ID, "screenshot", "{}");
        answersOn("attract");
        assertEquals("received started failed:in-use", stages(ID), "somebody came just then");
        picture = Optional.of(new byte[Hands.MOST_BYTES + 1]);
        told(OTHER, "screenshot", "{}");
        answersOn("attract");
        assertEquals("received started failed:too-large", stages(OTHER));
        picture = Optional.of(new byte[3]);
        fleetThere = false;
        told(third, "screenshot", "{}");
        answersOn("attract");
        assertEquals("received started failed:not-delivered", stages(third));
    }

    @Test
    void log_isFetched_orRefusedWhereNoneIsKept() throws Exception {
        told(OTHER, "fetch-logs", "{\"hours\":0}");
        assertEquals("refused:unsupported", stages(OTHER), "no log is kept in files");
        Path log = Files.createDirectories(folder.resolve("log"));
        Files.writeString(
                log.resolve("kiosk.log"),
                LocalDateTime.ofInstant(table.time.instant(), ZoneId.systemDefault())
                                .truncatedTo(ChronoUnit.SECONDS)
                        + ".000 INFO  Kiosk up\n");
        String third = "0b51a3f0-0000-4000-8000-000000000003";
        told(third, "fetch-logs", "{\"hours\":99}");
        assertEquals("refused:malformed-arguments", stages(third));
        told(ID, "fetch-logs", "{\"hours\":1}");
        answersOn("attract");
        while (stages(ID).equals("received started")) {
            Thread.onSpinWait();
        }
        assertEquals("received started done", stages(ID));
        assertEquals(1, delivered.size());
        assertTrue(delivered.get(0).startsWith(ID + " text/plain; charset=utf-8 "), delivered.toString());
    }

    private Optional<Text> shown() {
        return table.views.get(table.views.size() - 1).screen() instanceof Screen.Attract attract
                ? attract.notice()
                : Optional.of(Text.same("no attract"));
    }

    private void told(String id, String name, String arguments) {
        commands.told(new Told.Order(id, name, Wire.read(arguments).orElseThrow(), Duration.ofMinutes(10)));
    }

    /** Lets the unit come to rest on that screen and do what it was asked. */
    private void answersOn(String screen) {
        table.time.after(Duration.ofSeconds(10), () -> table.time.put(new Event.Closing()));
        table.runsUntilItCloses();
        assertEquals(screen, table.screens().get(table.screens().size() - 1));
    }

    private static Optional<String> closed(Screen.Home home, String item) {
        return home.tiles().stream()
                .filter(tile -> tile.item().equals(item))
                .findFirst()
                .flatMap(Screen.Tile::closed)
                .map(Text::chinese);
    }

    private String lastFact(String id) {
        List<String> facts = facts(id);
        return facts.get(facts.size() - 1);
    }

    private List<String> facts(String id) {
        return store.after(0, 1_000).stream()
                .map(ReportStore.Report::fact)
                .filter(fact -> fact.contains(id))
                .toList();
    }

    /** The stages that the fleet is told, each with its reason if it has one. */
    private String stages(String id) {
        return String.join(
                " ",
                facts(id).stream()
                        .map(fact -> Wire.read(fact).orElseThrow())
                        .map(fact -> fact.path("stage").asString()
                                + (fact.has("reason")
                                        ? ":" + fact.path("reason").asString()
                                        : ""))
                        .toList());
    }
}
