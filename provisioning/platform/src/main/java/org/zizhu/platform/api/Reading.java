package org.zizhu.platform.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import org.zizhu.platform.qr.Issuer;

/** What anyone with a certificate may read: whether the platform is up, its contract, and by what codes are
 * verified. */
final class Reading {

    record Page(String type, byte[] content) {}

    private record Health(String status, String time) {}

    private final Issuer issuer;
    private final InstantSource clock;
    private final byte[] contract;

    Reading(Issuer issuer, InstantSource clock) {
        this.issuer = issuer;
        this.clock = clock;
        try (InputStream in = Reading.class.getResourceAsStream("/openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("openapi.yaml is missing from the class path");
            }
            this.contract = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Page> page(String path) {
        return switch (path) {
            case "/v1/health" ->
                Optional.of(new Page(
                        "application/json",
                        Json.write(new Health("up", clock.instant().toString())).getBytes(StandardCharsets.UTF_8)));
            case "/v1/qr/trust" -> Optional.of(new Page("application/json", issuer.trust()));
            case "/v1/openapi.yaml" -> Optional.of(new Page("application/yaml", contract));
            default -> Optional.empty();
        };
    }
}
