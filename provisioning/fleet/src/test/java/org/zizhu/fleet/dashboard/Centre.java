package org.zizhu.fleet.dashboard;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import tools.jackson.databind.JsonNode;

/** The dashboard and the API behind a port, and a browser of plain HTTP before it that keeps its cookies and follows no redirection. */
final class Centre implements AutoCloseable {

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    private final HttpClient http = HttpClient.newHttpClient();
    private String cookies = "";

    Centre(Handler pages) {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(pages);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** Sends a form of names and values. */
    HttpResponse<String> post(String path, String... namesAndValues) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.append(form.isEmpty() ? "" : "&")
                    .append(namesAndValues[i])
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return send(request(path, "Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.toString())));
    }

    /** A program's order. */
    HttpResponse<String> post(String path, String token, JsonNode body) {
        return send(request(path, "Content-Type", "application/json", "Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(body.toString())));
    }

    /** What a form of the page has to send along. */
    static String csrf(HttpResponse<String> page) {
        Matcher field = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(page.body());
        if (!field.find()) {
            throw new AssertionError("no form for who is signed in: " + page.body());
        }
        return field.group(1);
    }

    void forgetCookies() {
        cookies = "";
    }

    String cookies() {
        return cookies;
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + path));
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies);
        }
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(cookie -> {
                String pair = cookie.split(";", 2)[0];
                String name = pair.split("=", 2)[0];
                cookies = Stream.concat(
                                Stream.of(cookies.split("; "))
                                        .filter(kept -> !kept.isEmpty() && !kept.startsWith(name + "=")),
                                Stream.of(pair))
                        .reduce((one, other) -> one + "; " + other)
                        .orElse("");
            });
            return answer;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
