package org.zizhu.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zizhu.kiosk.Kiosk;
import org.zizhu.kiosk.UnitSettings;
import org.zizhu.kiosk.operations.OperationsLog;
import org.zizhu.kiosk.screen.Text;

/** The command line as field staff use it: what they read, and what a script gets. */
class FieldTest {

    private static final String HASH = "A".repeat(43);

    @TempDir
    Path folder;

    private String said = "";

    private int field(Object... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        int code = Field.commandLine(out)
                .setErr(out)
                .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        out.flush();
        said = text.toString();
        return code;
    }

    private Path log(String name) {
        Path log = folder.resolve(name);
        try (OperationsLog writing = new OperationsLog(log, "ZZ-0107", InstantSource.system(), new SecureRandom())) {
            writing.write("started", Map.of("after", "nothing"));
            writing.write("link-changed", Map.of("link", "platform", "state", "down"));
            writing.write("stopped");
        }
        return log;
    }

    @Test
    void verifyLog_ofAWholeLog_saysSo_andHowToKnowItAgain() throws IOException {
        Path log = log("log");
        assertEquals(0, field("verify-log", log, "--key", log.resolve("log.pub")), said);
        assertTrue(said.contains("WHOLE") && said.contains("日志完整") && said.contains("ZZ-0107"), said);
        String head =
                said.substring(said.indexOf("--head ") + 7).lines().findFirst().orElseThrow();

        Path file = OperationsLog.files(log).get(0);
        List<String> lines = Files.readAllLines(file);
        Files.writeString(file, String.join("\n", lines.subList(0, 3)) + "\n");
        assertEquals(1, field("verify-log", file, "--key", log.resolve("log.pub"), "--head", head), said);
        assertTrue(said.contains("CUT") && said.contains("record 4"), said);
    }

    @Test
    void verifyLog_ofAnEditedLog_namesRecordLineAndTime() throws IOException {
        Path log = log("log");
        Path file = OperationsLog.files(log).get(0);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        String time = lines.get(2).replaceAll(".*\"at\":\"([^\"]*)\".*", "$1");
        lines.set(2, lines.get(2).replace("down", "up"));
        Files.writeString(file, String.join("\n", lines) + "\n");
        assertEquals(1, field("verify-log", file), said);
        assertTrue(said.contains("CHANGED") && said.contains("record 3") && said.contains("line 3"), said);
        assertTrue(said.contains(time), said);
    }

    @Test
    void verifyLog_withAnotherKey_orNone_orNothingToRead() throws IOException {
        Path log = log("log");
        Path other = log("other");
        assertEquals(1, field("verify-log", log, "--key", other.resolve("log.pub")), said);
        assertTrue(said.contains("ANOTHER KEY"), said);
        assertEquals(0, field("verify-log", log), said);
        assertTrue(said.contains("beside"), said);
        Files.delete(log.resolve("log.pub"));
        assertEquals(2, field("verify-log", log), said);
        assertTrue(said.contains("not judged"), said);
        assertEquals(2, field("verify-log", folder.resolve("nowhere.log")), said);
        assertEquals(2, field("verify-log", log, "--key", log.resolve("log.key")), said);
        assertTrue(said.contains("private"), said);
        assertEquals(2, field("verify-log"), said);
    }

