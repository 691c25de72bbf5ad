package org.zizhu.drivers.dispenser.crt591;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.chipcard.CardChannel;
import org.zizhu.drivers.chipcard.CardLost;
import org.zizhu.drivers.chipcard.CardTalk;
import org.zizhu.drivers.chipcard.ChainingChannel;
import org.zizhu.drivers.dispenser.crt591.Crt591Reply.Done;
import org.zizhu.drivers.dispenser.crt591.Crt591Reply.Refused;
import org.zizhu.drivers.loop.Deadline;

/** The contacts under which a card lies at the chip position, for the time of one conversation. */
final class ChipContacts implements CardChannel {

    /** How the chip may be powered: by the rules of EMV at 5 V, else by those of ISO 7816-3 at 5 V or 3 V. */
    private static final byte[] SUPPLIES = {0x30, 0x33, 0x35};

    private final Crt591Line line;
    private final Deadline deadline;
    private byte[] answerToReset = new byte[0];
    private @Nullable IOException lineLost;

    private ChipContacts(Crt591Line line, Deadline deadline) {
        this.line = line;
        this.deadline = deadline;
    }

    /**
     * Powers the chip, lets the talk have it, and powers it off.
     *
     * @throws IOException when the line to the dispenser is lost
     */
    static <T> Completion<T> converse(Crt591Line line, CardTalk<T> talk, Deadline deadline) throws IOException {
        ChipContacts chip = new ChipContacts(line, deadline);
        Optional<Crt591Error> refused = chip.powerOn();
        if (refused.isPresent()) {
            return refused.get().failed();
        }
        try {
            return talk.with(new ChainingChannel(chip));
        } catch (CardLost e) {
            if (chip.lineLost != null) {
                throw chip.lineLost;
            }
            return e.completion();
        } finally {
            chip.powerOff();
        }
    }

    /** Empty when the chip has answered. */
    private Optional<Crt591Error> powerOn() throws IOException {
        Crt591Error refused = Crt591Error.CHIP_SILENT;
        for (byte supply : SUPPLIES) {
            Crt591Reply reply = line.exchange(Crt591Command.CHIP_ON, supply);
            if (reply instanceof Done done) {
                answerToReset = withoutType(done.data());
                return Optional.empty();
            }
            if (reply instanceof Refused because) {
                refused = because.error();
            }
        }
        return Optional.of(refused);
    }

    private void powerOff() {
        if (lineLost == null) {
            try {
                line.exchange(Crt591Command.CHIP_OFF);
            } catch (IOException e) {
                // What the chip said stands; the driver's next poll meets the same line.
                lineLost = e;
            }
        }
    }

    /**
     * The device puts a character for the protocol before the ATR, '0' for T=0 and '1' for T=1; an ATR itself begins with
     * 3B or 3F (ISO 7816-3 §8.1).
     */
    private static byte[] withoutType(byte[] data) {
        boolean typed = data.length > 0 && (data[0] == '0' || data[0] == '1');
        return typed ? Arrays.copyOfRange(data, 1, data.length) : data;
    }

    @Override
    public byte[] answerToReset() {
        return answerToReset.clone();
    }

    @Override
    public byte[] transceive(byte[] command) throws CardLost {
        if (deadline.over()) {
            throw new CardLost("time-out");
        }
        try {
            Crt591Reply reply = line.exchange(Crt591Command.CHIP_APDU, command);
            if (reply instanceof Done done) {
                return done.data();
            }
            boolean byHand = reply instanceof Refused refused
                    && (refused.error() == Crt591Error.MOVED_BY_HAND || refused.error() == Crt591Error.MOVED_MANUALLY);
            boolean mute =
                    reply instanceof Refused refused && refused.error().reason().equals("card-mute");
            throw new CardLost(byHand ? "card-removed" : mute ? "card-mute" : "card-garbled");
        } catch (IOException e) {
            lineLost = e;
            throw new CardLost("card-mute");
        }
    }
}
