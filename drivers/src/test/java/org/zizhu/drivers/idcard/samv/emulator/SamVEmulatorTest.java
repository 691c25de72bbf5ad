package org.zizhu.drivers.idcard.samv.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.idcard.SyntheticPeople;
import org.zizhu.drivers.idcard.samv.SamVStatus;
import org.zizhu.drivers.serial.SerialLink;
import org.zizhu.drivers.serial.TtyPort;

/** The emulated module as a host without our driver sees it: the standard's bytes in, the standard's bytes out. */
@Timeout(30)
class SamVEmulatorTest {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();
    private static final String RESET = "AA AA AA 96 69 00 03 10 FF EC";
    private static final String FIND = "AA AA AA 96 69 00 03 20 01 22";
    private static final String SELECT = "AA AA AA 96 69 00 03 20 02 21";
    private static final String READ = "AA AA AA 96 69 00 03 30 01 32";
    private static final String READ_WITH_FINGERPRINT = "AA AA AA 96 69 00 03 30 10 23";
    private static final String NEWEST_ADDRESS = "AA AA AA 96 69 00 03 30 03 30";

    private static final String OK = "AA AA AA 96 69 00 04 00 00 90 94";
    private static final String NO_CARD = "AA AA AA 96 69 00 04 00 00 80 84";
    private static final String CARD_FOUND = "AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97";
    private static final String SELECTED = "AA AA AA 96 69 00 0C 00 00 90 00 00 00 00 00 00 00 00 9C";
    private static final String SELECT_FAILED = "AA AA AA 96 69 00 04 00 00 81 85";
    private static final String READ_FAILED = "AA AA AA 96 69 00 04 00 00 41 45";
    private static final String NO_SUCH_ITEM = "AA AA AA 96 69 00 04 00 00 91 95";

    private static final EmulatedCard CARD = EmulatedCard.of(SyntheticPeople.RESIDENT);

    @TempDir
    Path dev;

    private SamVEmulator module;
    private SerialLink host;

    @BeforeEach
    void plugIn() throws IOException {
        module = SamVEmulator.instantAt(dev.resolve("reader"));
        host = new TtyPort(dev.resolve("reader"), 115200).open();
    }

    @AfterEach
    void unplug() {
        host.close();
        module.close();
    }

    @Test
    void withoutACard_nothingIsFoundSelectedOrRead() throws IOException {
        assertEquals(NO_CARD, ask(FIND));
        assertEquals(SELECT_FAILED, ask(SELECT));
        assertEquals(READ_FAILED, ask(READ));
        assertEquals(READ_FAILED, ask(NEWEST_ADDRESS));
    }

    @Test
    void card_isFoundUntilItIsSelected_andThenOnlyReadUntilTheFieldIsReset() throws IOException {
        module.insert(CARD);
        assertEquals(CARD_FOUND, ask(FIND));
        assertEquals(CARD_FOUND, ask(FIND));
        assertEquals(SELECTED, ask(SELECT));
        assertEquals(NO_CARD, ask(FIND));
        assertEquals(NO_SUCH_ITEM, ask(NEWEST_ADDRESS));
        assertTrue(ask(READ).startsWith("AA AA AA 96 69 05 08 00 00 90 01 00 04 00 "));
        assertEquals(OK, ask(RESET));
        assertEquals(CARD_FOUND, ask(FIND));
    }

    @Test
    void readings_haveTheStandardsLengths() throws IOException {
        for (int fingerprint : new int[] {0, 512, 1024}) {
            module.insert(CARD.withFingerprint(new byte[fingerprint]));
            ask(FIND);
            ask(SELECT);
            assertEquals(1295, HEX.parseHex(ask(READ)).length);
            assertEquals(1297 + fingerprint, HEX.parseHex(ask(READ_WITH_FINGERPRINT)).length);
        }
    }

    @Test
    void lineSettings_areTaken_andUnknownCommandsRefused() throws IOException {
        assertEquals(OK, ask("AA AA AA 96 69 00 03 60 04 67"));
        assertEquals(OK, ask("AA AA AA 96 69 00 04 61 FF 50 CA"));
        assertEquals("AA AA AA 96 69 00 04 00 00 21 25", ask("AA AA AA 96 69 00 03 77 01 75"));
    }

    @Test
    void requestWithAWrongChecksum_isAnsweredSo_andTheNextIsServed() throws IOException {
        assertEquals("AA AA AA 96 69 00 04 00 00 10 14", ask("AA AA AA 96 69 00 03 20 01 23"));
        assertEquals(NO_CARD, ask(FIND));
    }

    @Test
    void garbageBeforeARequest_isSkipped() throws IOException {
        assertEquals(NO_CARD, ask("00 FF AA AA 96 AA " + FIND));
    }

    @Test
    void moduleOutOfOrder_answersEverythingWithItsCondition() throws IOException {
        module.condition(SamVStatus.SELF_TEST_FAILED);
        assertEquals("AA AA AA 96 69 00 04 00 00 60 64", ask(RESET));
        assertEquals("AA AA AA 96 69 00 04 00 00 60 64", ask(FIND));
    }

    @Test
    void whatNoChipCouldHold_isNoCard() {
        assertThrows(IllegalArgumentException.class, () -> CARD.withText(new byte[255]));
        assertThrows(IllegalArgumentException.class, () -> CARD.withFingerprint(new byte[100]));
        assertThrows(IllegalArgumentException.class, () -> CARD.withNewestAddress("路".repeat(36)));
    }

    /** Sends the bytes and collects one frame by its length. */
    private String ask(String request) throws IOException {
        host.write(HEX.parseHex(request));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        while (answer.size() < 7 || answer.size() < frameBytes(answer.toByteArray())) {
            int count = host.read(buffer, Duration.ofSeconds(5));
            assertTrue(count > 0, "no answer");
            answer.write(buffer, 0, count);
        }
        return HEX.formatHex(answer.toByteArray());
    }

    private static int frameBytes(byte[] head) {
        return 7 + (((head[5] & 0xFF) << 8) | (head[6] & 0xFF));
    }
}
