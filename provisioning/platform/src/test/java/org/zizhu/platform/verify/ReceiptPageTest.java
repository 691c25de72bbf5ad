package org.zizhu.platform.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zizhu.platform.CityTest;
import org.zizhu.platform.Terminal;
import org.zizhu.platform.payment.emulator.Paying;
import tools.jackson.databind.JsonNode;

/** The electronic receipt is there for whoever has its address, as soon as something was delivered. */
class ReceiptPageTest extends CityTest {

    private final HttpClient browser = HttpClient.newHttpClient();

    @Test
    void aReceiptIsIssuedWithTheDelivery_forWhatWasDelivered_andItsAddressNamesNobody() throws Exception {
        Terminal.Reply placed = place(1050, 250);
        assertTrue(placed.json().get("receipt").isNull(), "nothing was paid yet");
        String number = placed.json().get("number").asString();
        assertTrue(city.providers().pay(placed.json().get("code").asString(), "somebody") instanceof Paying.Paid);
        Terminal.Reply paid = post("/await", number, Map.of("since", "PAYING", "waitSeconds", 10));
        URI address = URI.create(paid.json().get("receipt").asString());
        assertTrue(address.getPath().matches("/receipt/[0-9A-Z]{26}"), address.toString());
        assertTrue(page(address).body().contains("票据开具中"));

        post("/delivery", number, Map.of("lines", List.of(0)));
        JsonNode end = post("/refund", number, Map.of("lines", List.of(1))).json();

        assertEquals(address.toString(), end.get("receipt").asString());
        String receipt = page(address).body();
        for (String part : List.of("430601", "0000000001", "¥10.50", "水费", "退", "微信支付", number)) {
            assertTrue(receipt.contains(part), part);
        }
        assertFalse(receipt.contains("{{"));
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("receipt.html"), receipt);
    }

    @Test
    void whoeverGuesses_findsNothing() throws Exception {
        assertEquals(
                404,
                page(city.publicUri().resolve("/receipt/" + "0".repeat(26))).statusCode());
        assertEquals(404, page(city.publicUri().resolve("/receipt/1")).statusCode());
    }

    private Terminal.Reply place(long... fen) {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("context", terminal.context());
        order.put("session", null);
        order.put("means", "WECHAT_PAY");
        order.put("matter", key);
        order.put("validSeconds", 120);
        Map<String, String> payee = Map.of("zh", "芙蓉区示范水务", "en", "Furong Demonstration Water");
        order.put(
                "lines",
                List.of(
                        Map.of("fen", fen[0], "payee", payee, "what", Map.of("zh", "水费", "en", "Water")),
                        Map.of("fen", fen[1], "payee", payee, "what", Map.of("zh", "污水处理费", "en", "Sewage"))));
        return terminal.post("/v1/payments/orders", order, key);
    }

    private Terminal.Reply post(String verb, String number, Map<String, Object> said) {
        Map<String, Object> body = new LinkedHashMap<>(said);
        body.put("context", terminal.context());
        return terminal.post("/v1/payments/orders/" + number + verb, body);
    }

    private HttpResponse<String> page(URI address) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
