package org.zizhu.drivers.chipcard;

import org.zizhu.drivers.wire.WireLog;
import org.zizhu.drivers.wire.WireLog.Direction;

/** Writes what goes to and fro into the wire log: commands whole, of answers the status word alone, since the rest is somebody's. */
public final class TracingChannel implements CardChannel {

    private final CardChannel card;
    private final WireLog log;

    public TracingChannel(CardChannel card, WireLog log) {
        this.card = card;
        this.log = log;
    }

    @Override
    public byte[] answerToReset() {
        return card.answerToReset();
    }

    @Override
    public byte[] transceive(byte[] command) throws CardLost {
        log.frame(Direction.TO_DEVICE, command);
        try {
            byte[] answer = card.transceive(command);
            log.masked(Direction.FROM_DEVICE, answer, 0, answer.length - 2);
            return answer;
        } catch (CardLost lost) {
            log.note(lost.reason());
            throw lost;
        }
    }
}
