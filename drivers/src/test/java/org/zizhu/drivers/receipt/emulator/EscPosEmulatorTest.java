package org.zizhu.drivers.receipt.emulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.emulator.EmulatedLine;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.receipt.emulator.EscPosEmulator.Model;
import org.zizhu.drivers.serial.SerialLink;
import org.zizhu.drivers.serial.TtyPort;
import org.zizhu.drivers.serial.emulator.PseudoTerminal;

/** The emulated printer by itself: what a real one does with these bytes. */
@Timeout(30)
class EscPosEmulatorTest {

    private static final Duration ANSWER = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private EscPosEmulator printer;
    private SerialLink line;

    @AfterEach
    void switchOff() {
        line.close();
        printer.close();
    }

    @Test
    void statusIsAskedForInTheMiddleOfAJob_andAnsweredAtOnce() throws Exception {
        plugIn(Model.EPSON);

        // Two rows of one byte are promised; the question stands where the second one is awaited.
        send("1D 76 30 00 01 00 02 00 FF", "10 04 01");

        assertArrayEquals(hex("12"), receive(1));
    }

    @Test
    void questionInsideAPicture_isAnsweredAndStaysInThePicture() throws Exception {
        plugIn(Model.EPSON);

        send("1D 76 30 00 03 00 01 00", "10 04 04", "1D 72 01");

        assertArrayEquals(hex("12 00"), receive(2));
        assertEquals(1, printer.rowsSinceCut());
        assertTrue(inked(printer.hanging(), 3, 0));
    }

    @Test
    void printerIsAskedForItsName_andTellsIt_orIsSilent() throws Exception {
        plugIn(Model.EPSON);

        send("1D 49 43", "1D 49 45", "1D 72 01");

        assertArrayEquals(hex("5F 54 4D 2D 54 38 38 56 49 00 00"), receive(11));
    }

    @Test
    void unknownCommands_areSkipped() throws Exception {
        plugIn(Model.EPSON);

        send("1B 7A", "1D 28 4C 02 00 30 02", "1F", "1B 61 01", "10 14 01 00 01", "1D 72 01");

        assertArrayEquals(hex("00"), receive(1));
        assertEquals(0, printer.rowsSinceCut());
    }

    @Test
    void bytesThatAreNoCommand_areSeenOnThePaper() throws Exception {
        plugIn(Model.EPSON);

        send("41 42 43 0A", "1D 72 01");

        assertArrayEquals(hex("00"), receive(1));
        assertEquals(24, printer.rowsSinceCut());
        assertTrue(inked(printer.hanging(), 0, 0));
    }

    @Test
    void coverOpened_isToldUnasked_andTheBufferWaits() throws Exception {
        plugIn(Model.EPSON);
        send("1D 61 0F", "1D 72 01");
        assertArrayEquals(hex("00"), receive(1));

        printer.coverOpen(true);

        assertArrayEquals(hex("38 00 00 0F"), receive(4));
        send("1B 4A 10", "10 04 02");
        assertArrayEquals(hex("16"), receive(1));
        assertEquals(0, printer.rowsSinceCut());

        printer.coverOpen(false);

        assertArrayEquals(hex("10 00 00 0F"), receive(4));
        assertEquals(16, printer.rowsSinceCut());
    }

    @Test
    void clearedBuffer_isNeverPrinted() throws Exception {
        plugIn(Model.EPSON);
        printer.coverOpen(true);

        send("1B 4A 10", "10 14 08 01 03 14 01 06 02 08", "10 04 01");

        assertArrayEquals(hex("1A"), receive(1));
        printer.coverOpen(false);
        assertEquals(0, printer.rowsSinceCut());
    }

    @Test
    void rollEndsInTheMiddleOfABand() throws Exception {
        plugIn(Model.EPSON);
        printer.rollEndsAfter(2);

        send("1D 76 30 00 01 00 04 00 FF FF FF FF", "10 04 04");

        assertArrayEquals(hex("7E"), receive(1));
        assertEquals(2, printer.rowsSinceCut());
        printer.newRoll();
        assertEquals(4, printer.rowsSinceCut());
    }

    @Test
    void whatDoesNotFitIntoTheBuffer_isLost() throws Exception {
        plugIn(Model.EPSON);
        printer.coverOpen(true);

        line.write(new byte[5_000]);
        send("10 04 01");

        assertArrayEquals(hex("1A"), receive(1));
        assertEquals(5_000 + 3 - 4_096, printer.bytesLost());
    }

    @Test
    void presenterShowsTheTicketUntilItIsTaken() throws Exception {
        plugIn(Model.CUSTOM);
        send("1D 76 30 00 01 00 01 00 FF", "1B 69", "1D 72 01");
        assertArrayEquals(hex("00"), receive(1));
        assertFalse(printer.take());

        send("1D 65 03 08", "10 04 14");

        assertArrayEquals(hex("10 0F 20 00 00 00"), receive(6));
        assertTrue(printer.take());
        send("10 04 14");
        assertArrayEquals(hex("10 0F 00 00 00 00"), receive(6));
    }

    @Test
    void anyBytes_leaveThePrinterAlive() throws Exception {
        plugIn(Model.CUSTOM);
        Random noise = new Random(1899);
        byte[] any = new byte[1_000];
        for (int round = 0; round < 200; round++) {
            noise.nextBytes(any);
            line.write(any);
        }
        // Noise may have begun a command of 64 kB, or waits for a picture: clear, then ask.
        send("10 14 08 01 03 14 01 06 02 08", "1B 40");
        line.read(new byte[64_000], Duration.ZERO);

        send("1D 49 01 10 04 01");

        byte[] last = receive(1);
        assertEquals(0x12, last[0] & 0x93);
    }

    private void plugIn(Model model) throws IOException {
        Path path = folder.resolve("receipt");
        printer = new EscPosEmulator(
                        new EmulatedLine(
                                PseudoTerminal.at(path),
                                EmulatedLine.UNPACED,
                                Imperfection.IDEAL,
                                new SplittableRandom(1)),
                        model)
                .start();
        line = new TtyPort(path, 115_200).open();
    }

    private void send(String... commands) throws IOException {
        for (String command : commands) {
            line.write(hex(command));
        }
    }

    private byte[] receive(int count) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[64];
        while (all.size() < count) {
            int read = line.read(buffer, ANSWER);
            assertTrue(read > 0, "only " + HexFormat.of().formatHex(all.toByteArray()));
            all.write(buffer, 0, read);
        }
        return Arrays.copyOf(all.toByteArray(), Math.max(count, all.size()));
    }

    private static boolean inked(BufferedImage paper, int x, int y) {
        // The head begins 4 mm from the paper's edge.
        return paper.getRaster().getSample(32 + x, y, 0) == 0;
    }

    private static byte[] hex(String bytes) {
        return HexFormat.ofDelimiter(" ").parseHex(bytes);
    }
}
