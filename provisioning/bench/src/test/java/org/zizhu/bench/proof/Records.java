package org.zizhu.bench.proof;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.zizhu.platform.SandboxCity;
import tools.jackson.databind.json.JsonMapper;

/** What the city has on record of a terminal's documents, and what its public page says of them to anyone. */
final class Records {

    private final Path folder;
    private final SandboxCity city;

    /** @param verdict what the public page says: genuine, revoked */
    record Document(String number, String state, String verdict) {}

    Records(Path folder, SandboxCity city) {
        this.folder = folder;
        this.city = city;
    }

    /** The documents that a terminal had issued, oldest first. */
    List<Document> of(String terminal) {
        List<Document> documents = new ArrayList<>();
        try (Connection db = DriverManager.getConnection(
                        "jdbc:sqlite:" + folder.resolve("city.sqlite") + "?busy_timeout=60000");
                PreparedStatement select = db.prepareStatement(
                        "SELECT number, code, state FROM document WHERE terminal = ? ORDER BY issued_at")) {
            select.setString(1, terminal);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    documents.add(new Document(
                            row.getString(1),
                            row.getString(3),
                            verdict(city.publicUri().resolve("/verify/" + row.getString(2)))));
                }
            }
            return documents;
        } catch (SQLException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What the page at the address says, as a citizen's phone would read it. */
    static String verdict(URI address) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .build();
        try {
            String answer = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            return JsonMapper.shared().readTree(answer).required("verdict").asString();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
