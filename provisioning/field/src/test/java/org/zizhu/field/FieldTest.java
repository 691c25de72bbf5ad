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
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.kiosk.Kiosk;
import org.zizhu.kiosk.operations.OperationsLog;

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
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            server.createContext(path, exchange -> {
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
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
