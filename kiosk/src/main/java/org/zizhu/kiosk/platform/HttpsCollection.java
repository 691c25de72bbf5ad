package org.zizhu.kiosk.platform;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.client.ContentResponse;
import tools.jackson.core.type.TypeReference;

/** What waits in this unit, asked over the link. */
final class HttpsCollection implements CollectionPlatform {

    private final PlatformLink link;

    HttpsCollection(PlatformLink link) {
        this.link = link;
    }

    @Override
    public CompletableFuture<Answer<WaitingCard>> waitingCard(CallContext context, Session session) {
        return link.ask(
                "/v1/cards/query",
                Map.of("context", context, "session", session.session()),
                answer -> PlatformLink.read(answer, WaitingCard.class));
    }

    @Override
    public CompletableFuture<Answer<List<Box>>> boxes(CallContext context, Session session) {
        return link.ask(
                "/v1/lockers/query", Map.of("context", context, "session", session.session()), HttpsCollection::boxes);
    }

    @Override
    public CompletableFuture<Answer<List<Box>>> boxesByCode(CallContext context, String code, String number) {
        return link.ask(
                "/v1/lockers/code", Map.of("context", context, "code", code, "number", number), HttpsCollection::boxes);
    }

    @Override
    public CompletableFuture<Answer<Box>> freeBox(CallContext context, Session session, String key) {
        return link.send(
                link.post(
                                "/v1/lockers/reservations",
                                PlatformLink.JSON.writeValueAsString(
                                        Map.of("context", context, "session", session.session())))
                        .headers(headers -> headers.put("Idempotency-Key", key)),
                PlatformLink.ANSWER_WITHIN,
                answer -> PlatformLink.read(answer, Box.class));
    }

    private static List<Box> boxes(ContentResponse answer) {
        return PlatformLink.JSON
                .readerFor(new TypeReference<List<Box>>() {})
                .readValue(PlatformLink.JSON.readTree(answer.getContent()).required("boxes"));
    }
}
