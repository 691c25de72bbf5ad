package org.zizhu.kiosk.document;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.Message;
import org.zizhu.kiosk.journal.OpenTransaction;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.journal.Place;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.stock.Ledger;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the journal and the platform are told of a sealed document's way to its holder. Used by the visit and by the recovery
 * after a crash, so that both say the same. The four facts: issued, produced, presented, taken.
 */
public final class Settlement {

    /** What became of a document, in the words of the platform's contract. */
    public enum Fact {
        TAKEN,
        /** It lies there, or nobody could see whether it was taken. */
        PRESENTED,
        NOT_TAKEN,
        /** Printed on its blank, not taken, and kept for its holder, who gets it at the counter. */
        RETAINED,
        NOT_PRINTED,
        SPOILED,
        UNKNOWN;

        /** Whether its holder has it, as far as anybody can know. */
        public String outcome() {
            return switch (this) {
                case TAKEN -> "done";
                case PRESENTED, UNKNOWN -> "unknown";
                case NOT_TAKEN, RETAINED, NOT_PRINTED, SPOILED -> "undone";
            };
        }
    }

    private static final String CERTIFICATE = "certificate";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Journal journal;
    private final InstantSource clock;

    public Settlement(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** Writes what became of the print job. */
    public void printed(String transaction, PrintEnd end) {
        if (end instanceof PrintEnd.Printed printed) {
            journal.append(transaction, Entry.Step.PRINT, Phase.DONE, Map.of("pages", "" + printed.pages()));
        } else if (end instanceof PrintEnd.NotPrinted not) {
            journal.append(transaction, Entry.Step.PRINT, Phase.FAILED, Map.of("pages", "0", "reason", not.reason()));
        } else if (end instanceof PrintEnd.Partly partly) {
            journal.append(
                    transaction,
                    Entry.Step.PRINT,
                    Phase.FAILED,
                    Map.of("pages", "" + partly.pagesCompleted(), "reason", partly.reason()));
        } else if (end instanceof PrintEnd.Unknown unknown) {
            journal.append(
                    transaction,
                    Entry.Step.PRINT,
                    Phase.UNKNOWN,
                    Map.of("pages", "" + unknown.pagesSeen(), "reason", unknown.reason()));
        }
    }

    /**
     * Writes whether the sheets were taken, and by what evidence.
     *
     * @param evidence tray-sensor, citizen-said, nobody-there
     */
    public void taken(String transaction, Fact fact, String evidence) {
        Phase phase =
                switch (fact) {
                    case TAKEN -> Phase.DONE;
                    case NOT_TAKEN -> Phase.FAILED;
                    default -> Phase.UNKNOWN;
                };
        journal.append(transaction, Entry.Step.TAKE, phase, Map.of("evidence", evidence));
    }

    /** Settles the transaction and tells the platform what became of the document; what was not handed over is revoked. */
    public void settle(String transaction, String document, Fact fact, int pages, CallContext context) {
        journal.settle(
                transaction,
                fact.outcome(),
                Message.to(
                        "/v1/documents/" + document + "/delivery",
                        transaction + ":delivery",
                        delivery(fact, pages, context)));
    }

    private String delivery(Fact fact, int pages, CallContext context) {
        Map<String, Object> body = new TreeMap<>();
        body.put("context", context);
        body.put("fact", fact.name());
        body.put("pagesCompleted", pages);
        body.put("at", clock.instant().toString());
        return JSON.writeValueAsString(body);
    }

    /** The number of the document of a transaction, if one was issued. */
    public static Optional<String> document(OpenTransaction transaction) {
        return transaction.last(Entry.Step.ISSUE, Phase.DONE).map(issued -> issued.demand("number"));
    }

    /**
     * Staff have looked, and say what became of a document of which nobody knew, and so of the blank that it stands on. Somebody else's answer
     * that came first stands.
     *
     * @param certificate whose holder says it
     */
    public void answered(OpenTransaction unknown, Fact fact, CallContext context, String certificate) {
        String document = document(unknown).orElseThrow();
        int pages = unknown.last(Entry.Step.PRINT)
                .map(print -> Integer.parseInt(print.demand("pages")))
                .orElse(0);
        journal.resolve(
                unknown.id(),
                Phase.DONE,
                Map.of(CERTIFICATE, certificate, "answer", fact == Fact.TAKEN ? "taken" : "not-taken"),
                fact.outcome(),
                new Ledger(journal).arrives(unknown.id(), fact == Fact.TAKEN ? Place.TAKEN : Place.SPOILED),
                Message.to(
                        "/v1/documents/" + document + "/delivery",
                        unknown.id() + ":answer",
                        delivery(fact, pages, context)));
    }

    /** Settles a transaction of which nobody knows whether a document was issued: should it have been, it is withdrawn. */
    public void withdraw(String transaction, String issueKey, CallContext context) {
        journal.settle(transaction, "undone", withdrawal(transaction, issueKey, context));
    }

    static Message withdrawal(String transaction, String issueKey, CallContext context) {
        return Message.to(
                "/v1/withdrawals",
                transaction + ":withdrawal",
                JSON.writeValueAsString(new TreeMap<>(Map.of("context", context, "documentKey", issueKey))));
    }
}
