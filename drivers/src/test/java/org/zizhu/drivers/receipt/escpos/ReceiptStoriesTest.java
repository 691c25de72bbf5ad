package org.zizhu.drivers.receipt.escpos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.zizhu.drivers.receipt.escpos.PrinterOnTheBench.LONG;
import static org.zizhu.drivers.receipt.escpos.PrinterOnTheBench.assertFailed;
import static org.zizhu.drivers.receipt.escpos.PrinterOnTheBench.end;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.SupplyLevel;
import org.zizhu.drivers.emulator.LineFault;
import org.zizhu.drivers.receipt.Receipt;
import org.zizhu.drivers.receipt.ReceiptPrinter.Presented;
import org.zizhu.drivers.receipt.Receipts;
import org.zizhu.drivers.receipt.emulator.EscPosEmulator.Model;

/** What happens to receipts, over a real pseudo terminal. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class ReceiptStoriesTest {

    private static final Completion<Presented> SEEN = Completion.success(new Presented(true));
    private static final Completion<Presented> NOT_SENSED = Completion.success(new Presented(false));

    @TempDir
    Path folder;

    @Test
    void receiptIsPrintedPresentedAndTaken() throws Exception {
        try (PrinterOnTheBench bench = PrinterOnTheBench.with(folder, Model.CUSTOM)) {
            assertEquals(SEEN, bench.print(Receipts.certificate()));

            assertEquals(MediaState.PRESENT, bench.printer.status().media());
            assertEquals(1, bench.paper.receipts().size());
            assertTrue(bench.paper.take());

            bench.await(status -> status.media() == MediaState.NOT_PRESENT);
            assertEquals(0, bench.paper.bytesLost());
            keepForTheEye(bench);
        }
    }

    @Test
    void qrCodeOnThePaperIsReadBack() throws Exception {
        try (PrinterOnTheBench bench = PrinterOnTheBench.with(folder, Model.EPSON)) {
            assertEquals(NOT_SENSED, bench.print(Receipts.certificate()));

            BufferedImage paper = bench.paper.lastReceipt().orElseThrow();

            assertEquals(List.of(Receipts.VERIFY), qrCodesOn(paper));
        }
    }

    @Test
    void receiptNobodyTookIsRetracted() throws Exception {
        try (PrinterOnTheBench bench = PrinterOnTheBench.with(folder, Model.CUSTOM)) {
            assertEquals(SEEN, bench.print(Receipts.small("甲")));

            assertEquals(SEEN, end(bench.printer.retract(LONG)));

            assertEquals(MediaState.RETRACTED, bench.printer.status().media());
            assertEquals(1, bench.paper.retracted());
            assertFalse(bench.paper.take());
        }
    }

    @Test
    void receiptLeftByTheLastCitizen_isDrawnInBeforeTheNextIsPrinted() throws Exception {
        try (PrinterOnTheBench bench = PrinterOnTheBench.with(folder, Model.CUSTOM)) {
            bench.print(Receipts.small("甲"));

            assertEquals(SEEN, bench.print(Receipts.small("乙")));

            assertEquals(1, bench.paper.retracted());
            assertTrue(bench.paper.take());
            assertEquals(1, bench.paper.taken());
        }
    }

    @Test
    void retractWithNothingPresented_isASequenceError() throws Exception {
        try (PrinterOnTheBench bench = PrinterOnTheBench.with(folder, Model.CUSTOM)) {
            assertFailed(FailureCode.SEQUENCE_ERROR, "nothing-presented", end(bench.printer.retract(LONG)));
        }
    }

    @Test
    void printerWithoutPresenter_cannotTellWhetherThePaperWasTaken() throws Exception {
        try (PrinterOnTheBench bench = PrinterOnTheBench.with(folder, Model.EPSON)) {
            assertEquals(NOT_SENSED, bench.print(Receipts.small("甲")));

            assertEquals(MediaState.UNKNOWN, bench.printer.status().media());
            assertFailed(FailureCode.UNSUPPORTED, "no-presenter", end(bench.printer.retract(LONG)));
        }
    }

    @Test
    void rollNearItsEnd_isReportedAndStillPrints() throws Exception {
        try (PrinterOnTheBench bench = PrinterOnTheBench.with(folder, Model.EPSON)) {
            bench.paper.rollEndsAfter(3_000);

            DeviceStatus low = bench.await(status -> status.level(Supply.RECEIPT_ROLL) == SupplyLevel.LOW);

            assertEquals(List.of("media-low"), low.reasons());
            assertEquals(NOT_SENSED, bench.print(Receipts.small("甲")));
        }
    }

    @Test
    void coverOpen_printsNothing() throws Exception {
        try (PrinterOnTheBench bench = PrinterOnTheBench.with(folder, Model.EPSON)) {
            bench.paper.coverOpen(true);

            assertFailed(FailureCode.NOT_READY, "cover-open", bench.print(Receipts.small("甲")));

            assertEquals(0, bench.paper.rowsSinceCut());
            bench.awaitState(DeviceState.USER_ERROR);
            bench.paper.coverOpen(false);
            bench.awaitState(DeviceState.ONLINE);
        }
    }

    @Test
    void rollOutMidway_restIsNeverPrinted_andWhatCameOutIsDrawnInAfterTheRefill() throws Exception {
        try (PrinterOnTheBench bench = PrinterOnTheBench.with(folder, Model.CUSTOM)) {
            bench.paper.rollEndsAfter(400);

            assertFailed(FailureCode.HARDWARE_ERROR, "media-empty", bench.print(Receipts.certificate()));

            assertEquals(400, bench.paper.rowsSinceCut());
            DeviceStatus empty = bench.awaitState(DeviceState.USER_ERROR);
            assertEquals(SupplyLevel.OUT, empty.level(Supply.RECEIPT_ROLL));

            bench.paper.newRoll();
            bench.awaitState(DeviceState.ONLINE);

            assertEquals(1, bench.paper.retracted());
            assertEquals(1, bench.paper.receipts().size());
            assertEquals(400 + 100, bench.paper.lastReceipt().orElseThrow().getHeight());
            assertFalse(bench.paper.take());

            assertEquals(SEEN, bench.print(Receipts.small("乙")));
            assertTrue(bench.paper.take());
        }
    }

    @Test
    void coverOpenedMidway_isAHardwareError() throws Exception {
        try (PrinterOnTheBench bench = new PrinterOnTheBench(folder, Model.EPSON, 115_200)) {
            bench.printer.start();
            bench.awaitState(DeviceState.ONLINE);
            CompletableFuture<Completion<Presented>> printing = bench.printer.print(Receipts.certificate(), LONG);
            awaitRows(bench, 100);

            bench.paper.coverOpen(true);

            assertFailed(FailureCode.HARDWARE_ERROR, "cover-open", end(printing));
            bench.paper.coverOpen(false);
            bench.awaitState(DeviceState.ONLINE);
            assertEquals(0, bench.paper.rowsSinceCut());
        }
    }

    @Test
    void cutterJamsAtTheCut_needsStaff() throws Exception {
        try (PrinterOnTheBench bench = PrinterOnTheBench.with(folder, Model.EPSON)) {
            bench.paper.cutterJamsAtNextCut();

            assertFailed(FailureCode.HARDWARE_ERROR, "cutter-error", bench.print(Receipts.small("甲")));

            bench.awaitState(DeviceState.HARDWARE_ERROR);
            bench.paper.cutterError(false);
            bench.awaitState(DeviceState.ONLINE);
            assertEquals(0, bench.paper.rowsSinceCut());
        }
    }

    @Test
    void hotHead_isOfflineUntilItHasCooledDown() throws Exception {
        try (PrinterOnTheBench bench = PrinterOnTheBench.with(folder, Model.CUSTOM)) {
            bench.paper.headHot(true);

            DeviceStatus hot = bench.awaitState(DeviceState.OFFLINE);

            assertEquals(List.of("head-over-temperature"), hot.reasons());
            bench.paper.headHot(false);
            bench.awaitState(DeviceState.ONLINE);
        }
    }

    @Test
    void headGetsHotMidway_printingGoesOnWhenItHasCooledDown() throws Exception {
        try (PrinterOnTheBench bench = new PrinterOnTheBench(folder, Model.EPSON, 115_200)) {
            bench.printer.start();
            bench.awaitState(DeviceState.ONLINE);
            CompletableFuture<Completion<Presented>> printing = bench.printer.print(Receipts.certificate(), LONG);
            awaitRows(bench, 100);

            bench.paper.headHot(true);
            await(() -> bench.printer.wireLog().entries().toString().contains("RealTime[bits=82]"));
            assertFalse(printing.isDone());
            bench.paper.headHot(false);

            assertEquals(NOT_SENSED, end(printing));
            assertEquals(
                    List.of(Receipts.VERIFY),
                    qrCodesOn(bench.paper.lastReceipt().orElseThrow()));
        }
    }

    @Test
    void receiptThatDoesNotComeOut_isNotCalledPresented() throws Exception {
        try (PrinterOnTheBench bench = PrinterOnTheBench.with(folder, Model.CUSTOM)) {
            bench.paper.presenterStuck(true);

            assertFailed(FailureCode.HARDWARE_ERROR, "not-presented", bench.print(Receipts.small("甲")));

            bench.paper.presenterStuck(false);
            bench.awaitState(DeviceState.ONLINE);
            assertEquals(SEEN, bench.print(Receipts.small("乙")));
            assertTrue(bench.paper.take());
        }
    }

    @Test
    void receiptThatCannotBeDrawnIn_staysPresented_andNothingIsPrintedOverIt() throws Exception {
        try (PrinterOnTheBench bench = PrinterOnTheBench.with(folder, Model.CUSTOM)) {
            bench.print(Receipts.small("甲"));
            bench.paper.presenterStuck(true);

            assertFailed(FailureCode.HARDWARE_ERROR, "not-retracted", end(bench.printer.retract(LONG)));

            assertEquals(MediaState.PRESENT, bench.printer.status().media());
            assertFailed(FailureCode.NOT_READY, "not-retracted", bench.print(Receipts.small("乙")));
            assertEquals(1, bench.paper.receipts().size());
        }
    }

    @Test
    void silentPrinter_isSwitchedOff_andComesBack() throws Exception {
        try (PrinterOnTheBench bench = PrinterOnTheBench.with(folder, Model.EPSON)) {
            bench.paper.silent(true);

            DeviceStatus off = bench.awaitState(DeviceState.POWER_OFF);

            assertEquals(List.of("no-answer"), off.reasons());
            assertFailed(FailureCode.NOT_READY, "not-connected", bench.print(Receipts.small("甲")));
            bench.paper.silent(false);
            bench.awaitState(DeviceState.ONLINE);
            assertEquals(NOT_SENSED, bench.print(Receipts.small("甲")));
        }
    }

    @Test
    void garbageOnTheLine_isReported_andOvercome() throws Exception {
        try (PrinterOnTheBench bench = PrinterOnTheBench.with(folder, Model.CUSTOM)) {
            bench.paper.line().fault(LineFault.GARBAGE);

            bench.await(status -> !status.usable());

            bench.paper.line().heal();
            bench.awaitState(DeviceState.ONLINE);
            assertEquals(SEEN, bench.print(Receipts.small("甲")));
        }
    }

    @Test
    void unpluggedMidPrint_mayHavePrintedSomething_andTheRestNeverComesOut() throws Exception {
        try (PrinterOnTheBench bench = new PrinterOnTheBench(folder, Model.CUSTOM, 115_200)) {
            bench.printer.start();
            bench.awaitState(DeviceState.ONLINE);
            CompletableFuture<Completion<Presented>> printing = bench.printer.print(Receipts.certificate(), LONG);
            awaitRows(bench, 100);

            bench.paper.unplug();

            assertFailed(FailureCode.HARDWARE_ERROR, "link-lost", end(printing));
            bench.awaitState(DeviceState.NO_DEVICE);
            bench.paper.replug();
            bench.awaitState(DeviceState.ONLINE);
            assertEquals(1, bench.paper.retracted());
            assertEquals(0, bench.paper.rowsSinceCut());
            assertFalse(bench.paper.take());
        }
    }

    @Test
    void killedMidPrint_theNextStartDrawsInWhatHangsFromTheHead() throws Exception {
        try (PrinterOnTheBench bench = new PrinterOnTheBench(folder, Model.CUSTOM, 115_200)) {
            bench.printer.start();
            bench.awaitState(DeviceState.ONLINE);
            CompletableFuture<Completion<Presented>> printing = bench.printer.print(Receipts.certificate(), LONG);
            awaitRows(bench, 100);
            bench.printer.close();
            assertFailed(FailureCode.CANCELLED, "cancelled", end(printing));

            try (EscPosPrinter restarted = bench.anotherDriver()) {
                bench.follow(restarted);
                restarted.start();
                bench.awaitState(DeviceState.ONLINE);
            }

            assertEquals(1, bench.paper.retracted());
            assertEquals(0, bench.paper.rowsSinceCut());
        }
    }

    @Test
    void restartWithAReceiptInThePresenter_leavesItToTheKiosk() throws Exception {
        try (PrinterOnTheBench bench = PrinterOnTheBench.with(folder, Model.CUSTOM)) {
            bench.print(Receipts.small("甲"));
            bench.printer.close();

            try (EscPosPrinter restarted = bench.anotherDriver()) {
                bench.follow(restarted);
                restarted.start();
                bench.await(status -> status.media() == MediaState.PRESENT);
            }

            assertTrue(bench.paper.receiptInReach());
        }
    }

    @Test
    void cancelledMidPrint_whatCameOutIsDrawnIn() throws Exception {
        try (PrinterOnTheBench bench = new PrinterOnTheBench(folder, Model.CUSTOM, 115_200)) {
            bench.printer.start();
            bench.awaitState(DeviceState.ONLINE);
            CompletableFuture<Completion<Presented>> printing = bench.printer.print(Receipts.certificate(), LONG);
            awaitRows(bench, 100);

            bench.printer.cancel();

            assertFailed(FailureCode.CANCELLED, "cancelled", end(printing));
            bench.awaitState(DeviceState.ONLINE);
            assertEquals(1, bench.paper.retracted());
            assertEquals(0, bench.paper.rowsSinceCut());
        }
    }

    @Test
    void deadlineOverMidPrint_isATimeOut_andWhatCameOutIsDrawnIn() throws Exception {
        try (PrinterOnTheBench bench = new PrinterOnTheBench(folder, Model.CUSTOM, 57_600)) {
            bench.printer.start();
            bench.awaitState(DeviceState.ONLINE);

            Completion<Presented> ended = end(bench.printer.print(Receipts.certificate(), Duration.ofMillis(1_500)));

            assertFailed(FailureCode.TIME_OUT, "print-overdue", ended);
            bench.awaitState(DeviceState.ONLINE);
            assertEquals(0, bench.paper.rowsSinceCut());
        }
    }

    @Test
    void characterThatNoFontHas_isNeverPrintedAsABox() throws Exception {
        try (PrinterOnTheBench bench = PrinterOnTheBench.with(folder, Model.EPSON)) {
            // U+E815 is for private use: it once stood for a character in GB 18030-2000.
            assertFailed(FailureCode.INVALID_DATA, "glyph-missing", bench.print(Receipts.small("王\uE815")));

            assertEquals(0, bench.paper.rowsSinceCut());
        }
    }

    @Test
    void wireLogHoldsNothingOfTheReceipt() throws Exception {
        try (PrinterOnTheBench bench = PrinterOnTheBench.with(folder, Model.EPSON)) {
            bench.print(new Receipt(List.of(new Receipt.QrCode("AAAAAAAA", "BBBB"))));

            String log = bench.printer.wireLog().entries().toString();

            assertTrue(log.contains("1D 28 6B 0B 00 31 50 30 ··"), log);
            assertTrue(log.contains("1D 76 30 00"), log);
            assertFalse(log.contains("41 41 41 41"), log);
        }
    }

    @Test
    void selfTestTellsFieldStaffWhatItFound() throws Exception {
        try (PrinterOnTheBench bench = PrinterOnTheBench.with(folder, Model.CUSTOM)) {
            Completion<String> found = end(bench.printer.selfTest(LONG));

            assertEquals(
                    Completion.success("printer answers, cover closed, roll present, cutter and head without error,"
                            + " presenter empty, fonts complete"),
                    found);
        }
    }

    /** The paper is looked at by people too. */
    private static void keepForTheEye(PrinterOnTheBench bench) throws IOException {
        Path target = Path.of("target", "receipt-certificate.png");
        Files.createDirectories(target.getParent());
        Files.write(target, bench.paper.lastReceiptPng().orElseThrow());
    }

    private static void awaitRows(PrinterOnTheBench bench, int rows) {
        await(() -> bench.paper.rowsSinceCut() >= rows);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(end - System.nanoTime() > 0, "waited in vain");
            Thread.onSpinWait();
        }
    }

    private static List<String> qrCodesOn(BufferedImage image) throws NotFoundException {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        RGBLuminanceSource source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        Result[] results = new QRCodeMultiReader().decodeMultiple(new BinaryBitmap(new HybridBinarizer(source)));
        return List.of(results).stream().map(Result::getText).toList();
    }
}
