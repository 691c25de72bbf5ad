package org.zizhu.fleet.units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.fleet.Fleet;
import org.zizhu.fleet.Settings;
import org.zizhu.fleet.TestUnit;
import org.zizhu.fleet.TestUnit.Line;
import org.zizhu.fleet.Tool;
import org.zizhu.fleet.store.Sql;

/** The kernel refuses every further byte in a file, as on a full disk, while the fleet's server runs. */
class DiskFullTest {

    private static final String UP = "{\"kind\":\"link\",\"link\":\"platform\",\"state\":\"up\"}";

    @TempDir
    Path folder;

    @Test
    void diskFull_nothingIsAcknowledged_pagesAreStillShown_andItGoesOnByItselfWithRoom() throws Exception {
        int port = FleetProcess.freePort();
        int pages = FleetProcess.freePort();
        Settings settings = Settings.inFolder(folder, port, pages, Place.PROVINCE);
        TestUnit unit;
        try (Fleet before = Fleet.start(settings)) {
            unit = TestUnit.enrolled(before, "zz-990101-01");
        }
        try (FleetProcess server = new FleetProcess(folder, settings.databaseUrl(), "128m", port, pages)) {
            ProcessHandle process = process();
            Line line = unit.connect();
            line.report(1, UP);
            assertEquals(1, line.frame("ack").path("upTo").asLong());

            filesMayGrow(process, false);
            line.report(2, UP);
            assertEquals("4503 too-busy", line.closed());
            Line again = unit.open();
            again.say(unit.hello("journal-of-zz-990101-01"));
            assertEquals("4503 too-busy", again.closed());
            assertEquals(200, signIn(unit, pages), "who looks after it is let in to see");

            filesMayGrow(process, true);
            Line next = unit.connect();
            assertEquals(1, next.welcome().path("acknowledged").asLong());
            next.report(2, UP);
            assertEquals(2, next.frame("ack").path("upTo").asLong());
            assertTrue(process.isAlive(), "nobody has started it anew");
            server.kill();
        }
        try (Connection connection = DriverManager.getConnection(settings.databaseUrl())) {
            assertEquals(
                    "ok",
                    Sql.list(connection, "PRAGMA integrity_check", row -> row.getString(1))
                            .get(0));
            assertEquals(List.of(1L, 2L), Sql.list(connection, "SELECT seq FROM report", row -> row.getLong(1)));
        }
    }

    private static int signIn(TestUnit unit, int pages) {
        return unit.send(HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + pages + "/sign-in")))
                .statusCode();
    }

    /** The server, which is our only child with this folder. */
    private ProcessHandle process() {
        return ProcessHandle.current()
                .children()
                .filter(child -> commandLine(child).contains("\0" + folder + "\0"))
                .findFirst()
                .orElseThrow();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    private void filesMayGrow(ProcessHandle process, boolean may) throws IOException {
        Tool.run(
                folder,
                "util-linux",
                "prlimit",
                "--pid",
                Long.toString(process.pid()),
                "--fsize=" + (may ? "unlimited" : "1") + ":unlimited");
    }
}
