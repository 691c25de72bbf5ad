package org.zizhu.kiosk.platform;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The port to the platform's register of what waits in this unit: cards in its stacker, and boxes of its locker. Each call is answered exactly
 * once, in bounded time, also when the platform is not there; no future completes exceptionally. Questions change nothing and may be
 * repeated. What came of handing over is told by the outbox. Thread-safe.
 */
public interface CollectionPlatform {

    /**
     * The new social security card that waits for whoever the session is for. Refused as card-none-waiting, card-elsewhere (another
     * unit has it), card-retained (it was captured, and waits for staff) and card-unsettled (nobody knows where it is).
     */
    CompletableFuture<Answer<WaitingCard>> waitingCard(CallContext context, Session session);

    /** The boxes that hold something for whoever the session is for; refused as locker-nothing-waits when none does. */
    CompletableFuture<Answer<List<Box>>> boxes(CallContext context, Session session);

    /**
     * The boxes that hold the result of a case, for whoever has its pick-up code. Refused as {@link #boxes}, and with the codes of
     * {@link GovernmentPlatform#identifyByCode}.
     *
     * @param number the case's, from the code
     */
    CompletableFuture<Answer<List<Box>>> boxesByCode(CallContext context, String code, String number);

    /**
     * Has a free box kept for what somebody brings. Refused as locker-full.
     *
     * @param key idempotency key: asked again with the same, the platform gives the same box
     */
    CompletableFuture<Answer<Box>> freeBox(CallContext context, Session session, String key);
}
