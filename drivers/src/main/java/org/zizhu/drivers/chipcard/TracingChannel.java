package org.zizhu.drivers.chipcard;

import java.util.Set;
import org.zizhu.drivers.wire.WireLog;
import org.zizhu.drivers.wire.WireLog.Direction;

/**
 * Writes what goes to and fro into the wire log: commands whole, but for what may be a PIN; of answers the status word alone, since
 * the rest is somebody's.
 */
public final class TracingChannel implements CardChannel {

    /** CLA INS P1 P2 Lc. */
    private static final int HEADER_BYTES = 5;

    /** VERIFY, CHANGE REFERENCE DATA and RESET RETRY COUNTER (ISO 7816-4 §11.5) carry a PIN as their data. */
    private static final Set<Integer> WITH_PIN = Set.of(0x20, 0x24, 0x2C);

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
        log.masked(Direction.TO_DEVICE, command, withPin(command) ? HEADER_BYTES : command.length, command.length);
        try {
            byte[] answer = card.transceive(command);
            log.masked(Direction.FROM_DEVICE, answer, 0, answer.length - 2);
            return answer;
        } catch (CardLost lost) {
            log.note(lost.reason());
            throw lost;
        }
    }

    private static boolean withPin(byte[] command) {
        return command.length > 1 && WITH_PIN.contains(command[1] & 0xFF);
    }
}
