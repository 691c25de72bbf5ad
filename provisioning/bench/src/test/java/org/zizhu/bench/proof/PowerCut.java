package org.zizhu.bench.proof;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Witness;

/**
 * Where a kiosk's process loses its power: at once and without a word, as a killed one does. Written as {@code never},
 * {@code entry:5} (right after the fifth journal entry), {@code before:7} and {@code after:7} (around the seventh commit of the journal's file), or
 * {@code count}, which cuts nothing and tells of each commit.
 */
final class PowerCut implements Witness {

    /** How a line begins that tells of a commit, or of the entry that it has made durable. */
    static final String COMMIT = "@commit";

    private static final int KILLED = 137;

    private final String kind;
    private final int at;
    private final PrintStream out;
    private final AtomicInteger entries = new AtomicInteger();
    private final AtomicInteger commits = new AtomicInteger();

    PowerCut(String spec, PrintStream out) {
        String[] parts = spec.split(":", -1);
        this.kind = parts[0];
        this.at = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
        this.out = out;
    }

    @Override
    public void commits() {
        if (commits.incrementAndGet() == at && kind.equals("before")) {
            cut();
        }
    }

    @Override
    public void committed() {
        if (commits.get() == at && kind.equals("after")) {
            cut();
        }
        if (kind.equals("count")) {
            out.println(COMMIT + "\t");
        }
    }

    @Override
    public void appended(Entry entry) {
        if (entries.incrementAndGet() == at && kind.equals("entry")) {
            cut();
        }
        if (kind.equals("count")) {
            out.println(COMMIT + "\t" + entry.step() + " " + entry.phase());
        }
    }

    private static void cut() {
        Runtime.getRuntime().halt(KILLED);
    }
}
