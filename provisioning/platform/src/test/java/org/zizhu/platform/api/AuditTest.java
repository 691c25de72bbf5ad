package org.zizhu.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zizhu.platform.CityTest;
import org.zizhu.platform.Terminal;
import org.zizhu.platform.people.Card;

class AuditTest extends CityTest {

    @Test
    void everyRequestIsOnRecord_withWhyAndWhere_withoutNameOrNumber() throws Exception {
        String session = session("certificate");
        terminal.ofSession("/v1/cases/query", session);
        terminal.identify(city.person("unknown").card());
        terminal.post("/v1/identifications", "{");

        List<String> rows = new ArrayList<>();
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("city/city.sqlite"));
                Statement select = db.createStatement();
                ResultSet row = select.executeQuery("SELECT * FROM audit ORDER BY id")) {
            while (row.next()) {
                rows.add(row.getString("operation") + " " + row.getString("outcome") + " " + row.getString("person")
                        + " " + row.getString("place") + " " + row.getString("terminal"));
            }
        }
        assertEquals(
                List.of(
                        "identify done certificate 芙蓉区政务服务中心一楼 T-0001",
                        "cases done certificate 芙蓉区政务服务中心一楼 T-0001",
                        "identify person-unknown null 芙蓉区政务服务中心一楼 T-0001",
                        "identify malformed-request null null T-0001"),
                rows.subList(rows.size() - 4, rows.size()));
        Card card = city.person("certificate").card();
        assertFalse(rows.toString().contains(card.name()) || rows.toString().contains(card.number()));
    }

    @Test
    void theRequestIdOfARefusal_leadsToItsRow() throws Exception {
        Terminal.Reply refused = terminal.identify(city.person("expired").card());

        String id = refused.json().get("requestId").asString();

        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("city/city.sqlite"));
                Statement select = db.createStatement();
                ResultSet row = select.executeQuery("SELECT outcome FROM audit WHERE request = '" + id + "'")) {
            assertTrue(row.next());
            assertEquals("card-expired", row.getString(1));
        }
    }

    @Test
    void onlyTheOwnerReadsTheKeys() throws Exception {
        try (var files = Files.list(folder.resolve("city/keys"))) {
            for (Path file : files.toList()) {
                assertEquals(
                        "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                        file.toString());
            }
        }
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("city/keys"))));
    }

    @Test
    void aSessionToken_isNotInTheDatabase() throws Exception {
        String session = session("certificate");

        String all =
                new String(Files.readAllBytes(folder.resolve("city/city.sqlite-wal")), StandardCharsets.ISO_8859_1);

        assertFalse(all.contains(session));
    }
}
