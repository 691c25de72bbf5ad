package org.zizhu.kiosk.journal;

import java.time.Instant;
import java.util.Map;
import java.util.NoSuchElementException;
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
        /** Money is asked for and comes. Facts: key, means, fen, lines, gives; then order, or code. */
        PAY,
        /** For that money something is given in a transaction of its own, which says what came of it. Facts: transaction. */
        GIVE,
        /**
         * A slip that a citizen has brought is taken over from the platform, to finish what it is for; money follows as of a payment. Facts:
         * slip, gives; then order, lines, or code.
         */
        CLAIM,
        /** The platform issues a document. Facts: key; then number, pages. */
        ISSUE,
        /** The printer puts it on paper (produced). Facts: job, pages, document; then pages. */
        PRINT,
        /** The sheets, the card or what is in a box lie where the citizen can take them (presented), and are taken. Facts: evidence. */
        TAKE,
        /** A card is drawn from the stacker, and is the right one. Facts: handle, bin (its count before); then card (a digest), or code and card. */
        CARD,
        /** The card on its way goes into the bin. Facts: why; then evidence, or code. */
        CAPTURE,
        /** A door of the locker is opened. Facts: box, handle, use (collect, deposit); then evidence, or code. */
        LOCKER,
        /** Something is put into the open box, and its door closed. Facts: evidence. */
        PUT_IN,
        /** The platform keeps a box free. Facts: key; then box. */
        RESERVE,
        /**
         * A numbered blank is fed and its number read, in the transaction of the document that is issued for it. Facts: then blank (the
         * numbers read, by comma), sheets; code where it is of no use.
         */
        BLANK,
        /** The blank on its way goes into the bin. Facts: why; then evidence, or code. */
        RETRACT,
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
        /** The centre closes a service or the unit, or opens it. Facts: what (a service's id, or unit), state (closed, open), reason. */
        CLOSURE,
        /**
         * Staff exchange what is in a store (清机), as a bracket: intent when it is opened; unknown when the count differs and a second
         * of them has to agree; done when it is closed; failed when it was given up. Facts: store, certificate; then counted,
         * expected, loaded, removed and what they were; agreed (the second certificate).
         */
        EXCHANGE,
        /** Staff say what became of a transaction of which nobody knew. Facts: certificate, answer (taken, not-taken). */
        ANSWER,
        /** Staff have filled up. Facts: certificate, supply, amount. */
        LOAD
    }

    public Entry {
        facts = Map.copyOf(facts);
    }

    public @Nullable String fact(String name) {
        return facts.get(name);
    }

    /** A fact that entries of this step and phase always have. */
    public String demand(String name) {
        String value = facts.get(name);
        if (value == null) {
            throw new NoSuchElementException("entry " + seq + " has no " + name);
        }
        return value;
    }
}
