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
 * Reads whose staff card it says to be, and how many tries of its PIN are left. Costs none, and leaves every other card alone
 * after one question.
 *
 * <p>Fails as {@code INVALID_DATA} with "not-a-staff-card" (no PIV application: a citizen's card), "no-certificate" (it was never
 * personalised, or its certificate is packed) or "certificate-garbled".
 */
public final class StaffCardTalk implements CardTalk<StaffCard> {

    // SP 800-73-4 part 2 §3.1.2 and part 1 appendix A, table 10.
    private static final int DATA = 0x53;
    private static final int CERTIFICATE = 0x70;
    private static final int CERTIFICATE_INFO = 0x71;

    @Override
    public Completion<StaffCard> with(CardChannel card) throws CardLost {
        if (PivCommand.select(card).getSW() != PivCommand.OK) {
            return invalid("not-a-staff-card");
        }
        ResponseAPDU answer = PivCommand.getCertificate(card);
        if (answer.getSW() != PivCommand.OK) {
            return invalid("no-certificate");
        }
        Optional<byte[]> container = DataObject.value(DATA, answer.getData());
        Optional<byte[]> certificate = container.flatMap(data -> DataObject.value(CERTIFICATE, data));
        if (certificate.isEmpty() || certificate.get().length == 0) {
            return invalid("certificate-garbled");
        }
        if (packed(container.get())) {
            return invalid("no-certificate");
        }
        OptionalInt triesLeft = PivCommand.triesLeft(PivCommand.getTries(card).getSW());
        return Completion.success(new StaffCard(certificate.get(), triesLeft));
    }

    /** Large RSA certificates are packed (gzip); those of P-256 have room, and what would be unpacked here has no owner yet. */
    private static boolean packed(byte[] container) {
        return DataObject.value(CERTIFICATE_INFO, container)
                .filter(info -> info.length > 0 && (info[0] & 0x01) != 0)
                .isPresent();
    }

    private static Completion<StaffCard> invalid(String reason) {
        return Completion.failed(FailureCode.INVALID_DATA, reason);
    }
}
