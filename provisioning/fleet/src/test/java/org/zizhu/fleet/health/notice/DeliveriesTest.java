package org.zizhu.fleet.health.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.fleet.HandClock;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.health.Rulebook;
import org.zizhu.fleet.health.Stage;
import org.zizhu.fleet.health.notice.MailServer.Protection;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.store.Store;
import org.zizhu.fleet.trust.FleetAuthority;
import org.zizhu.fleet.trust.Pem;
import tools.jackson.databind.JsonNode;

/** What is to be told arrives, though receivers fail and the server restarts. */
class DeliveriesTest {

    /** As a receiver has got it. */
    private record Got(String id, String timestamp, String signature, String body) {
        JsonNode json() {
            return Json.read(body, JsonNode.class).orElseThrow();
        }
    }

    @TempDir
    Path folder;

    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final AtomicInteger answer = new AtomicInteger(204);
    private HttpServer receiver;
    private GreenMail mails;
    private Stage stage;
    private String url;

    @AfterEach
    void close() {
        if (stage != null) {
            stage.close();
        }
        if (receiver != null) {
            receiver.stop(0);
        }
        if (mails != null) {
            mails.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aReceiverThatFails_isToldLater_alsoAfterARestart_signedAndUnderTheSameNumber(Store store) throws Exception {
        url = store.url(folder);
        Rulebook rulebook = rules("  - { name: duty-room, webhook: \"http://127.0.0.1:" + receive() + "/alarms\" }");
        stage = new Stage(Database.at(url), new HandClock(), rulebook);
        Deliveries deliveries = deliveries(rulebook);
        answer.set(503);
        aUnitFallsSilent();

        deliveries.lookAround();
        deliveries.lookAround();
        assertEquals(1, got.size(), "not again at once");
        assertEquals(1, waiting());

        HandClock clock = stage.clock;
        stage.close();
        stage = new Stage(Database.at(url), clock, rulebook);
        deliveries = deliveries(rulebook);
        answer.set(204);
        clock.advance(Duration.ofSeconds(10));
        deliveries.lookAround();
        deliveries.lookAround();
        assertEquals(2, got.size());
        assertEquals(0, waiting());
        assertEquals(got.get(0).id, got.get(1).id, "the receiver may know it by that");

        Got word = got.get(1);
        assertEquals("v1," + hmac(word.id + "." + word.timestamp + "." + word.body), word.signature);
        JsonNode json = word.json();
        assertEquals("raised", json.path("event").asString());
        assertEquals("unit-silent", json.path("rule").asString());
        assertEquals("cs-01", json.path("unit").asString());
        assertEquals("失联", json.path("chinese").asString());

        clock.advance(Duration.ofSeconds(60));
        stage.hears("cs-01");
        stage.passes(Stage.A_WHILE);
        deliveries.lookAround();
        assertEquals("closed", got.get(2).json().path("event").asString());
    }

    @Test
    void whoeverIsNotThere_keepsNobodyElseWaiting_andIsGivenUpAfterThreeDays() throws Exception {
        url = Store.SQLITE.url(folder);
        int gone = receive();
        receiver.stop(0);
        Rulebook rulebook = rules("  - { name: a-gone, webhook: \"http://127.0.0.1:" + gone + "/\" }\n"
                + "  - { name: here, webhook: \"http://127.0.0.1:" + receive() + "/\", on: [raised] }\n"
                + "  - { name: elsewhere, webhook: \"http://127.0.0.1:" + gone + "/\", division: \"430104\" }");
        stage = new Stage(Database.at(url), new HandClock(), rulebook);
        Deliveries deliveries = deliveries(rulebook);
        aUnitFallsSilent();
        deliveries.lookAround();
        assertEquals(1, got.size());
        assertEquals(1, waiting(), "the other county's is not told of it");
        for (int hour = 0; hour < 73; hour++) {
            stage.clock.advance(Duration.ofHours(1));
            deliveries.lookAround();
        }
        assertEquals(0, waiting());
        assertEquals("not-reached", stage.database.read(connection -> Sql.first(
                        connection, "SELECT trouble FROM notice WHERE target = 'a-gone'", row -> row.getString(1))
                .orElseThrow()));
    }

    @Test
    void aMail_saysItInBothLanguages_toEverybodyNamed() throws Exception {
        Rulebook rulebook = mailing(Protection.NONE, null, List.of("chief@example.org", "duty@example.org"));
        Deliveries deliveries = deliveries(rulebook);
        aUnitFallsSilent();
        deliveries.lookAround();

        MimeMessage[] received = mails.getReceivedMessages();
        assertEquals(2, received.length);
        assertTrue(received[0].getSubject().contains("告警 alarm] cs-01 失联 not heard"), received[0].getSubject());
        String text = (String) received[0].getContent();
        assertTrue(text.contains("区划 Division: 430102001"), text);
        assertTrue(text.contains("故障 down"), text);
        assertEquals("auto-generated", received[0].getHeader("Auto-Submitted")[0]);
        assertEquals(0, waiting());
    }

    @Test
    void aMailServer_isAskedForTlsAndItsName_andForNothingElse() throws Exception {
        Rulebook rulebook = mailing(Protection.TLS, "fleet", List.of("chief@example.org"));
        Files.createDirectories(folder.resolve("keys"));
        Files.writeString(folder.resolve("keys").resolve("mail.password"), "a password\n");
        mails.setUser("fleet", "a password");
        Deliveries trusting = deliveries(rulebook);
        aUnitFallsSilent();

        Deliveries strict = new Deliveries(
                stage.database,
                rulebook.deliveries(),
                rulebook.mail(),
                null,
                folder.resolve("keys"),
                () -> true,
                stage.clock);
        strict.lookAround();
        assertEquals(0, mails.getReceivedMessages().length, "its certificate is of nobody whom the machine trusts");
        assertEquals("not-trusted", trouble());

        stage.clock.advance(Duration.ofMinutes(1));
        trusting.lookAround();
        assertEquals(1, mails.getReceivedMessages().length);
    }

    @Test
    void aMailServerWithoutStarttls_getsNothing() throws Exception {
        Rulebook rulebook = mailing(Protection.STARTTLS, null, List.of("chief@example.org"));
        Deliveries deliveries = deliveries(rulebook);
        aUnitFallsSilent();
        deliveries.lookAround();
        assertEquals(0, mails.getReceivedMessages().length);
        assertEquals("mail-not-sent", trouble());
    }

    // --- the peers --------------------------------------------------------------------------------------------------

    /** A receiver of webhooks, that answers as it is told. */
    private int receive() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            got.add(new Got(
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                    exchange.getRequestHeaders().getFirst("webhook-signature"),
                    body));
            exchange.sendResponseHeaders(answer.get(), -1);
            exchange.close();
        });
        receiver.start();
        return receiver.getAddress().getPort();
    }

    /** A mail server with a certificate of the fleet's own authority. */
    private Rulebook mailing(Protection protection, String user, List<String> to)
            throws IOException, GeneralSecurityException {
        FleetAuthority authority = new FleetAuthority(folder.resolve("authority"), new HandClock());
        FleetAuthority.Holder holder = authority.server("127.0.0.1");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        char[] password = "in-memory".toCharArray();
        keys.setKeyEntry("mail", holder.key(), password, new Certificate[] {holder.certificate(), holder.authority()});
        try (OutputStream file = Files.newOutputStream(folder.resolve("mail.p12"))) {
            keys.store(file, password);
        }
        System.setProperty(
                "greenmail.tls.keystore.file", folder.resolve("mail.p12").toString());
        System.setProperty("greenmail.tls.keystore.password", "in-memory");
        Files.writeString(folder.resolve("authority.pem"), Pem.of(authority.certificate()));
        mails = new GreenMail(new ServerSetup(
                0, "127.0.0.1", protection == Protection.TLS ? ServerSetup.PROTOCOL_SMTPS : ServerSetup.PROTOCOL_SMTP));
        mails.start();
        int port = protection == Protection.TLS
                ? mails.getSmtps().getPort()
                : mails.getSmtp().getPort();
        url = Store.SQLITE.url(folder);
        Rulebook built = Rulebook.builtIn();
        Rulebook rulebook = new Rulebook(
                built.rules(),
                List.of(new Target("chief", null, to, null, null, null)),
                new MailServer("127.0.0.1", port, protection, "fleet@example.org", user),
                "authority.pem");
        stage = new Stage(Database.at(url), new HandClock(), rulebook);
        return rulebook;
    }

    private Rulebook rules(String deliveries) throws IOException {
        Files.writeString(folder.resolve(Rulebook.FILE), "deliveries:\n" + deliveries + "\n");
        return Rulebook.in(folder);
    }

    private Deliveries deliveries(Rulebook rulebook) throws IOException {
        Files.createDirectories(folder.resolve("keys"));
        return new Deliveries(
                stage.database,
                rulebook.deliveries(),
                rulebook.mail(),
                rulebook.trust() == null ? null : folder.resolve(rulebook.trust()),
                folder.resolve("keys"),
                () -> true,
                stage.clock);
    }

    private void aUnitFallsSilent() {
        stage.unit("cs-01", "430102001");
        stage.loses("cs-01");
        stage.passes(Duration.ofMinutes(6));
        assertFalse(stage.open().isEmpty());
    }

    private long waiting() {
        return stage.database.read(Outbox::waiting);
    }

    private String trouble() {
        return stage.database.read(
                connection -> Sql.first(connection, "SELECT trouble FROM notice", row -> row.getString(1))
                        .orElseThrow());
    }

    private String hmac(String text) throws IOException, GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        String secret = Files.readString(folder.resolve("keys").resolve("webhook-duty-room.secret"))
                .strip();
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