    @Test
    void verifyLog_withWhatTheFleetHasKept_findsACutEnd_anEdit_aSwap_andAWholeReplacement() throws IOException {
        Path log = folder.resolve("log");
        StringBuilder told = new StringBuilder("\uFEFFunit,enrolment,record,hash,told,key\r\n");
        try (OperationsLog writing = new OperationsLog(log, "ZZ-0107", InstantSource.system(), new SecureRandom())) {
            for (int hour = 0; hour < 3; hour++) {
                writing.write("link-changed", Map.of("link", "platform", "state", hour % 2 == 0 ? "down" : "up"));
                writing.sign();
                told.append(row(2, writing.head().orElseThrow()));
            }
            writing.write("stopped");
        }
        Path anchors = Files.writeString(folder.resolve("anchors.csv"), told);
        Path file = OperationsLog.files(log).get(0);
        List<String> lines = List.copyOf(Files.readAllLines(file));

        assertEquals(0, field("verify-log", log, "--anchors", anchors), said);
        assertTrue(said.contains("WHOLE") && said.contains("3 signatures that the fleet has kept"), said);
        assertFalse(said.contains("beside"), "whose key it is, the fleet knows");

        Files.write(file, lines.subList(0, 5));
        assertEquals(1, field("verify-log", log, "--anchors", anchors), said);
        assertTrue(said.contains("CUT") && said.contains("record 6"), said);

        List<String> edited = new ArrayList<>(lines);
        edited.set(1, edited.get(1).replace("down", "up"));
        Files.write(file, edited);
        assertEquals(1, field("verify-log", log, "--anchors", anchors), said);
        assertTrue(said.contains("CHANGED") && said.contains("record 2"), said);

        List<String> swapped = new ArrayList<>(lines);
        Collections.swap(swapped, 1, 2);
        Files.write(file, swapped);
        assertEquals(1, field("verify-log", log, "--anchors", anchors), said);

        // Made anew by whoever has the unit's key.
        Files.delete(file);
        try (OperationsLog writing = new OperationsLog(log, "ZZ-0107", InstantSource.system(), new SecureRandom())) {
            for (int hour = 0; hour < 5; hour++) {
                writing.write("link-changed", Map.of("link", "platform", "state", "up"));
                writing.sign();
            }
        }
        assertEquals(1, field("verify-log", log, "--anchors", anchors), said);
        assertTrue(said.contains("REPLACED") && said.contains("日志被整个换过"), said);

        // With a key that nobody knows.
        assertEquals(1, field("verify-log", log("stranger"), "--anchors", anchors), said);
        assertTrue(said.contains("REPLACED, or of another unit"), said);
    }

    @Test
    void verifyLog_ofAnEarlierEnrolment_orBeforeAnythingWasKept_provesNothing() throws IOException {
        Path log = folder.resolve("log");
        Path newer = folder.resolve("newer");
        String told = "unit,enrolment,record,hash,told,key\n";
        for (Path each : List.of(log, newer)) {
            try (OperationsLog writing =
                    new OperationsLog(each, "ZZ-0107", InstantSource.system(), new SecureRandom())) {
                writing.write("stopped");
                writing.sign();
                told += row(each.equals(log) ? 1 : 2, writing.head().orElseThrow());
            }
        }
        Path anchors = Files.writeString(folder.resolve("anchors.csv"), told);
        assertEquals(2, field("verify-log", log, "--anchors", anchors), said);
        assertTrue(said.contains("an earlier one"), said);
        assertEquals(0, field("verify-log", newer, "--anchors", anchors), said);

        Files.writeString(anchors, "unit,enrolment\n");
        assertEquals(2, field("verify-log", log, "--anchors", anchors), said);
        assertTrue(said.contains("not the table"), said);
        Files.writeString(anchors, told + "ZZ-0107,2,x,y,z,w\n");
        assertEquals(2, field("verify-log", log, "--anchors", anchors), said);
        assertTrue(said.contains("line 4"), said);
    }

