package org.zizhu.fleet.health.notice;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLException;
import org.zizhu.fleet.contract.Json;

/** Posts JSON, signed as the Standard Webhooks specification 1.0 has it: who got it and who sent it can be checked with any of its libraries. */
final class Webhook implements Channel {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI address;
    private final SecretKeySpec secret;
    private final InstantSource clock;

    Webhook(HttpClient http, URI address, byte[] secret, InstantSource clock) {
        this.http = http;
        this.address = address;
        this.secret = new SecretKeySpec(secret, "HmacSHA256");
        this.clock = clock;
    }

    @Override
    public void send(String id, Message message) throws NotDelivered {
        String body = Json.write(message);
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(ANSWERS_WITHIN)
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", timestamp)
                .header("webhook-signature", "v1," + sign(id + "." + timestamp + "." + body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                throw new NotDelivered("http-" + status, null);
            }
        } catch (HttpTimeoutException e) {
            throw new NotDelivered("timed-out", e);
        } catch (SSLException e) {
            throw new NotDelivered("not-trusted", e);
        } catch (IOException e) {
            throw new NotDelivered("not-reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotDelivered("interrupted", e);
        }
    }

    private String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no HMAC here", e);
        }
    }
}
