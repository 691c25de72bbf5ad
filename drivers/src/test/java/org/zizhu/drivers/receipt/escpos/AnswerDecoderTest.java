package org.zizhu.drivers.receipt.escpos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.zizhu.drivers.receipt.escpos.Answer.AutoStatus;
import org.zizhu.drivers.receipt.escpos.Answer.Flow;
import org.zizhu.drivers.receipt.escpos.Answer.FullStatus;
import org.zizhu.drivers.receipt.escpos.Answer.Garbage;
import org.zizhu.drivers.receipt.escpos.Answer.PaperSensor;
import org.zizhu.drivers.receipt.escpos.Answer.RealTime;

class AnswerDecoderTest {

    private final AnswerDecoder decoder = new AnswerDecoder();

    @Test
    void allKindsOfAnswersInOneStream_areToldApart() {
        List<Answer> answers =
                decode("12 | 10 00 00 0F | 7E | 00 | 38 08 0F 0F | 13 | 11 | 10 0F 20 93 FF 10 | 0F | 16");

        assertEquals(
                List.of(
                        new RealTime(0x12),
                        new AutoStatus(0x10, 0, 0, 0x0F),
                        new RealTime(0x7E),
                        new PaperSensor(0),
                        new AutoStatus(0x38, 0x08, 0x0F, 0x0F),
                        new Flow(true),
                        new Flow(false),
                        new FullStatus(0x20, 0x93, 0xFF, 0x10),
                        new PaperSensor(0x0F),
                        new RealTime(0x16)),
                answers);
    }

    @Test
    void answersCutAnywhere_areTheSame() {
        String stream = "12 | 10 00 00 0F | 00 | 10 0F 20 00 00 00 | 38 00 0C 0F | 1A";
        byte[] bytes = bytes(stream);
        List<Answer> whole = decode(stream);

        for (int cut = 1; cut < bytes.length; cut++) {
            AnswerDecoder other = new AnswerDecoder();
            byte[] rest = new byte[bytes.length - cut];
            System.arraycopy(bytes, cut, rest, 0, rest.length);
            List<Answer> pieces = new ArrayList<>(other.decode(bytes, cut));
            pieces.addAll(other.decode(rest, rest.length));

            assertEquals(whole, pieces, "cut after " + cut);
        }
    }

    @Test
    void automaticStatusBrokenOff_isGarbage_andTheNextAnswerIsUnderstood() {
        assertEquals(List.of(new Garbage(0x10), new RealTime(0x12)), decode("10 00 | 12"));
        assertEquals(List.of(new Garbage(0x18), new AutoStatus(0x10, 0, 0, 0x0F)), decode("18 00 00 | 10 00 00 0F"));
    }

    @Test
    void bytesOfOtherDevices_areGarbage() {
        assertEquals(List.of(new Garbage(0xAA), new Garbage(0x41), new Garbage(0x92)), decode("AA 41 92"));
    }

    @Test
    void anyNoise_neverThrows_andTwoAnswersLaterAllIsUnderstoodAgain() {
        Random noise = new Random(1899);
        byte[] idle = bytes("10 00 00 0F");
        for (int round = 0; round < 20_000; round++) {
            byte[] any = new byte[noise.nextInt(12)];
            noise.nextBytes(any);
            decoder.decode(any, any.length);

            // The rest of a full status may swallow one answer of four bytes, no more.
            decoder.decode(idle, idle.length);
            List<Answer> answers = decoder.decode(idle, idle.length);

            assertTrue(answers.contains(new AutoStatus(0x10, 0, 0, 0x0F)), "round " + round + ": " + answers);
            decoder.reset();
        }
    }

    private List<Answer> decode(String stream) {
        byte[] bytes = bytes(stream);
        return decoder.decode(bytes, bytes.length);
    }

    private static byte[] bytes(String stream) {
        return HexFormat.of().parseHex(stream.replaceAll("[ |]", ""));
    }
}
