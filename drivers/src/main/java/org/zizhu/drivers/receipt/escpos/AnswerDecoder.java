package org.zizhu.drivers.receipt.escpos;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells a printer's answers apart in a stream of bytes, cut anywhere. Takes any bytes; holds at most one unfinished answer
 * of six. After garbage the next answer that begins outside an unfinished one is understood.
 */
final class AnswerDecoder {

    private static final int AUTO_STATUS_BYTES = 4;
    private static final int FULL_STATUS_BYTES = 6;

    private final int[] frame = new int[FULL_STATUS_BYTES];
    private int filled;

    List<Answer> decode(byte[] bytes, int length) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            accept(bytes[i] & 0xFF, answers);
        }
        return answers;
    }

    /** Forgets an unfinished answer: its rest did not come in time. */
    void reset() {
        filled = 0;
    }

    private void accept(int b, List<Answer> answers) {
        if (filled == 0) {
            begin(b, answers);
        } else if (fullStatus(b)) {
            continueFullStatus(b, answers);
        } else if ((b & 0x90) == 0) {
            continueAutoStatus(b, answers);
        } else {
            answers.add(new Answer.Garbage(frame[0]));
            filled = 0;
            begin(b, answers);
        }
    }

    private void begin(int b, List<Answer> answers) {
        if ((b & 0x93) == 0x10) {
            frame[0] = b;
            filled = 1;
        } else if ((b & 0x93) == 0x12) {
            answers.add(new Answer.RealTime(b));
        } else if (b == 0x11 || b == 0x13) {
            answers.add(new Answer.Flow(b == 0x13));
        } else if (b == 0x00 || b == 0x03 || b == 0x0C || b == 0x0F) {
            answers.add(new Answer.PaperSensor(b));
        } else {
            answers.add(new Answer.Garbage(b));
        }
    }

    private boolean fullStatus(int b) {
        return frame[0] == 0x10 && (filled == 1 ? b : frame[1]) == 0x0F;
    }

    private void continueFullStatus(int b, List<Answer> answers) {
        frame[filled++] = b;
        if (filled == FULL_STATUS_BYTES) {
            answers.add(new Answer.FullStatus(frame[2], frame[3], frame[4], frame[5]));
            filled = 0;
        }
    }

    private void continueAutoStatus(int b, List<Answer> answers) {
        frame[filled++] = b;
        if (filled == AUTO_STATUS_BYTES) {
            answers.add(new Answer.AutoStatus(frame[0], frame[1], frame[2], frame[3]));
            filled = 0;
        }
    }
}
