package org.zizhu.kiosk.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.SupplyLevel;
import org.zizhu.kiosk.configuration.Configuration;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.stock.Supplies;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.Tabletop;
import tools.jackson.databind.JsonNode;

/** What the fleet is told of a unit, and what it is not. */
class ReporterTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private static final String ITEM = "insurance-certificate";
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");

    @TempDir
    Path folder;

    private Tabletop table;
    private ReportStore store;
    private Reporter reporter;
    private boolean stuck;
    private long read;

    @BeforeEach
    void setUp() {
        table = new Tabletop(folder, PAPER);
        store = new ReportStore(folder.resolve("fleet.db"), table.time, table.time::nanos, new SecureRandom());
        Supplies supplies = new Supplies(
                table.journal, table.unit().cabinet(), table.time, () -> Configuration.USUAL_STOCK_WARNING);
        supplies.watch();
        reporter = new Reporter(
                store,
                new UnitWatch(table.unit(), supplies, this::screen, () -> stuck, table.time::nanos),
                table.time::nanos);
    }

    @AfterEach
    void tearDown() {
        store.close();
        table.close();
    }

    private String screen() {
        return table.views.isEmpty()
                ? "attract"
                : table.views.get(table.views.size() - 1).screen().id();
    }

    @Test
    void first_allOfIt_thenWhatHasChanged_thenNothing() {
        List<JsonNode> first = look();
        assertEquals("snapshot", first.get(0).path("kind").asString());
        assertEquals("inService", first.get(0).path("unit").path("state").asString());
        assertTrue(look().isEmpty());

        table.platformReachable = false;
        List<JsonNode> changed = look();
        assertTrue(kinds(changed).contains("link platform down"), kinds(changed).toString());
        assertTrue(look().isEmpty());
        table.platformReachable = true;
        assertTrue(kinds(look()).contains("link platform up"));
    }

    @Test
    void tonerOut_closesTheCertificate_andSaysWhy() {
        look();
        table.printer.says(new DeviceStatus(
                DeviceState.USER_ERROR,
                List.of("toner-empty"),
                MediaState.NOT_PRESENT,
                Map.of(Supply.TONER, SupplyLevel.OUT)));
        List<JsonNode> changed = look();
        assertTrue(
                kinds(changed).contains("device " + table.printer.name() + " userError"),
                kinds(changed).toString());
        JsonNode service = named(changed, "service", ITEM);
        assertEquals("unavailable", service.path("state").asString());
        assertEquals("参保证明打印", service.path("name").path("zh").asString());
        assertEquals(
                "{\"kind\":\"device\",\"name\":\"" + table.printer.name() + "\",\"reason\":\"printer-no-toner\"}",
                service.path("causes").get(0).toString());
    }

    @Test
    void oneWayToIdentifyMissing_isDegraded() {
        look();
        table.scanner.says(DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost"));
        assertEquals("degraded", named(look(), "service", ITEM).path("state").asString());
    }

    @Test
    void whatComesAndGoesWithAVisit_isNotTold() {
        look();
        table.reader.says(DeviceStatus.online(MediaState.PRESENT));
        table.printer.says(DeviceStatus.without(DeviceState.DEVICE_BUSY));
        assertTrue(look().isEmpty());
        table.printer.says(DeviceStatus.online(MediaState.PRESENT));
        assertTrue(look().isEmpty(), "sheets lie in the tray for a moment");

        pass(Duration.ofMinutes(3));
        List<String> lasting = kinds(look());
        assertTrue(lasting.contains("service " + ITEM + " unavailable"), "sheets that nobody takes: " + lasting);
        assertTrue(lasting.contains("device " + table.reader.name() + " online"), "a card that was left: " + lasting);
    }

    @Test
    void loosePlug_isNotToldAThousandTimesAnHour() {
        look();
        int told = 0;
        for (int second = 0; second < 1_000; second++) {
            table.scanner.says(
                    second % 2 == 0
                            ? DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost")
                            : DeviceStatus.online(MediaState.UNKNOWN));
            told += (int) look().stream()
                    .filter(fact -> fact.path("kind").asString().equals("device"))
                    .count();
            pass(Duration.ofSeconds(1));
        }
        assertTrue(told >= 30 && told < 60, "told " + told + " times");
    }

    @Test
    void visitThatDoesNotMove_isStuck() {
        look();
        stuck = true;
        assertEquals(List.of("unit  stuck"), kinds(look()));
    }

    @Test
    void wholeVisit_leavesNothingOfTheCitizen_andIsCounted() {
        look();
        table.comesFor(ITEM)
                .on("confirmation", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .on("home", () -> {
                    reporter.look();
                    table.does(new Action.EndVisit());
                })
                .on("farewell", table.reader::lift)
                .runUntil("attract");
        pass(Duration.ofMinutes(20));
        reporter.look();

        String all = String.join(
                "\n",
                store.after(0, 10_000).stream().map(ReportStore.Report::fact).toList());
        assertTrue(all.contains("\"visits." + ITEM + ".done\":1.0"), all);
        assertTrue(all.contains("\"paper.left\":"), all);
        assertFalse(all.contains(Tabletop.NAME) || all.contains(Tabletop.NUMBER));
        // What services are called is the catalogue's, and the only text.
        Set<String> names = table.unit().catalogue().items().stream()
                .flatMap(item -> Stream.of(item.name().chinese(), item.name().english()))
                .collect(Collectors.toSet());
        var texts = TEXT.matcher(all);
        while (texts.find()) {
            String text = texts.group(1);
            assertTrue(names.contains(text) || Wire.isKeyword(text), "no keyword: " + text);
        }
    }

    private void pass(Duration time) {
        long end = table.time.nanos() + time.toNanos();
        while (table.time.nanos() < end) {
            table.time.take(Duration.ofNanos(end - table.time.nanos()));
        }
    }

    /** What the fleet is told now, but for telemetry. */
    private List<JsonNode> look() {
        reporter.look();
        List<ReportStore.Report> reports = store.after(read, 1_000);
        read = store.lastNumber();
        return reports.stream()
                .map(report -> Wire.read(report.fact()).orElseThrow())
                .filter(fact -> !fact.path("kind").asString().equals("telemetry"))
                .toList();
    }

    private static List<String> kinds(List<JsonNode> facts) {
        return facts.stream()
                .map(fact -> {
                    String kind = fact.path("kind").asString();
                    return kind + " " + fact.path(kind).asString("") + " "
                            + fact.path("state").asString("");
                })
                .toList();
    }

    private static JsonNode named(List<JsonNode> facts, String kind, String name) {
        return facts.stream()
                .filter(fact -> fact.path("kind").asString().equals(kind)
                        && fact.path(kind).asString("").equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(kinds(facts).toString()));
    }
}
