package org.zizhu.drivers.document.ipp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.zizhu.drivers.document.ipp.PrinterBench.FAST;
import static org.zizhu.drivers.document.ipp.PrinterBench.PATIENCE;
import static org.zizhu.drivers.document.ipp.PrinterBench.SLOW;

import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.model.Operation;
import com.hp.jipp.model.Status;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.SupplyLevel;
import org.zizhu.drivers.document.DocumentPrinter.PrintRequest;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.drivers.document.emulator.IppPrinterEmulator;
import org.zizhu.drivers.document.emulator.LinkFault;
import org.zizhu.drivers.document.emulator.Personality;
import org.zizhu.drivers.document.emulator.PrinterEvent;
import org.zizhu.drivers.emulator.Imperfection;

/** What goes wrong while a job is on the printer, and how the driver tells it. */
class IppPrinterFaultsTest {

    // ---- its age

    @ParameterizedTest
    @EnumSource(Imperfection.class)
    void printerOfEachAge_printsOrTellsThatItIsNotKnown_andNeverPrintsTwice(Imperfection age) throws Exception {
        int pages = 2;
        int documents = 6;
        try (PrinterBench bench = PrinterBench.ready(FAST, age)) {
            List<PrinterEvent> out = new CopyOnWriteArrayList<>();
            bench.emulator.onEvent(out::add);
            for (int i = 0; i < documents; i++) {
                Completion<PrintEnd> told =
                        bench.print(pages, PATIENCE).get(PATIENCE.toSeconds() + 5, TimeUnit.SECONDS);
                // What a disturbed network leaves open is told as unknown or as refused, for people or for the next
                // look.
                assertTrue(
                        told.equals(Completion.success(new PrintEnd.Printed(pages)))
                                || age == Imperfection.WORN
                                || age == Imperfection.BROKEN,
                        () -> age + ": " + told);
            }
            long came = out.stream()
                    .filter(event -> event instanceof PrinterEvent.PageOut)
                    .count();
            assertTrue(came <= (long) documents * pages, () -> came + " pages of " + documents * pages);
        }
    }

    @Test
    void brokenPrinter_isTheSameFromTheSameSeed() throws Exception {
        assertEquals(answersOfABrokenOne(), answersOfABrokenOne());
    }

