package org.zizhu.platform.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.zizhu.platform.CityTest;
import org.zizhu.platform.Terminal;
import org.zizhu.platform.people.Card;
import tools.jackson.databind.JsonNode;

class VerificationPageTest extends CityTest {

    private final HttpClient anyone = HttpClient.newHttpClient();

    @Test
    void aDocumentOnItsWay_isGenuine_andThePageShowsMaskedDataOnly() throws Exception {
        Card card = city.person("certificate").card();
        URI url = url(issued("certificate"));

        HttpResponse<String> page = get(url, "text/html");
        JsonNode json = Terminal.JSON.readTree(get(url, "application/json").body());

        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("真实有效") && page.body().contains("Genuine and valid"));
        assertTrue(page.body().contains("欧**") && page.body().contains("长沙市示范社会保险服务中心"));
        assertFalse(page.body().contains(card.name()) || page.body().contains(card.number()));
        assertFalse(page.body().contains("{{"), "a gap was left in the page");
        assertEquals("genuine", json.get("verdict").asString());
        assertFalse(json.toString().contains(card.number()));
        Files.writeString(Files.createDirectories(Path.of("target/pages")).resolve("genuine.html"), page.body());
    }

    @Test
    void thePageIsNeitherKeptNorFramed_andLoadsNothing() throws Exception {
        HttpResponse<String> page = get(url(issued("certificate")), "text/html");

        assertEquals("no-store", page.headers().firstValue("Cache-Control").orElse(""));
        String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        assertFalse(page.headers().firstValue("Server").isPresent());
    }

    @Test
    void paperThatWasNotTaken_isRevoked() throws Exception {
        Terminal.Reply issued = issued("certificate");
        terminal.deliver(issued.json().get("number").asString(), "NOT_TAKEN", key + "-2");

        assertTrue(get(url(issued), "text/html").body().contains("已作废"));
    }

    @Test
    void afterNinetyDays_itHasExpired() throws Exception {
        URI url = url(issued("one-page"));

        clock.advance(Duration.ofDays(90));
        assertTrue(get(url, "text/html").body().contains("真实有效"));
        clock.advance(Duration.ofDays(1));
        assertTrue(get(url, "text/html").body().contains("已过有效期"));
    }

    @Test
    void aCodeThatWasNeverGiven_isUnknown_whateverIsInIt() throws Exception {
        for (String code : new String[] {"0".repeat(26), "x", "%3Cscript%3E", "'%20OR%201=1", "4".repeat(5000)}) {
            HttpResponse<String> page = get(URI.create(city.publicUri() + "/verify/" + code), "text/html");
            assertEquals(404, page.statusCode());
            assertTrue(page.body().contains("查无此证"));
            assertFalse(page.body().contains("<script"));
        }
    }

    @Test
    void thereIsNothingElseOnThePublicPort() throws Exception {
        assertEquals(
                404, get(URI.create(city.publicUri() + "/v1/health"), "*/*").statusCode());
        HttpRequest post = HttpRequest.newBuilder(url(issued("certificate")))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertEquals(
                405, anyone.send(post, HttpResponse.BodyHandlers.ofString()).statusCode());
    }

    private Terminal.Reply issued(String person) {
        return terminal.issue(session(person), "insurance-certificate", key);
    }

    private static URI url(Terminal.Reply issued) {
        return URI.create(issued.json().get("verificationUrl").asString());
    }

    private HttpResponse<String> get(URI uri, String accept) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("Accept", accept).build();
        return anyone.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
