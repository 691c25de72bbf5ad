package org.zizhu.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxCityTest {

    @Test
    void aCitizenIsIdentifiedAndGetsACertificate(@TempDir Path folder) throws Exception {
        try (SandboxCity city =
                SandboxCity.start(new Settings(folder.resolve("city"), 0, 0, InstantSource.system(), 1))) {
            Terminal terminal = Terminal.enrolled(city, "T-0001", folder.resolve("unit"));
            assertEquals(200, terminal.get("/v1/health").status());
            assertTrue(city.people().size() >= 300);
            Terminal.Reply identified =
                    terminal.identify(city.person("certificate").card());
            assertEquals(200, identified.status(), identified.text());
            String session = identified.json().get("session").asString();
            System.out.println(identified.text());
            System.out.println(terminal.ofSession("/v1/contributions/query", session)
                    .text()
                    .substring(0, 400));
            System.out.println(terminal.ofSession("/v1/cases/query", session).text());
            Terminal.Reply issued = terminal.issue(session, "insurance-certificate", "key-00000001");
            System.out.println(issued.text());
            assertEquals(201, issued.status());
            String number = issued.json().get("number").asString();
            assertEquals(
                    200,
                    terminal.ofSession("/v1/documents/" + number + "/content", session)
                            .status());
            java.nio.file.Files.createDirectories(Path.of("target/samples"));
            for (String id : java.util.List.of(
                    "certificate",
                    "one-page",
                    "long-name",
                    "foreigner-2017-english",
                    "statement",
                    "rare-plane-2",
                    "permit-hk")) {
                String s = terminal.session(city.person(id).card());
                String t = id.equals("statement") ? "contribution-statement" : "insurance-certificate";
                long from = System.nanoTime();
                Terminal.Reply i = terminal.issue(s, t, "sample-" + id);
                System.out.println(id + " " + (System.nanoTime() - from) / 1000000 + " ms " + i.text());
                String n = i.json().get("number").asString();
                java.nio.file.Files.write(
                        Path.of("target/samples/" + id + ".pdf"),
                        terminal.ofSession("/v1/documents/" + n + "/content", s).bytes());
            }
            java.nio.file.Files.copy(
                    folder.resolve("unit/ca.pem"),
                    Path.of("target/samples/ca.pem"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertEquals(204, terminal.deliver(number, "TAKEN", "key-00000002").status());
            assertEquals(
                    204, terminal.ofSession("/v1/identifications/end", session).status());
        }
    }
}
