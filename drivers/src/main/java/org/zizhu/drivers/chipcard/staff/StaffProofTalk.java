package org.zizhu.drivers.chipcard.staff;

import java.util.Optional;
import java.util.OptionalInt;
import javax.smartcardio.ResponseAPDU;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.chipcard.CardChannel;
import org.zizhu.drivers.chipcard.CardLost;
import org.zizhu.drivers.chipcard.CardTalk;

/**
 * Gives the PIN to a staff card and has it sign a challenge with the key that never leaves it. The PIN is sent once; it stays
 * the caller's, who wipes it.
 *
 * <p>Fails as {@code INVALID_DATA} with "not-a-staff-card" (another card was put in), "pin-refused" (an answer that says neither right
 * nor wrong) or "not-signed" (no key, or one of another kind); as {@code CANCELLED} with "no-pin" when the PIN was wiped before it could
 * be sent. When the card is pulled, the card alone knows whether that cost a try: ask it again.
 */
public final class StaffProofTalk implements CardTalk<StaffProof> {

    // SP 800-73-4 part 2 §3.2.4, table 7.
    private static final int TEMPLATE = 0x7C;
    private static final int RESPONSE = 0x82;

    private final Pin pin;
    private final byte[] challenge;

    /** @param challenge what is to be signed: a SHA-256, 32 bytes */
    public StaffProofTalk(Pin pin, byte[] challenge) {
        if (challenge.length != PivCommand.HASH_BYTES) {
            throw new IllegalArgumentException("a challenge has " + PivCommand.HASH_BYTES + " bytes");
        }
        this.pin = pin;
        this.challenge = challenge.clone();
    }

    @Override
    public Completion<StaffProof> with(CardChannel card) throws CardLost {
        if (PivCommand.select(card).getSW() != PivCommand.OK) {
            return invalid("not-a-staff-card");
        }
        int verified;
        try {
            verified = PivCommand.verify(card, pin).getSW();
        } catch (PivCommand.NoPin wiped) {
            return Completion.failed(FailureCode.CANCELLED, "no-pin");
        }
        if (verified == PivCommand.OK) {
            return signed(PivCommand.sign(card, challenge));
        }
        OptionalInt left = PivCommand.triesLeft(verified);
        if (left.isEmpty()) {
            return invalid("pin-refused");
        }
        return Completion.success(
                left.getAsInt() == 0 ? new StaffProof.Locked() : new StaffProof.WrongPin(left.getAsInt()));
    }

    private static Completion<StaffProof> signed(ResponseAPDU answer) {
        Optional<byte[]> signature = answer.getSW() == PivCommand.OK
                ? DataObject.value(TEMPLATE, answer.getData()).flatMap(template -> DataObject.value(RESPONSE, template))
                : Optional.empty();
        return signature.isPresent()
                ? Completion.success(new StaffProof.Signed(signature.get()))
                : invalid("not-signed");
    }

    private static Completion<StaffProof> invalid(String reason) {
        return Completion.failed(FailureCode.INVALID_DATA, reason);
    }
}
