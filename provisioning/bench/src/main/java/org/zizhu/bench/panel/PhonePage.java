package org.zizhu.bench.panel;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the page of the citizen's phone asks for. Codes travel in bodies, never in addresses. */
final class PhonePage {

    /** An answer of the page. */
    record Reply(int status, Object value) {}

    private record Wish(String citizen, String kind, Phone.Place place) {}

    private record Whose(String citizen) {}

    private record Known(String text) {}

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private static final Reply NOTHING = new Reply(404, Map.of("error", "nothing-to-show"));

    private final Phone phone;

    PhonePage(Phone phone) {
        this.phone = phone;
    }

    Object kinds() {
        return phone.kinds();
    }

    /** Does what was asked for by a POST to that path; empty if there is no such path. */
    Optional<Reply> post(String path, byte[] body) throws IOException {
        try {
            return switch (path) {
                case "/phone/code" -> Optional.of(code(JSON.readValue(body, Wish.class)));
                case "/phone/household" -> Optional.of(household(JSON.readValue(body, Whose.class)));
                case "/phone/revoke" -> Optional.of(revoke(JSON.readValue(body, Known.class)));
                case "/phone/revoke-key" -> {
                    phone.revokeKey();
                    yield Optional.of(new Reply(200, Map.of()));
                }
                default -> Optional.empty();
            };
        } catch (JacksonException e) {
            return Optional.of(new Reply(400, Map.of("error", "argument")));
        }
    }

    private Reply code(Wish wish) {
        return phone.code(wish.citizen(), wish.kind(), wish.place())
                .map(code -> new Reply(200, code))
                .orElse(NOTHING);
    }

    private Reply household(Whose whose) {
        return phone.household(whose.citizen())
                .map(number -> new Reply(200, Map.of("household", number)))
                .orElse(NOTHING);
    }

    private Reply revoke(Known known) {
        return phone.revoke(known.text()) ? new Reply(200, Map.of()) : NOTHING;
    }
}
