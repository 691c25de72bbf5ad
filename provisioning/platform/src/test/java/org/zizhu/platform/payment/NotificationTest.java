package org.zizhu.platform.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ear is open to the Internet: somebody has listened to a true notification, and plays with it. */
class NotificationTest {

    private record Heard(Map<String, String> headers, String body) {
        Heard with(String header, String value) {
            Map<String, String> changed = new LinkedHashMap<>(headers);
            changed.put(header, value);
            return new Heard(changed, body);
        }

        Heard saying(String other) {
            return new Heard(headers, other);
        }
    }

    private static final List<String> SIGNED = List.of(
            "Wechatpay-Timestamp",
            "Wechatpay-Nonce",
            "Wechatpay-Serial",
            "Wechatpay-Signature",
            "Wechatpay-Signature-Type");

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<Heard> overheard = new LinkedBlockingQueue<>();
    private HttpServer listener;
    private Till till;
    private Order order;
    private Heard heard;

    @BeforeEach
    void listenIn() throws Exception {
        till = Till.in(folder);
        listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/", exchange -> {
            Map<String, String> headers = new LinkedHashMap<>();
            SIGNED.forEach(
                    name -> headers.put(name, exchange.getRequestHeaders().getFirst(name)));
            overheard.add(
                    new Heard(headers, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        listener.start();
        till.notifyAt = URI.create("http://127.0.0.1:" + listener.getAddress().getPort() + "/");
        order = till.order(1050);
        till.pay(order);
        heard = overheard.poll(20, TimeUnit.SECONDS);
        assertEquals(State.PAYING, till.book(order).state());
    }

    @AfterEach
    void close() {
        listener.stop(0);
        till.close();
    }

    @Test
    void theTrueOne_isBelieved_andConfirmed() throws Exception {
        assertEquals(204, send(heard));
        assertEquals(State.PAID, till.book(order).state());
        assertEquals(204, send(heard), "again: that it was kept is confirmed again");
    }

    @Test
    void whatIsNotSignedSo_isNotBelieved() throws Exception {
        assertRefused(heard.saying(heard.body.replace("TRANSACTION.SUCCESS", "TRANSACTION.SUCCESs")));
        assertRefused(heard.with("Wechatpay-Signature", "AAAA"));
        assertRefused(heard.with("Wechatpay-Signature", "not base64"));
        assertRefused(heard.with("Wechatpay-Nonce", "another"));
        assertRefused(heard.with("Wechatpay-Serial", "7777777777777777777777777777777777777777"));
        assertRefused(heard.with("Wechatpay-Serial", "no serial"));
        assertRefused(heard.with("Wechatpay-Signature-Type", "WECHATPAY2-NONE"));
        assertRefused(heard.with("Wechatpay-Timestamp", "yesterday"));
        for (String name : SIGNED.subList(0, 4)) {
            Map<String, String> without = new LinkedHashMap<>(heard.headers);
            without.remove(name);
            assertRefused(new Heard(without, heard.body));
        }
    }

    @Test
    void aRecordingOfAnHourAgo_isNotBelieved() throws Exception {
        long hourAgo = Long.parseLong(heard.headers.get("Wechatpay-Timestamp")) - 3600;

        assertRefused(heard.with("Wechatpay-Timestamp", String.valueOf(hourAgo)));
    }

    @Test
    void anythingElse_isNoNotification() throws Exception {
        for (String body :
                List.of("", "null", "[]", "{", "{}", "{\"event_type\":1}", "x".repeat(20_000), "[".repeat(5000))) {
            assertRefused(heard.saying(body));
        }
        HttpRequest get = HttpRequest.newBuilder(till.ear).build();
        assertEquals(405, http.send(get, HttpResponse.BodyHandlers.discarding()).statusCode());
    }

    private void assertRefused(Heard played) throws Exception {
        assertEquals(401, send(played));
        assertEquals(State.PAYING, till.book(order).state());
    }

    private int send(Heard played) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(till.ear).POST(HttpRequest.BodyPublishers.ofString(played.body));
        played.headers.forEach(request::setHeader);
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
