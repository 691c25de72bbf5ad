package org.zizhu.kiosk.journal;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of the journal. Nothing in it is personal: items, codes, counts and random identities only.
 *
 * @param seq position in the journal, from 1
 * @param transaction the transaction's identity, which is also the case number told to the platform
 * @param at wall time, for people
 */
public record Entry(long seq, String transaction, Step step, Phase phase, Map<String, String> facts, Instant at) {

    /** The steps whose effects outlive the visit. */
    public enum Step {
        /** The platform issues a document. Facts: key; then number, pages. */
        ISSUE,
        /** The printer puts it on paper (produced). Facts: job, pages, document; then pages. */
        PRINT,
        /** The sheets lie where the citizen can take them (presented), and are taken. Facts: evidence. */
        TAKE,
        /** A receipt is printed. */
        RECEIPT,
        /** The citizen was asked for consent of their own, and answered. Facts: asked, words (their version), answer, case. */
        CONSENT,
        /** One person acts for another. Facts: agent and principal (the platform's handles of the day), how, case. */
        ACT_FOR,
        /** Field staff work a device that lets something out of the machine. Facts: device, deed. */
        TRIAL,
        /** Staff sign in by card and PIN. Facts: certificate; roles, or the reason why not. */
        SIGN_IN,
        /** A card of another division was enrolled here by a code. Facts: certificate, until. */
        ENROL,
        /** They leave. Facts: certificate, why. */
        SIGN_OUT,
        /**
         * Staff answer for a citizen, having looked at them, or don't. Facts: certificate, answer (confirmed, declined), person (the
         * platform's handle of the day), case.
         */
        ANSWER_FOR,
        /** Staff take the unit out of service or put it back. Facts: certificate, state (out, in), reason. */
        SERVICE,
        /** Staff have filled up. Facts: certificate, supply, amount. */
        LOAD
    }

    public Entry {
        facts = Map.copyOf(facts);
    }

    public @Nullable String fact(String name) {
        return facts.get(name);
    }
}
