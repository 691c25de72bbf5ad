package org.zizhu.kiosk.platform;

import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The port to what is due to offices. Each call is answered exactly once, in bounded time, also when the platform is not there; no future
 * completes exceptionally. Questions change nothing and may be repeated. Thread-safe.
 */
public interface DuesPlatform {

    /** What whoever the session is for owes, of these kinds. */
    CompletableFuture<Answer<Dues>> dues(CallContext context, Session session, Set<Dues.Kind> kinds);

    /**
     * What a household owes; whoever asks need not be named. Refused as household-unknown.
     *
     * @param household the number on its bills (户号), digits
     */
    CompletableFuture<Answer<Dues>> duesOfHousehold(CallContext context, String household, Set<Dues.Kind> kinds);
}
