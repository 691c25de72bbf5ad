package org.zizhu.platform.payment.wechat;

import com.wechat.pay.java.core.auth.Credential;
import com.wechat.pay.java.core.auth.Validator;
import com.wechat.pay.java.core.exception.HttpException;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.http.AbstractHttpClient;
import com.wechat.pay.java.core.http.HttpRequest;
import com.wechat.pay.java.core.http.JsonRequestBody;
import com.wechat.pay.java.core.http.OriginalResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The official client's way to the wire, by the JDK's HTTP client: no call takes longer than a terminal waits, and it goes to where the
 * merchant says, for the client has its host built in. What is signed is the path and not the host.
 */
final class Transport extends AbstractHttpClient {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);

    /** A terminal gives an order's code eight seconds, and a lost answer is asked for twice. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .build();
    private final URI api;

    Transport(URI api, Credential credential, Validator validator) {
        super(credential, validator);
        this.api = api;
    }

    @Override
    protected String getHttpClientInfo() {
        return "java.net.http";
    }

    @Override
    protected OriginalResponse innerExecute(HttpRequest request) {
        HttpResponse<byte[]> response = send(request);
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        // The client looks for its headers by their documented spelling; HTTP knows no case, and the JDK's client
        // lowers it.
        for (String name : new String[] {"Timestamp", "Nonce", "Signature", "Serial"}) {
            response.headers()
                    .firstValue("Wechatpay-" + name)
                    .ifPresent(value -> headers.put("Wechatpay-" + name, value));
        }
        return new OriginalResponse.Builder()
                .request(request)
                .statusCode(response.statusCode())
                .headers(headers)
                .contentType(response.headers().firstValue("Content-Type").orElse(""))
                .body(new String(response.body(), StandardCharsets.UTF_8))
                .build();
    }

    @Override
    protected InputStream innerDownload(HttpRequest request) {
        HttpResponse<byte[]> response = send(request);
        if (isInvalidHttpCode(response.statusCode())) {
            throw new ServiceException(request, response.statusCode(), "");
        }
        return new ByteArrayInputStream(response.body());
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        URI asked = request.getUri();
        String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
        java.net.http.HttpRequest.Builder wire = java.net.http.HttpRequest.newBuilder(
                        api.resolve(asked.getRawPath() + query))
                .timeout(ANSWER_WITHIN);
        request.getHeaders().getHeaders().forEach(wire::setHeader);
        String body = request.getBody() instanceof JsonRequestBody json ? json.getBody() : "";
        wire.method(
                request.getHttpMethod().name(),
                body.isEmpty()
                        ? java.net.http.HttpRequest.BodyPublishers.noBody()
                        : java.net.http.HttpRequest.BodyPublishers.ofString(body));
        try {
            return http.send(wire.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new HttpException("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HttpException("interrupted", e);
        }
    }
}
