package org.zizhu.drivers.receipt.escpos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.SupplyLevel;

/** What each status byte means, as the manufacturers' tables have it. */
class PrinterConditionTest {

    /** Answers to DLE EOT 1, 2, 3, 4. */
    @ParameterizedTest
    @CsvSource({
        "12 12 12 12, ONLINE,          FULL, ''",
        "16 12 12 12, ONLINE,          FULL, ''",
        "12 12 12 1E, ONLINE,          LOW,  media-low",
        "1A 32 12 7E, USER_ERROR,      OUT,  media-empty",
        "1A 12 12 72, USER_ERROR,      OUT,  media-empty",
        "1A 16 12 12, USER_ERROR,      FULL, cover-open",
        "1A 36 12 72, USER_ERROR,      OUT,  cover-open media-empty",
        "1A 52 1A 12, HARDWARE_ERROR,  FULL, cutter-error",
        "1A 52 32 12, HARDWARE_ERROR,  FULL, hardware-failure",
        "1A 52 16 12, HARDWARE_ERROR,  FULL, hardware-failure",
        "1A 52 52 12, OFFLINE,         FULL, head-over-temperature",
        "1A 52 12 12, HARDWARE_ERROR,  FULL, hardware-failure",
        "1A 1A 12 12, OFFLINE,         FULL, offline",
        "32 12 12 12, ONLINE,          FULL, ''"
    })
    void realTimeStatus(String bytes, DeviceState state, SupplyLevel roll, String reasons) {
        byte[] b = hex(bytes);

        assertSays(PrinterCondition.ofRealTime(b[0], b[1], b[2], b[3]), state, roll, reasons);
    }

    @ParameterizedTest
    @CsvSource({
        "10 00 00 0F, ONLINE,         FULL, ''",
        "14 00 00 0F, ONLINE,         FULL, ''",
        "10 00 03 0F, ONLINE,         LOW,  media-low",
        "18 00 0F 0F, USER_ERROR,     OUT,  media-empty",
        "38 00 00 0F, USER_ERROR,     FULL, cover-open",
        "18 08 00 0F, HARDWARE_ERROR, FULL, cutter-error",
        "18 20 00 0F, HARDWARE_ERROR, FULL, hardware-failure",
        "18 04 00 0F, HARDWARE_ERROR, FULL, hardware-failure",
        "18 40 00 0F, OFFLINE,        FULL, head-over-temperature",
        "58 00 00 0F, OFFLINE,        FULL, offline"
    })
    void automaticStatusBack(String bytes, DeviceState state, SupplyLevel roll, String reasons) {
        Answer.AutoStatus status = only(Answer.AutoStatus.class, hex(bytes));

        assertSays(PrinterCondition.of(status), state, roll, reasons);
    }

    @ParameterizedTest
    @CsvSource({
        "10 0F 00 00 00 00, ONLINE,         FULL, false, ''",
        "10 0F 20 00 00 00, ONLINE,         FULL, true,  ''",
        "10 0F 04 00 00 00, ONLINE,         LOW,  false, media-low",
        "10 0F 05 00 00 00, USER_ERROR,     OUT,  false, media-empty",
        "10 0F 00 01 00 00, USER_ERROR,     FULL, false, cover-open",
        "10 0F 00 02 00 00, USER_ERROR,     FULL, false, cover-open",
        "10 0F 00 00 01 00, OFFLINE,        FULL, false, head-over-temperature",
        "10 0F 00 00 08 00, OFFLINE,        FULL, false, head-over-temperature",
        "10 0F 20 00 40 00, USER_ERROR,     FULL, true,  media-jam",
        "10 0F 00 00 00 01, HARDWARE_ERROR, FULL, false, cutter-error",
        "10 0F 00 00 00 04, HARDWARE_ERROR, FULL, false, hardware-failure",
        "10 0F 00 00 00 08, HARDWARE_ERROR, FULL, false, hardware-failure",
        "10 0F 00 00 00 40, HARDWARE_ERROR, FULL, false, hardware-failure"
    })
    void fullStatusOfCustom(String bytes, DeviceState state, SupplyLevel roll, boolean ticketOut, String reasons) {
        Answer.FullStatus status = only(Answer.FullStatus.class, hex(bytes));

        PrinterCondition condition =
                PrinterCondition.ofRealTime(0x12, 0x12, 0x12, 0x12).and(status);

        assertSays(condition, state, roll, reasons);
        assertEquals(ticketOut, condition.ticketOut());
    }

    private static void assertSays(PrinterCondition condition, DeviceState state, SupplyLevel roll, String reasons) {
        DeviceStatus status = condition.status(MediaState.UNKNOWN);
        assertEquals(state, status.state());
        assertEquals(roll, status.level(Supply.RECEIPT_ROLL));
        assertEquals(reasons.isEmpty() ? List.of() : Arrays.asList(reasons.split(" ")), status.reasons());
        assertEquals(state == DeviceState.ONLINE, condition.ready());
    }

    private static <T extends Answer> T only(Class<T> type, byte[] bytes) {
        List<Answer> answers = new AnswerDecoder().decode(bytes, bytes.length);
        assertEquals(1, answers.size(), answers::toString);
        assertTrue(type.isInstance(answers.get(0)), answers::toString);
        return type.cast(answers.get(0));
    }

    private static byte[] hex(String bytes) {
        return HexFormat.ofDelimiter(" ").parseHex(bytes);
    }
}