    /** Which of many questions it answers. */
    private static List<Boolean> answersOfABrokenOne() throws Exception {
        try (IppPrinterEmulator printer =
                new IppPrinterEmulator(0, FAST, Imperfection.BROKEN, new SplittableRandom(7))) {
            List<Boolean> answered = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                answered.add(answers(printer.uri()));
            }
            assertTrue(answered.contains(true) && answered.contains(false), answered::toString);
            return answered;
        }
    }

    private static boolean answers(URI printer) {
        try {
            IppPacket answer = new IppLink(printer)
                    .exchange(IppPacket.getPrinterAttributes(printer), new byte[0], Duration.ofSeconds(2));
            return answer.getStatus().equals(Status.successfulOk);
        } catch (IOException disturbed) {
            return false;
        }
    }

    // ---- the paper path

    @Test
    void outOfPaperAfterPageOne_cancelsTheRest_soThatRefillingPrintsNothing() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            bench.emulator.emptyAfterPage(1);

            assertEquals(new PrintEnd.Partly(1, 2, "media-empty"), bench.printed(2));
            DeviceStatus empty = bench.awaitStatus(status -> status.state() == DeviceState.USER_ERROR);
            assertEquals(SupplyLevel.OUT, empty.level(Supply.PAPER));

            bench.emulator.loadPaper(100);
            bench.awaitStatus(DeviceStatus::usable);
            assertEquals(new PrintEnd.Printed(1), bench.printed(1));
            assertEquals(2, bench.emulator.takeSheets(), "the spoiled sheet and the new one");
        }
    }

    @Test
    void trayOfThreeSheets_runsOutByCounting() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            bench.emulator.loadPaper(3);

            assertEquals(new PrintEnd.Partly(3, 5, "media-empty"), bench.printed(5));
        }
    }

    @Test
    void lastSheetOfTheTray_isEnoughForTheLastPage() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            bench.emulator.loadPaper(2);

            assertEquals(new PrintEnd.Printed(2), bench.printed(2));
            bench.awaitStatus(status -> status.reasons().contains("media-empty"));
        }
    }

    @Test
    void jamAfterPageOne_isPartlyPrinted_andTheDeviceSaysJammed() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            bench.emulator.jamAfterPage(1);

            assertEquals(new PrintEnd.Partly(1, 2, "media-jam"), bench.printed(2));
            bench.awaitStatus(status -> status.media() == MediaState.JAMMED);

            bench.emulator.jam(false);
            bench.awaitStatus(DeviceStatus::usable);
        }
    }

    @Test
    void doorOpenedWhilePrinting_stopsAndCancels() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(SLOW)) {
            CompletableFuture<PrinterEvent> firstPage = bench.page(1);
            CompletableFuture<Completion<PrintEnd>> answer = bench.print(3, PATIENCE);
            PrinterBench.await(firstPage);
            bench.emulator.openDoor();

            assertEquals(new PrintEnd.Partly(1, 3, "door-open"), PrinterBench.end(answer));
            bench.emulator.closeDoor();
            bench.awaitStatus(DeviceStatus::usable);
            assertEquals(1, bench.emulator.takeSheets(), "nothing came later by itself");
        }
    }

    @Test
    void printerThatNeverSaysStopped_isTakenAsStopped_whenNoPageComesAnyMore() throws Exception {
        Personality coy = FAST.withoutSayingStopped();
        try (PrinterBench bench = PrinterBench.ready(coy)) {
            bench.emulator.emptyAfterPage(1);

            assertEquals(new PrintEnd.Partly(1, 2, "media-empty"), bench.printed(2));
        }
    }

    @Test
    void completedWithoutAPage_isNotPrinted() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            bench.emulator.completeNextWithoutPages();

            assertEquals(new PrintEnd.NotPrinted("completed-with-wrong-page-count"), bench.printed(1));
        }
    }

    @Test
    void documentThatIsNoPdf_completesWithNoPage_andIsNotPrinted() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            byte[] broken = "%PDF-1.4 and then nothing".getBytes(StandardCharsets.US_ASCII);

            PrintEnd end =
                    PrinterBench.end(bench.print(new PrintRequest(UUID.randomUUID(), broken, 1, false), PATIENCE));

            assertEquals(new PrintEnd.NotPrinted("job-completed-with-errors"), end);
        }
    }

    @Test
    void fewerPagesThanExpected_isPartly_thoughThePrinterIsContent() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            PrintRequest request = new PrintRequest(UUID.randomUUID(), Pdf.ofPages(1), 2, false);

            assertEquals(
                    new PrintEnd.Partly(1, 2, "completed-with-wrong-page-count"),
                    PrinterBench.end(bench.print(request, PATIENCE)));
        }
    }

    // ---- the caller

    @Test
    void cancelledByTheCaller_isCancelledOnThePrinterToo() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(SLOW)) {
            UUID job = UUID.randomUUID();
            CompletableFuture<PrinterEvent> firstPage = bench.page(1);
            CompletableFuture<Completion<PrintEnd>> answer =
                    bench.print(new PrintRequest(job, Pdf.ofPages(20), 20, false), PATIENCE);
            PrinterBench.await(firstPage);

            bench.printer.cancel();

            assertEquals(FailureCode.CANCELLED, PrinterBench.failure(answer).code());
            PrintEnd end = bench.whatBecameOf(job, 20, Instant.now());
            assertTrue(end instanceof PrintEnd.Partly partly && partly.pagesCompleted() < 5, end::toString);
        }
    }

    @Test
    void deadlineTooShort_cancelsTheRest_andTellsWhatCame() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(SLOW)) {
            PrintEnd end = PrinterBench.end(bench.print(20, Duration.ofSeconds(6)));

            assertTrue(
                    end instanceof PrintEnd.Partly partly
                            && partly.pagesCompleted() < 8
                            && partly.reason().equals("time-out"),
                    end::toString);
            bench.awaitStatus(status -> status.state() == DeviceState.ONLINE);
        }
    }

    // ---- power and network

    @Test
    void unpluggedMidJob_andPluggedAgain_stillCountsAllPages() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(SLOW)) {
            CompletableFuture<PrinterEvent> firstPage = bench.page(1);
            CompletableFuture<PrinterEvent> secondPage = bench.page(2);
            CompletableFuture<Completion<PrintEnd>> answer = bench.print(3, PATIENCE);
            PrinterBench.await(firstPage);
            bench.emulator.unplugNetwork();
            PrinterBench.await(secondPage);
            bench.awaitStatus(status -> status.state() == DeviceState.POWER_OFF);
            bench.emulator.plugNetwork();

            assertEquals(new PrintEnd.Printed(3), PrinterBench.end(answer));
        }
    }

    @Test
    void unpluggedMidJobForGood_isUnknown_byTheDeadline() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(SLOW)) {
            CompletableFuture<PrinterEvent> firstPage = bench.page(1);
            CompletableFuture<Completion<PrintEnd>> answer = bench.print(2, Duration.ofSeconds(6));
            PrinterBench.await(firstPage);
            bench.emulator.unplugNetwork();

            PrintEnd end = PrinterBench.end(answer);

            assertTrue(
                    end instanceof PrintEnd.Unknown unknown && unknown.reason().equals("contact-lost"), end::toString);
        }
    }

    @Test
    void restartedMidJob_isUnknown_evenIfTheSameJobIdIsInUseAgain() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(SLOW)) {
            CompletableFuture<PrinterEvent> firstPage = bench.page(1);
            CompletableFuture<Completion<PrintEnd>> answer = bench.print(5, PATIENCE);
            PrinterBench.await(firstPage);
            bench.emulator.unplugNetwork();
            bench.awaitStatus(status -> status.state() == DeviceState.POWER_OFF);
            bench.emulator.restart();
            bench.emulator.plugNetwork();

            PrintEnd end = PrinterBench.end(answer);

            assertTrue(
                    end instanceof PrintEnd.Unknown unknown && unknown.reason().equals("printer-restarted"),
                    end::toString);
        }
    }

    @Test
    void switchedOffMidJob_isUnknown_onceItIsBack() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(SLOW)) {
            CompletableFuture<PrinterEvent> firstPage = bench.page(1);
            CompletableFuture<Completion<PrintEnd>> answer = bench.print(3, PATIENCE);
            PrinterBench.await(firstPage);
            bench.emulator.powerOff();
            bench.awaitStatus(status -> status.state() == DeviceState.POWER_OFF);
            bench.emulator.powerOn();

            PrintEnd end = PrinterBench.end(answer);

            assertTrue(
                    end instanceof PrintEnd.Unknown unknown && unknown.reason().equals("printer-restarted"),
                    end::toString);
        }
    }

    @Test
    void printerGoneBeforeTheJobIsMade_certainlyHasNotGotIt() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            bench.emulator.loseRequest(Operation.createJob);

            assertEquals(
                    new Completion.Failed<>(FailureCode.NOT_READY, "link-lost"),
                    PrinterBench.failure(bench.print(1, PATIENCE)));
        }
    }

    @Test
    void answerToTheDocumentLost_isSettledByTheJobItself() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            bench.emulator.loseAnswer(Operation.sendDocument);

            assertEquals(new PrintEnd.Printed(2), bench.printed(2));
        }
    }

    @Test
    void documentCutOff_leavesAWaitingJob_whichIsCancelled() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            bench.emulator.loseRequest(Operation.sendDocument);

            assertEquals(new PrintEnd.NotPrinted("document-not-delivered"), bench.printed(2));
        }
    }

    @Test
    void answerToPrintJobLost_findsTheJobByItsName() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(Personality.PLAIN_LASER.withPerPage(FAST.perPage()))) {
            bench.emulator.loseAnswer(Operation.printJob);

            assertEquals(new PrintEnd.Printed(2), bench.printed(2));
        }
    }

    @Test
    void requestOfPrintJobLost_isFoundNotToHaveArrived() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(Personality.PLAIN_LASER.withPerPage(FAST.perPage()))) {
            bench.emulator.loseRequest(Operation.printJob);

            assertEquals(new PrintEnd.NotPrinted("never-arrived"), bench.printed(2));
        }
    }

    @Test
    void garbledAnswersForAWhile_doNotChangeWhatCameOut() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(SLOW)) {
            CompletableFuture<PrinterEvent> firstPage = bench.page(1);
            CompletableFuture<PrinterEvent> secondPage = bench.page(2);
            CompletableFuture<Completion<PrintEnd>> answer = bench.print(3, PATIENCE);
            PrinterBench.await(firstPage);
            bench.emulator.misbehave(LinkFault.GARBAGE);
            PrinterBench.await(secondPage);
            bench.emulator.misbehave(LinkFault.NONE);

            assertEquals(new PrintEnd.Printed(3), PrinterBench.end(answer));
        }
    }
}
