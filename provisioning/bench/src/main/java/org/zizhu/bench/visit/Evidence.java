package org.zizhu.bench.visit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.zizhu.bench.pilot.Account;
import org.zizhu.bench.pilot.Errand;
import org.zizhu.bench.table.Table;
import org.zizhu.kiosk.journal.Journal;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a visit has left: on paper, in the journal, and in the citizen's account; written down as files.
 *
 * @param wrong what is not as it should be, in words; empty when all is well
 */
public record Evidence(Summary summary, List<String> wrong) {

    /**
     * The file {@code summary.json}.
     *
     * @param outcome {@code done}, or what kept the citizen from it
     * @param pagesExpected pages of the PDF that the printer received; 0 when nothing had to be printed
     * @param pagesCompleted pages that came out
     * @param taken whether nothing that came out lies in the kiosk any more
     * @param openTransactions of the journal
     * @param unsentMessages which the platform has not acknowledged yet
     * @param milliseconds how long each screen was shown, in order
     * @param touches from lifting the finger to the next frame that differs
     */
    public record Summary(
            String outcome,
            String item,
            int pagesExpected,
            int pagesCompleted,
            boolean taken,
            int openTransactions,
            long unsentMessages,
            List<Account.Step> milliseconds,
            List<Account.Touch> touches) {}

    /** Writes {@code certificate.pdf}, {@code statement.pdf}, {@code extract.pdf} or {@code licence.pdf}, {@code receipt.png}, {@code journal.txt} and {@code summary.json}. */
    public static Evidence gather(Table table, Errand errand, Account account, Path folder) throws IOException {
        boolean onBlank = errand.item().equals("licence");
        Optional<byte[]> document = onBlank
                ? table.blankPrinter().printer().lastDocument()
                : table.documentPrinter().lastDocument();
        int pagesExpected = 0;
        if (document.isPresent()) {
            String name = errand.item().equals("query") ? "statement.pdf" : errand.item() + ".pdf";
            Files.write(folder.resolve(name), document.get());
            pagesExpected = pages(document.get());
        }
        Optional<byte[]> receipt = table.receiptPrinter().lastReceiptPng();
        if (receipt.isPresent()) {
            Files.write(folder.resolve("receipt.png"), receipt.get());
        }
        boolean taken = table.documentPrinter().sheetsInOutputTray() == 0
                && table.blankPrinter().onTheWay().isEmpty()
                && table.receiptPrinter().cuts()
                        == table.receiptPrinter().taken()
                                + table.receiptPrinter().retracted();
        int open;
        long unsent;
        try (Journal journal =
                Journal.open(table.unit().resolve("data").resolve("journal.db"), InstantSource.system())) {
            Files.write(folder.resolve("journal.txt"), journal.listing());
            open = journal.open().size();
            unsent = journal.waitingMessages();
        }
        Summary summary = new Summary(
                account.outcome(),
                errand.catalogueItem(),
                pagesExpected,
                onBlank ? table.blankPrinter().taken().size() : table.pagesCompleted(),
                taken,
                open,
                unsent,
                account.steps(),
                account.touches());
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(folder.resolve("summary.json"), json.writeValueAsString(summary) + "\n");
        return new Evidence(summary, wrong(errand, summary));
    }

    private static int pages(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        }
    }

    private static List<String> wrong(Errand errand, Summary summary) {
        List<String> wrong = new ArrayList<>();
        if (!summary.outcome().equals(Account.DONE)) {
            wrong.add(summary.outcome());
        }
        if (Set.of("certificate", "statement", "extract", "licence").contains(errand.item())
                && summary.pagesExpected() == 0) {
            wrong.add("no " + errand.item() + " was printed");
        }
        if (summary.pagesCompleted() != summary.pagesExpected()) {
            wrong.add(summary.pagesCompleted() + " of " + summary.pagesExpected() + " pages came out");
        }
        if (!summary.taken()) {
            wrong.add("paper was left in the kiosk");
        }
        if (summary.openTransactions() > 0) {
            wrong.add(summary.openTransactions() + " transactions are open in the journal");
        }
        return wrong;
    }

    public boolean good() {
        return wrong.isEmpty();
    }

    /** The result for people. */
    public String sentence() {
        long seconds = summary.milliseconds().stream()
                        .mapToLong(Account.Step::milliseconds)
                        .sum()
                / 1000;
        return good()
                ? "done in " + seconds + " s: " + summary.pagesCompleted() + " of " + summary.pagesExpected()
                        + " pages printed and taken, nothing left open"
                : "NOT done: " + String.join("; ", wrong);
    }
}
