package org.zizhu.drivers.document.ipp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.zizhu.drivers.document.ipp.PrinterBench.FAST;
import static org.zizhu.drivers.document.ipp.PrinterBench.PATIENCE;
import static org.zizhu.drivers.document.ipp.PrinterBench.SLOW;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.document.DocumentPrinter.PrintRequest;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.drivers.document.emulator.PrinterEvent;

/** The kiosk has died after "I am about to print", and asks in its next life. */
class WhatBecameOfTest {

    @Test
    void jobThatEndedMeanwhile_isFoundByItsName() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            UUID job = UUID.randomUUID();
            Instant intendedAt = Instant.now();
            PrinterBench.end(bench.print(new PrintRequest(job, Pdf.ofPages(2), 2, false), PATIENCE));

            assertEquals(new PrintEnd.Printed(2), bench.whatBecameOf(job, 2, intendedAt));
            assertEquals(2, bench.emulator.takeSheets(), "asking prints nothing");
        }
    }

    @Test
    void jobStillUnderWay_isFollowedToItsEnd() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(SLOW)) {
            UUID job = UUID.randomUUID();
            Instant intendedAt = Instant.now();
            CompletableFuture<PrinterEvent> firstPage = bench.page(1);
            CompletableFuture<Completion<PrintEnd>> lastWords =
                    bench.print(new PrintRequest(job, Pdf.ofPages(3), 3, false), PATIENCE);
            PrinterBench.await(firstPage);
            bench.printer.close();
            assertEquals(FailureCode.CANCELLED, PrinterBench.failure(lastWords).code());

            try (IppPrinter nextLife = PrinterBench.driverFor(bench.emulator.uri())) {
                nextLife.start();
                PrinterBench.awaitStatus(nextLife, DeviceStatus::usable);

                PrintEnd end = PrinterBench.end(nextLife.whatBecameOf(job, 3, intendedAt, PATIENCE));

                assertEquals(new PrintEnd.Printed(3), end);
                assertEquals(3, bench.emulator.takeSheets());
            }
        }
    }

    @Test
    void jobStuckWithoutPaper_isCancelled_soThatRefillingPrintsNothing() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(SLOW)) {
            UUID job = UUID.randomUUID();
            Instant intendedAt = Instant.now();
            CompletableFuture<PrinterEvent> firstPage = bench.page(1);
            bench.emulator.emptyAfterPage(1);
            CompletableFuture<Completion<PrintEnd>> lastWords =
                    bench.print(new PrintRequest(job, Pdf.ofPages(3), 3, false), PATIENCE);
            PrinterBench.await(firstPage);
            bench.printer.close();
            assertEquals(FailureCode.CANCELLED, PrinterBench.failure(lastWords).code());

            try (IppPrinter nextLife = PrinterBench.driverFor(bench.emulator.uri())) {
                nextLife.start();
                PrinterBench.awaitStatus(nextLife, status -> status.reasons().contains("media-empty"));

                PrintEnd end = PrinterBench.end(nextLife.whatBecameOf(job, 3, intendedAt, PATIENCE));

                assertTrue(end instanceof PrintEnd.Partly partly && partly.pagesCompleted() == 1, end::toString);
                bench.emulator.loadPaper(100);
                PrinterBench.awaitStatus(nextLife, DeviceStatus::usable);
                assertEquals(1, bench.emulator.takeSheets());
            }
        }
    }

    @Test
    void jobThatNeverArrived_isCertainlyNotPrinted() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            assertEquals(
                    new PrintEnd.NotPrinted("never-arrived"),
                    bench.whatBecameOf(UUID.randomUUID(), 1, Instant.now().minusSeconds(20)));
        }
    }

    @Test
    void oldIntent_withAnOlderJobStillInTheHistory_neverArrived() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            bench.printed(1);
            bench.emulator.upFor(Duration.ofMinutes(140));

            assertEquals(
                    new PrintEnd.NotPrinted("never-arrived"),
                    bench.whatBecameOf(UUID.randomUUID(), 1, Instant.now().minusSeconds(600)));
        }
    }

    @Test
    void oldIntent_andAHistoryThatDoesNotReachBack_isUnknown() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            assertEquals(
                    new PrintEnd.Unknown(0, 1, "job-history-too-short"),
                    bench.whatBecameOf(UUID.randomUUID(), 1, Instant.now().minusSeconds(600)));
        }
    }

    @Test
    void printerRestartedSince_hasForgotten_isUnknown() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            UUID job = UUID.randomUUID();
            Instant intendedAt = Instant.now();
            PrinterBench.end(bench.print(new PrintRequest(job, Pdf.ofPages(1), 1, false), PATIENCE));
            bench.emulator.restart();

            assertEquals(new PrintEnd.Unknown(0, 1, "printer-restarted"), bench.whatBecameOf(job, 1, intendedAt));
        }
    }

    /** Each answer is late, and that of its age is the first: it is not taken for younger than it is by all of them. */
    @Test
    void slowPrinter_isNotTakenForARestartedOne() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            bench.emulator.upFor(Duration.ofSeconds(6));
            Instant intendedAt = Instant.now();
            bench.emulator.answerAfter(Duration.ofSeconds(2));

            assertEquals(
                    new PrintEnd.NotPrinted("never-arrived"), bench.whatBecameOf(UUID.randomUUID(), 1, intendedAt));
        }
    }
}
