package org.zizhu.kiosk.step;

import java.util.Optional;
import org.zizhu.kiosk.identity.qr.QrSort;
import org.zizhu.kiosk.payment.SlipCode;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.step.Showing.Outcome;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/** Looks at a code that somebody brings, and does what it is for: who has one need not know which service it belongs to. */
public final class ScanCode implements Step {

    private static final Text WHICH =
            Text.of("预约码、取件码、身份码，凭条或证明上的二维码", "A booking, pick-up or identity code, or that on a slip or certificate");

    @Override
    public Next perform(Matter matter) throws VisitOver {
        Outcome end = ShowCode.held(matter, false, Optional.of(WHICH), code -> lead(matter, code));
        return end == Outcome.SHOWN ? Next.GO_ON : Next.LEAVE;
    }

    private static Optional<Outcome> lead(Matter matter, byte[] code) throws VisitOver {
        if (matter.unit().codes().sort(code) instanceof QrSort.Signed signed) {
            return switch (signed.kind()) {
                case IDENTITY -> ShowCode.recognise(matter, false, code);
                case BOOKING -> new CheckIn(matter, code).perform();
                case CASE_PICKUP -> new PickUp(matter, code).perform();
                case CERTIFICATE_VERIFICATION -> new VerifyDocument(matter, code).perform();
                case CLAIM_SLIP -> FinishSlip.signed(matter, code);
                // Only together with the card that it is for.
                case STAFF_ENROLMENT -> Recognition.after(TroubleTalk.askFor(matter, "code-for-staff", false));
            };
        }
        Optional<String> slip = SlipCode.number(code);
        return slip.isPresent()
                ? new FinishSlip(matter, slip.get()).perform()
                : ShowCode.recognise(matter, false, code);
    }
}
