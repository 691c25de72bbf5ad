package org.zizhu.kiosk.journal;

import java.util.List;
import java.util.Optional;

/** A transaction that is not settled yet, with all that the journal says of it, oldest first. */
public record OpenTransaction(String id, String item, List<Entry> entries) {

    public OpenTransaction {
        entries = List.copyOf(entries);
    }

    /** The last word on a step. */
    public Optional<Entry> last(Entry.Step step) {
        return entries.stream().filter(entry -> entry.step() == step).reduce((earlier, later) -> later);
    }

    /** The last entry of a step in a phase. */
    public Optional<Entry> last(Entry.Step step, Phase phase) {
        return entries.stream()
                .filter(entry -> entry.step() == step && entry.phase() == phase)
                .reduce((earlier, later) -> later);
    }
}
