package org.zizhu.bench.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.bench.panel.Gadget;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.cabinet.Cabinet;
import org.zizhu.drivers.cabinet.Wiring;
import org.zizhu.drivers.emulator.EmulatedLine;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.receipt.Receipt;
import org.zizhu.drivers.receipt.ReceiptPrinter;
import org.zizhu.drivers.receipt.emulator.EscPosEmulator;
import org.zizhu.drivers.serial.emulator.PseudoTerminal;

/** A slip that the printer on the table has given out is brought again from the panel. */
@Timeout(90)
class ReceiptPrinterGadgetTest {

    private static final Duration LONG = Duration.ofSeconds(40);

    private static final String SLIP = "ZZS:0a1b2c3d-0000-4000-8000-000000000000";

    @TempDir
    Path folder;

    private final List<String> scanned = new ArrayList<>();
    private EscPosEmulator emulator;
    private Gadget gadget;
    private Cabinet cabinet;
    private ReceiptPrinter printer;

    @BeforeEach
    void wireIt() throws Exception {
        Path line = folder.resolve("line");
        emulator = new EscPosEmulator(
                        new EmulatedLine(
                                PseudoTerminal.at(line),
                                EmulatedLine.UNPACED,
                                Imperfection.IDEAL,
                                new SplittableRandom(1)),
                        EscPosEmulator.Model.CUSTOM)
                .start();
        gadget = new ReceiptPrinterGadget(emulator, scanned::add);
        Path wiring = Files.writeString(
                folder.resolve("cabinet.yaml"),
                "devices:\n  - { name: receipt-printer, driver: esc-pos, port: \"%s\", presenter: custom }\n"
                        .formatted(line));
        cabinet = Wiring.read(wiring, InstantSource.system());
        printer = cabinet.receiptPrinter().orElseThrow();
        CountDownLatch ready = new CountDownLatch(1);
        printer.onStatus(status -> {
            if (status.usable()) {
                ready.countDown();
            }
        });
        cabinet.start();
        assertTrue(ready.await(LONG.toSeconds(), TimeUnit.SECONDS));
    }

    @AfterEach
    void clear() {
        cabinet.close();
        emulator.close();
    }

    @Test
    void codeOfTheSlip_isHeldToTheScanner() throws Exception {
        print(new Receipt.Title("请保留此凭条"), new Receipt.QrCode(SLIP, "扫码办理"));
        assertInstanceOf(Gadget.Outcome.Done.class, gadget.press("show-code", ""));
        assertEquals(List.of(SLIP), scanned);
    }

    @Test
    void receiptWithoutACode_hasNothingForTheScanner() throws Exception {
        print(new Receipt.Title("未办结凭条"), new Receipt.Field("办件编号", "0A1B2C3D"));
        assertInstanceOf(Gadget.Outcome.Refused.class, gadget.press("show-code", ""));
        assertEquals(List.of(), scanned);
    }

    private void print(Receipt.Part... parts) throws Exception {
        assertInstanceOf(
                Completion.Success.class,
                printer.print(new Receipt(List.of(parts)), LONG).get(60, TimeUnit.SECONDS));
    }
}
