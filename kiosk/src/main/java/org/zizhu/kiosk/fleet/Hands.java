package org.zizhu.kiosk.fleet;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What a unit can do of what the centre asks. */
interface Hands {

    /** How a deed ended. */
    sealed interface Outcome {

        /** @param result keywords and numbers */
        record Done(Map<String, Object> result) implements Outcome {}

        /**
         * It is done when the fleet has what was fetched.
         *
         * @param content at most {@link #MOST_BYTES}
         */
        record Fetched(String mediaType, byte[] content) implements Outcome {}

        /** @param reason a keyword */
        record Failed(String reason) implements Outcome {}
    }

    /** What is fetched for the fleet is never longer; contract.md §6. */
    int MOST_BYTES = 512 * 1024;

    /** The names on the wire of what it can do at all. */
    Set<String> able();

    /** Why this unit can't honour it, as a keyword, whatever may happen meanwhile; empty when it may try. */
    Optional<String> objection(Deed deed);

    /**
     * Does it. On the visit's thread, while nobody is served; must return soon.
     *
     * @param command its identity, which is that of no transaction
     */
    CompletableFuture<Outcome> perform(String command, Deed deed);

    /** After a restart: whether what had been begun can be seen to be done. */
    boolean isDone(Deed deed);
}