    private static String row(long enrolment, OperationsLog.SignedHead head) {
        String number = head.line().replaceAll(".*\"seq\":([0-9]+),.*", "$1");
        String hash;
        try {
            hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(head.line().getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
        return "ZZ-0107," + enrolment + "," + number + "," + hash + ",2026-11-29 10:00:00," + head.publicKey() + "\r\n";
    }

    @Test
    void status_saysWhatCantBeServedAndWhy() throws IOException {
        String health =
                """
                {"terminal": "ZZ-0107", "platformReachable": true, "journal": "ok", "outOfService": "",
                 "devices": [{"name": "document-printer", "class": "DOCUMENT_PRINTER", "state": "USER_ERROR", "reasons": ["media-jam"]},
                             {"name": "panel", "class": "PANEL", "state": "ONLINE", "reasons": []}],
                 "services": [{"id": "insurance-certificate", "closed": "printer-unavailable"}, {"id": "case-progress", "closed": ""}]}
                """;
        try (Unit unit = new Unit(health)) {
            assertEquals(1, field("status", "--port", unit.port()), said);
            assertTrue(said.contains("ZZ-0107") && said.contains("文档打印机") && said.contains("参保证明打印"), said);
            assertTrue(said.contains("1 of 2 services"), said);
        }
        try (Unit unit = new Unit(
                "{\"terminal\": \"ZZ-0107\", \"services\": [{\"id\": \"case-progress\", \"closed\": \"\"}]}")) {
            assertEquals(0, field("status", "--port", unit.port()), said);
        }
    }

    @Test
    void status_whereNoUnitAnswers() throws IOException {
        assertEquals(2, field("status", "--port", freePort()), said);
        assertTrue(said.contains("no unit answers"), said);
    }

    @Test
    void inService_isSaidWithWhatIsOpen_andOtherwiseWhyNot() throws Exception {
        String health =
                """
                {"terminal": "ZZ-0107", "screen": "attract", "fleet": "%s", "platformReachable": true, "journal": "ok", "outOfService": "",
                 "devices": [{"name": "document-printer", "class": "DOCUMENT_PRINTER", "state": "USER_ERROR", "reasons": ["media-jam"]}],
                 "services": [{"id": "insurance-certificate", "closed": "printer-unavailable"}, {"id": "case-progress", "closed": ""}]}
                """;
        try (Unit unit = new Unit(health.formatted("connected"))) {
            assertEquals(0, inService(unit.port()), said);
            assertTrue(said.contains("ZZ-0107 is in service") && said.contains("1 of 2 services"), said);
            assertTrue(said.contains("✓ 办件进度查询"), said);
        }
        try (Unit unit = new Unit(health.formatted("away"))) {
            assertEquals(1, inService(unit.port()), said);
            assertTrue(
                    said.contains("ZZ-0107 is not in service") && said.contains("not connected with the fleet"), said);
        }
        assertEquals(1, inService(freePort()), said);
        assertTrue(said.contains("the kiosk does not answer yet"), said);
    }

    private int inService(int port) throws Exception {
        Files.writeString(folder.resolve("unit.yaml"), "terminal: ZZ-0107\ndata: data\nweb-port: %d\n".formatted(port));
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        int code = new InService(out, UnitSettings.read(folder), new KioskOnMachine(out, folder, folder))
                .await(Duration.ZERO);
        said = text.toString();
        return code;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 812 (unattended-upgr) | wait until it is done
                    E: You don't have enough free space in /var/cache/apt/archives/.                               | make room
                    W: Failed to fetch https://deb.example/InRelease  Temporary failure resolving 'deb.example'    | look at the network
                    E: Unable to locate package fonts-lxgw-wenkai                                                  | has to name main
                    """)
    void packagesThatCantBeHad_areToldWithWhatToDoNext(String apt, String told) {
        Text why = DebianPackages.why(List.of("Reading package lists...", apt));
        assertTrue(why.english().contains(told), why.english());
    }

    @Test
    void test_hasEachDeviceTestItself_andWritesThePageToHandItOver() throws IOException {
        unitYaml("");
        Path pdf = folder.resolve("hand-over.pdf");
        try (Unit unit = new Unit("{}")) {
            unit.device(
                    "document-printer",
                    "DOCUMENT_PRINTER",
                    null,
                    "toner 80 %, paper 500 sheets",
                    "\"model\": \"Lp 2\"");
            unit.device("code-scanner", "CODE_SCANNER", "HARDWARE_ERROR", "no-answer", "");
            unit.listDevices("ZZ-0107");
            assertEquals(1, field("test", folder, "--port", unit.port(), "--page", pdf), said);
            assertTrue(said.contains("[1/2] 文档打印机") && said.contains("[2/2] "), said);
            assertTrue(said.contains("通过 / PASSED  toner 80 %, paper 500 sheets  (model Lp 2)"), said);
            assertTrue(said.contains("未通过 / FAILED  no-answer"), said);
            assertTrue(said.contains("1 of 2 devices have passed"), said);

            unit.listDevices("ZZ-0999");
            assertEquals(2, field("test", folder, "--port", unit.port(), "--page", pdf), said);
            assertTrue(said.contains("another unit runs there"), said);
        }
        try (PDDocument page = Loader.loadPDF(pdf.toFile())) {
            assertEquals(1, page.getNumberOfPages());
            assertEquals(
                    PDRectangle.A4.getHeight(), page.getPage(0).getMediaBox().getHeight(), 0.1);
        }
        assertEquals(2, field("test", folder, "--port", freePort(), "--page", pdf), said);
    }

    @Test
    void test_byHand_worksWhatCanBeWorked_andSaysWhyAnotherIsNotTestedNow() throws IOException {
        unitYaml("");
        try (Unit unit = new Unit("{}")) {
            unit.device("document-printer", "DOCUMENT_PRINTER", null, "printed a test page", "", "canBeTried");
            unit.refuses("id-card-reader", "ID_CARD_READER", "under-way");
            unit.listDevices("ZZ-0107");
            assertEquals(
                    1, field("test", folder, "--by-hand", "--port", unit.port(), "--page", folder.resolve("p.pdf")));
            assertTrue(said.contains("do your part within 15 seconds"), said);
            assertTrue(said.contains("printed a test page; printed a test page"), said);
            assertTrue(said.contains("FAILED  under-way"), said);
        }
    }

    @Test
    void handoverPage_ofManyDevices_isOnePage() throws IOException {
        List<Evidence> devices = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            devices.add(new Evidence(
                    "device-" + i,
                    Text.of("设备", "Device"),
                    i % 7 != 0,
                    "found what it should find ".repeat(9),
                    "model M"));
        }
        byte[] pdf = new HandoverPage(
                        "ZZ-0107",
                        Text.of("大厅", "Hall"),
                        Text.same("4f01"),
                        Instant.parse("2026-11-29T02:00:00Z"),
                        devices)
                .pdf();
        try (PDDocument page = Loader.loadPDF(pdf)) {
            assertEquals(1, page.getNumberOfPages());
        }
    }

    private void unitYaml(String more) throws IOException {
        Files.writeString(
                folder.resolve("unit.yaml"),
                """
                terminal: ZZ-0107
                place: { zh: 长沙市芙蓉区政务服务中心 一楼大厅, en: "Furong district service centre, ground floor" }
                hotline: "12345"
                platform: { uri: "https://127.0.0.1:1/", keystore: unit.p12, password-file: password, ca: ca.pem }
                data: data
                web-port: 0
                """
                        + more);
    }

    @Test
    void enrol_refusesWhatIsNoToken_andKeepsOneThatTheFleetHasNotSeen() throws IOException {
        Files.writeString(
                folder.resolve("unit.yaml"),
                """
                terminal: ZZ-0107
                place: { zh: 大厅, en: Hall }
                hotline: "12345"
                platform: { uri: "https://127.0.0.1:1/", keystore: unit.p12, password-file: password, ca: ca.pem }
                data: data
                web-port: 0
                fleet: fleet
                """);
        assertEquals(1, field("enrol", folder, "hello"), said);
        String token = "zizhu-enrol-1/127.0.0.1:" + freePort() + "/" + HASH + "/" + "s".repeat(20) + "/9999999999";
        Path file = Files.writeString(folder.resolve("token.txt"), token + "\n");
        assertEquals(2, field("enrol", folder, file, "--wait", "1"), said);
        assertEquals(token, Files.readString(folder.resolve("fleet/token")).strip());
        assertFalse(said.contains("ssss"), "the secret is shown to nobody");
    }

    @Test
    void enrol_ofAUnitWithoutAFleet_saysWhatToAdd() throws IOException {
        Files.writeString(
                folder.resolve("unit.yaml"),
                """
                terminal: ZZ-0107
                place: { zh: 大厅, en: Hall }
                hotline: "12345"
                platform: { uri: "https://127.0.0.1:1/", keystore: unit.p12, password-file: password, ca: ca.pem }
                data: data
                web-port: 0
                """);
        assertEquals(2, field("enrol", folder, "hello"), said);
        assertTrue(said.contains("fleet: fleet"), said);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A unit's own pages, as a running unit of that health has them. */
    private static final class Unit implements AutoCloseable {
        private final HttpServer server;

        Unit(String health) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            String words;
            try (var in = Kiosk.class.getResourceAsStream("web/words.json")) {
                words = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            serve("/health", health);
            serve("/words.json", words);
            server.start();
        }

        private void serve(String path, String body) {
            serve(path, 200, body);
        }

        private void serve(String path, int status, String body) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            server.createContext(path, exchange -> {
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
        }

        private final List<String> devices = new ArrayList<>();

        /** @param code null where the test is passed */
        void device(String name, String kind, String code, String words, String facts, String... can) {
            devices.add("{\"name\": \"%s\", \"class\": \"%s\"}".formatted(name, kind));
            serve(
                    "/devices/" + name + ".json",
                    "{\"canBeTried\": %s, \"facts\": {%s}, \"care\": {\"ended\": \"x\", \"code\": %s, \"words\": \"%s\"}}"
                            .formatted(can.length > 0, facts, code == null ? "null" : "\"" + code + "\"", words));
            serve("/devices/" + name + "/self-test", 202, "{}");
            serve("/devices/" + name + "/trial", 202, "{}");
        }

        void refuses(String name, String kind, String why) {
            device(name, kind, null, "", "");
            server.removeContext("/devices/" + name + "/self-test");
            serve("/devices/" + name + "/self-test", 409, "{\"error\": \"" + why + "\"}");
        }

        void listDevices(String terminal) {
            try {
                server.removeContext("/devices.json");
            } catch (IllegalArgumentException e) {
                // It is the first list.
            }
            serve(
                    "/devices.json",
                    "{\"terminal\": \"%s\", \"devices\": [%s]}".formatted(terminal, String.join(",", devices)));
        }

        int port() {
            return server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
