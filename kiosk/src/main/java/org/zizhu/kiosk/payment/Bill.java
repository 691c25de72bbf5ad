package org.zizhu.kiosk.payment;

import java.util.List;
import org.zizhu.kiosk.platform.PaymentOrder.Means;
import org.zizhu.kiosk.platform.PaymentPlatform.Due;
import org.zizhu.kiosk.screen.Text;

/**
 * What is to be paid in one go.
 *
 * @param gives what the money is for
 * @param means by what it can be paid, the usual one first
 */
public record Bill(Gives gives, List<Due> dues, List<Means> means) {

    /** What somebody gets who has paid. */
    public enum Gives {
        /** An entry at the platform, which it makes as soon as it is paid. */
        ENTRY,
        /** Something that this unit then hands over. */
        THING,
        /** The money itself, which goes back to whoever paid it. */
        MONEY
    }

    public Bill {
        dues = List.copyOf(dues);
        means = List.copyOf(means);
        if (dues.isEmpty() || means.isEmpty()) {
            throw new IllegalArgumentException("nothing to pay, or no means");
        }
    }

    public long fen() {
        return dues.stream().mapToLong(Due::fen).sum();
    }

    /** To whom it goes; who else is behind the first is not among the words. */
    public Text payee() {
        return dues.get(0).payee();
    }
}
