package org.zizhu.kiosk.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.SupplyLevel;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.drivers.panel.Panel;
import org.zizhu.drivers.power.PowerState;
import org.zizhu.drivers.wire.WireLog;
import org.zizhu.kiosk.configuration.Configuration;
import org.zizhu.kiosk.stock.Supplies;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.TableCollection;
import org.zizhu.kiosk.tabletop.Tabletop;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The unit's own pages as a browser and as another site would ask for them. */
class UnitPagesTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private static final String JSON = "application/json";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Tabletop table;
    private UnitPages pages;
    private volatile String screen = "attract";

    @BeforeEach
    void start() throws IOException {
        table = new Tabletop(folder, PAPER);
        Supplies supplies = new Supplies(
                table.journal, table.unit().cabinet(), table.time, () -> Configuration.USUAL_STOCK_WARNING);
        pages = UnitPages.start(0, table.unit(), supplies, () -> screen, () -> "away");
    }

    @AfterEach
    void stop() {
        pages.close();
        table.close();
    }

    @Test
    void health_tellsOfDevicesServicesAndSenses() throws Exception {
        table.reader.says(DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost"));
        table.printer.says(DeviceStatus.without(DeviceState.USER_ERROR, "media-jam"));
        JsonNode health = json(get("/health"));

        assertEquals("ZZ-0107", health.at("/terminal").asString());
        assertEquals("away", health.at("/fleet").asString());
        assertEquals("NO_DEVICE", health.at("/devices/0/state").asString());
        assertEquals("printer-jammed", health.at("/services/0/closed").asString());
        assertEquals("", health.at("/services/1/closed").asString());
        assertEquals("false", health.at("/senses/TAMPER").asString());
    }

    @Test
    void everyDevice_isInTheOverview_inTheOrderOfTheWiringFile() throws Exception {
        JsonNode all = json(get("/devices.json"));
        assertEquals("id-card-reader", all.at("/devices/0/name").asString());
        assertEquals("ID_CARD_READER", all.at("/devices/0/class").asString());
        assertEquals("panel", all.at("/devices/4/name").asString());
        assertEquals("attract", all.at("/screen").asString());
    }

    @Test
    void overviewThatHasNotChanged_isNotSentAgain_andOneThatHas_is() throws Exception {
        HttpResponse<String> first = get("/devices.json");
        String etag = first.headers().firstValue("ETag").orElseThrow();
        assertEquals(304, get("/devices.json", "If-None-Match", etag).statusCode());

        table.printer.says(DeviceStatus.without(DeviceState.USER_ERROR, "media-empty"));
        HttpResponse<String> changed = get("/devices.json", "If-None-Match", etag);
        assertEquals(200, changed.statusCode());
        assertTrue(changed.body().contains("media-empty"), changed.body());
    }

    @Test
    void oneDevice_tellsItsFaultsAndItsFrames_newestFirst() throws Exception {
        table.reader.wireLog().frame(WireLog.Direction.TO_DEVICE, new byte[] {1});
        table.reader.wireLog().masked(WireLog.Direction.FROM_DEVICE, new byte[] {2, 3}, 1, 2);
        table.reader.says(DeviceStatus.without(DeviceState.POWER_OFF, "no-answer"));
        JsonNode device = json(get("/devices/id-card-reader.json"));

        assertEquals("02 ··", device.at("/wire/0/text").asString());
        assertEquals("FROM_DEVICE", device.at("/wire/0/direction").asString());
        assertEquals("01", device.at("/wire/1/text").asString());
        assertEquals("no-answer", device.at("/faults/0/reasons/0").asString());
        assertEquals("2026-11-21T15:00:00Z", device.at("/faults/0/at").asString());
        assertEquals("1", device.at("/counters/faults").asString());
    }

    @Test
    void panelPowerAndStacker_tellWhatOnlyTheyKnow() throws Exception {
        table.panel.senses(Panel.Sense.TAMPER, true);
        assertTrue(json(get("/devices/panel.json")).at("/senses/TAMPER").asBoolean());

        table.power.livesOn(PowerState.Source.BATTERY);
        JsonNode power = json(get("/devices/power-supply.json")).at("/power");
        assertEquals("BATTERY", power.at("/source").asString());
        assertEquals("1200", power.at("/runtimeSeconds").asString());

        table.dispenser.says(new DeviceStatus(
                DeviceState.ONLINE, List.of(), MediaState.NOT_PRESENT, Map.of(Supply.CARDS, SupplyLevel.OUT)));
        JsonNode supplies = json(get("/health")).at("/supplies");
        assertEquals("CARDS", supplies.at("/0/supply").asString());
        assertEquals("OUT", supplies.at("/0/sensed").asString());
        assertTrue(supplies.at("/0/low").asBoolean());
    }

    @Test
    void selfTest_isBegunOnce_andItsResultIsTold() throws Exception {
        CompletableFuture<Completion<String>> outcome = new CompletableFuture<>();
        table.reader.testsItself(outcome);

        assertEquals(202, post("/devices/id-card-reader/self-test", JSON).statusCode());
        HttpResponse<String> again = post("/devices/id-card-reader/self-test", JSON);
        assertEquals(409, again.statusCode());
        assertEquals("under-way", json(again).at("/error").asString());
        assertTrue(json(get("/devices/id-card-reader.json")).at("/care/ended").isNull());

        outcome.complete(Completion.failed(FailureCode.HARDWARE_ERROR, "self-test-failed"));
        JsonNode care = json(get("/devices/id-card-reader.json")).at("/care");
        assertEquals("HARDWARE_ERROR", care.at("/code").asString());
        assertEquals("self-test-failed", care.at("/words").asString());
        assertEquals("2026-11-21T15:00:00Z", care.at("/ended").asString());
        assertEquals(202, post("/devices/id-card-reader/self-test", JSON).statusCode());
    }

    @Test
    void powerIsTaken_onlyFromWhatHangsOnARelay() throws Exception {
        assertTrue(json(get("/devices/document-printer.json")).at("/onRelay").asBoolean());
        assertEquals(202, post("/devices/document-printer/power-cycle", JSON).statusCode());
        assertEquals(
                "off for 3 s",
                json(get("/devices/document-printer.json")).at("/care/words").asString());

        assertFalse(json(get("/devices/receipt-printer.json")).at("/onRelay").asBoolean());
        HttpResponse<String> refused = post("/devices/receipt-printer/power-cycle", JSON);
        assertEquals(409, refused.statusCode());
        assertEquals("no-relay", json(refused).at("/error").asString());
    }

    @Test
    void cardIsHandedOut_onlyToWhoHasOpenedTheMaintenanceDoor_andTheJournalSaysSoBeforeAndAfter() throws Exception {
        HttpResponse<String> refused = post("/devices/card-dispenser/trial", JSON);
        assertEquals(409, refused.statusCode());
        assertEquals("maintenance-door-shut", json(refused).at("/error").asString());
        assertEquals(List.of(), trials());

        table.dispenser.load(TableCollection.theirs());
        table.panel.senses(Panel.Sense.MAINTENANCE_DOOR_OPEN, true);
        assertEquals(202, post("/devices/card-dispenser/trial", JSON).statusCode());
        pass(Duration.ofSeconds(5));
        assertEquals(
                "a card is at the gate",
                json(get("/devices/card-dispenser.json")).at("/care/words").asString());
        assertEquals(2, trials().size());
        assertTrue(trials().get(0).contains("INTENT"), trials().get(0));
        assertTrue(trials().get(1).contains("DONE"), trials().get(1));
        assertEquals(List.of(), table.journal.open(), "nobody is owed anything");
    }

    @Test
    void noCardMoves_whileTheJournalCannotBeWritten() throws Exception {
        table.panel.senses(Panel.Sense.MAINTENANCE_DOOR_OPEN, true);
        table.journal.close();
        assertEquals(202, post("/devices/card-dispenser/trial", JSON).statusCode());
        JsonNode care = json(get("/devices/card-dispenser.json")).at("/care");
        assertEquals("NOT_READY", care.get("code").asString());
        assertEquals("journal-failed", care.get("words").asString());
        assertFalse(care.get("ended").isNull(), "another trial is possible");
    }

    private void pass(Duration time) {
        long end = table.time.nanos() + time.toNanos();
        while (table.time.nanos() < end) {
            table.time.take(Duration.ofNanos(end - table.time.nanos()));
        }
    }

    private List<String> trials() {
        return table.journal.listing().stream()
                .filter(line -> line.contains("TRIAL"))
                .toList();
    }

    @Test
    void testPageIsPrinted_andStandsInTheJournal() throws Exception {
        assertEquals(202, post("/devices/document-printer/trial", JSON).statusCode());
        pass(Duration.ofSeconds(5));
        JsonNode care = json(get("/devices/document-printer.json")).at("/care");
        assertEquals("printed a test page", care.get("words").asString());
        assertEquals(1, table.printer.paper.size());
        assertEquals(2, trials().size(), "before and after");
    }

    @Test
    void testPageThatJams_isAFailureWithItsReason() throws Exception {
        table.printer.endsAfter(0, Completion.success(new PrintEnd.Partly(0, 1, "media-jam")));
        post("/devices/document-printer/trial", JSON);
        pass(Duration.ofSeconds(5));
        JsonNode care = json(get("/devices/document-printer.json")).at("/care");
        assertEquals("HARDWARE_ERROR", care.get("code").asString());
        assertEquals("media-jam", care.get("words").asString());
    }

    @Test
    void testReceiptIsPrinted() throws Exception {
        post("/devices/receipt-printer/trial", JSON);
        pass(Duration.ofSeconds(30));
        JsonNode care = json(get("/devices/receipt-printer.json")).at("/care");
        assertEquals("printed a test receipt", care.get("words").asString());
    }

    @Test
    void deviceIsNotTried_whileACitizenWaits_norOneThatNobodyCanWork() throws Exception {
        HttpResponse<String> supply = post("/devices/power-supply/trial", JSON);
        assertEquals("no-trial", json(supply).at("/error").asString());
        assertFalse(json(get("/devices/power-supply.json")).at("/canBeTried").asBoolean());

        assertTrue(json(get("/devices/panel.json")).at("/canBeTried").asBoolean());
        screen = "present-card";
        HttpResponse<String> refused = post("/devices/panel/trial", JSON);
        assertEquals(409, refused.statusCode());
        assertEquals("citizen-waits", json(refused).at("/error").asString());
        assertEquals(List.of(), table.panel.lights);
    }

    @Test
    void powerIsNotTaken_whileACitizenWaits() throws Exception {
        screen = "printing";
        HttpResponse<String> refused = post("/devices/document-printer/power-cycle", JSON);
        assertEquals(409, refused.statusCode());
        assertEquals("citizen-waits", json(refused).at("/error").asString());
        assertEquals(202, post("/devices/document-printer/self-test", JSON).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/devices", "/devices.css", "/devices.js", "/words.json"})
    void pageRunsNothingButItsOwn(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertEquals(200, answer.statusCode());
        assertTrue(answer.headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow()
                .startsWith("default-src 'none'; script-src 'self'"));
        assertEquals(
                "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /elsewhere, 404",
        "GET, /devices/toaster.json, 404",
        "GET, /devices/.json, 404",
        "GET, /devices/%2e%2e%2funit.yaml, 400",
        "POST, /devices/toaster/self-test, 404",
        "POST, /devices/id-card-reader/eject, 404",
        "GET, /devices/id-card-reader/self-test, 405",
        "POST, /devices.json, 405",
        "DELETE, /health, 405",
    })
    void whatIsNotThere_isAnsweredAsJson(String method, String path, int status) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(address(path))
                        .header("Content-Type", JSON)
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertEquals(status, answer.statusCode());
        assertTrue(json(answer).at("/error").isString(), answer.body());
    }

    @Test
    void anotherSitesForm_changesNothing() throws Exception {
        CompletableFuture<Completion<String>> never = new CompletableFuture<>();
        table.reader.testsItself(never);
        String selfTest = "/devices/id-card-reader/self-test";

        assertEquals(403, post(selfTest, "application/x-www-form-urlencoded").statusCode());
        assertEquals(403, post(selfTest, "text/plain").statusCode());
        HttpRequest foreignOrigin = HttpRequest.newBuilder(address(selfTest))
                .header("Content-Type", JSON)
                .header("Origin", "http://elsewhere.example")
                .POST(BodyPublishers.noBody())
                .build();
        assertEquals(403, client.send(foreignOrigin, BodyHandlers.ofString()).statusCode());
        assertTrue(json(get("/devices/id-card-reader.json")).at("/care").isNull());
    }

    @Test
    void anotherSitesNameForThisMachine_isRefused() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), pages.port())) {
            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 403 "), answer);
            assertFalse(answer.contains("ZZ-0107"), answer);
        }
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + pages.port() + path);
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String type) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address(path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{}"))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
