package org.zizhu.platform;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** openapi.yaml as a judge: each exchange of each test is held against it. */
final class Contract {

    private static final OpenApiInteractionValidator JUDGE = judge();

    private Contract() {}

    /** What was answered must be as promised; and what was not refused must have been asked as agreed. */
    static void hold(HttpRequest request, String body, HttpResponse<byte[]> response) {
        Request.Method method = Request.Method.valueOf(request.method());
        String path = request.uri().getPath();
        SimpleResponse.Builder answer = SimpleResponse.Builder.status(response.statusCode())
                .withBody(new String(response.body(), StandardCharsets.UTF_8));
        response.headers().firstValue("Content-Type").ifPresent(answer::withContentType);
        if (response.statusCode() != 404 && response.statusCode() != 405) {
            demand(JUDGE.validateResponse(path, method, answer.build()));
        }
        if (response.statusCode() < 300) {
            SimpleRequest.Builder asked = new SimpleRequest.Builder(method, path).withBody(body);
            request.headers().map().forEach((name, values) -> asked.withHeader(name, values));
            demand(JUDGE.validateRequest(asked.build()));
        }
    }

    private static void demand(ValidationReport report) {
        if (report.hasErrors()) {
            throw new AssertionError("against the contract: " + report.getMessages());
        }
    }

    private static OpenApiInteractionValidator judge() {
        try (InputStream in = Contract.class.getResourceAsStream("/openapi.yaml")) {
            return OpenApiInteractionValidator.createForInlineApiSpecification(
                            new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
