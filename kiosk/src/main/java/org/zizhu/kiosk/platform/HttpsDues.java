package org.zizhu.kiosk.platform;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What is due, asked over the link. */
final class HttpsDues implements DuesPlatform {

    private final PlatformLink link;

    HttpsDues(PlatformLink link) {
        this.link = link;
    }

    @Override
    public CompletableFuture<Answer<Dues>> dues(CallContext context, Session session, Set<Dues.Kind> kinds) {
        return ask(context, session.session(), null, kinds);
    }

    @Override
    public CompletableFuture<Answer<Dues>> duesOfHousehold(
            CallContext context, String household, Set<Dues.Kind> kinds) {
        return ask(context, null, household, kinds);
    }

    private CompletableFuture<Answer<Dues>> ask(
            CallContext context, @Nullable String session, @Nullable String household, Set<Dues.Kind> kinds) {
        Map<String, Object> body = new HashMap<>(Map.of("context", context, "kinds", new TreeSet<>(kinds)));
        body.put("session", session);
        body.put("household", household);
        return link.ask("/v1/dues/query", body, answer -> PlatformLink.read(answer, Dues.class));
    }
}
