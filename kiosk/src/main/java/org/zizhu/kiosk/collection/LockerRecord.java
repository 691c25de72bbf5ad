package org.zizhu.kiosk.collection;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.Message;
import org.zizhu.kiosk.journal.OpenTransaction;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.platform.Box;
import org.zizhu.kiosk.platform.CallContext;
import tools.jackson.databind.json.JsonMapper;

/** What the journal and the platform are told of a box that is opened. Used by the visit and by recovery, so that both say the same. */
public final class LockerRecord {

    /** What a box is opened for. */
    public enum Use {
        COLLECT(Entry.Step.TAKE),
        DEPOSIT(Entry.Step.PUT_IN);

        private final Entry.Step step;

        Use(Entry.Step step) {
            this.step = step;
        }

        /** The step by which the citizen's part is written down. */
        public Entry.Step step() {
            return step;
        }
    }

    /** What came of it, in the words of the platform's contract. */
    public enum Fact {
        TAKEN("done", Phase.DONE),
        DEPOSITED("done", Phase.DONE),
        /** It was opened and closed again as it was. */
        NOT_MOVED("undone", Phase.FAILED),
        /** What is in it is not what was to be there; it was left there. */
        NOT_THEIRS("undone", Phase.FAILED),
        /** The door has not moved. */
        NOT_OPENED("undone", Phase.FAILED),
        /** The door stood open before. */
        FOUND_OPEN("undone", Phase.FAILED),
        /** A person has to look. */
        UNKNOWN("unknown", Phase.UNKNOWN);

        private final String outcome;
        private final Phase phase;

        Fact(String outcome, Phase phase) {
            this.outcome = outcome;
            this.phase = phase;
        }
    }

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Journal journal;
    private final InstantSource clock;

    public LockerRecord(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** The platform is about to be asked for a free box. */
    public void reserves(String transaction, String key) {
        journal.append(transaction, Entry.Step.RESERVE, Phase.INTENT, Map.of("key", key));
    }

    public void reserved(String transaction, Box box) {
        journal.append(
                transaction, Entry.Step.RESERVE, Phase.DONE, Map.of("box", "" + box.box(), "handle", box.handle()));
    }

    /** None was given, and none is kept. */
    public void notReserved(String transaction, String code) {
        journal.append(transaction, Entry.Step.RESERVE, Phase.FAILED, Map.of("code", code));
        journal.settle(transaction, "undone");
    }

    /** Settles a transaction of which nobody knows whether a box is kept for it: should one be, it is free again. */
    public void release(String transaction, String key, CallContext context) {
        journal.settle(
                transaction,
                "undone",
                Message.to(
                        "/v1/lockers/releases",
                        transaction + ":release",
                        JSON.writeValueAsString(new TreeMap<>(Map.of("context", context, "boxKey", key)))));
    }

    /** A door is about to be opened. */
    public void opens(String transaction, Box box, Use use) {
        journal.append(
                transaction,
                Entry.Step.LOCKER,
                Phase.INTENT,
                Map.of(
                        "box",
                        "" + box.box(),
                        "handle",
                        box.handle(),
                        "use",
                        use.name().toLowerCase(Locale.ROOT)));
    }

    public void opened(String transaction, String evidence) {
        journal.append(transaction, Entry.Step.LOCKER, Phase.DONE, Map.of("evidence", evidence));
    }

    public void notOpened(String transaction, String code) {
        journal.append(transaction, Entry.Step.LOCKER, Phase.FAILED, Map.of("code", code));
    }

    /** Whether the door has moved is not known. */
    public void openingNotKnown(String transaction, String code) {
        journal.append(transaction, Entry.Step.LOCKER, Phase.UNKNOWN, Map.of("code", code));
    }

    /** What the citizen did at the open box, and by what evidence. */
    public void handled(String transaction, Use use, Fact fact, String evidence) {
        journal.append(transaction, use.step(), fact.phase, Map.of("evidence", evidence, "fact", fact.name()));
    }

    /** Settles the transaction, and tells the platform what is so of the box. */
    public void settle(OpenTransaction transaction, Fact fact, CallContext context) {
        journal.settle(
                transaction.id(), fact.outcome, outcome(transaction, fact, context, transaction.id() + ":locker"));
    }

    private Message outcome(OpenTransaction transaction, Fact fact, CallContext context, String key) {
        String handle = transaction
                .last(Entry.Step.LOCKER, Phase.INTENT)
                .or(() -> transaction.last(Entry.Step.RESERVE, Phase.DONE))
                .orElseThrow()
                .demand("handle");
        return Message.to(
                outcomePath(handle),
                key,
                JSON.writeValueAsString(new TreeMap<>(Map.of(
                        "context", context, "fact", fact, "at", clock.instant().toString()))));
    }

    private static String outcomePath(String handle) {
        return "/v1/lockers/" + handle + "/outcome";
    }

    /** Whether the platform has yet to hear what came of opening this box, so that what it says of it may be out of date. */
    public boolean untold(Box box) {
        return journal.waitsFor(outcomePath(box.handle()));
    }

    /** How the box of a transaction was opened, if it was to be. */
    public static Optional<Entry> opening(OpenTransaction transaction) {
        return transaction.last(Entry.Step.LOCKER, Phase.INTENT);
    }

    /**
     * Staff have looked, and say what was done at a box of which nobody knew. Somebody else's answer that came first stands.
     *
     * @param moved whether what was to be taken out or put in was
     * @param certificate whose holder says it
     */
    public void answered(OpenTransaction unknown, boolean moved, CallContext context, String certificate) {
        Use use = use(opening(unknown).orElseThrow());
        Fact fact = moved ? (use == Use.COLLECT ? Fact.TAKEN : Fact.DEPOSITED) : Fact.NOT_MOVED;
        journal.resolve(
                unknown.id(),
                Phase.DONE,
                Map.of("certificate", certificate, "answer", moved ? "taken" : "not-taken"),
                fact.outcome,
                List.of(),
                outcome(unknown, fact, context, unknown.id() + ":answer"));
    }

    /** For what a box was opened. */
    public static Use use(Entry opening) {
        return Use.valueOf(opening.demand("use").toUpperCase(Locale.ROOT));
    }

    /** What was written of the citizen's part; empty if nothing was. */
    public static Optional<Fact> handled(OpenTransaction transaction, Use use) {
        return transaction.last(use.step()).map(entry -> Fact.valueOf(entry.demand("fact")));
    }
}
