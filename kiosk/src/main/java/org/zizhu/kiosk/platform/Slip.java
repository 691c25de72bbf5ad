package org.zizhu.kiosk.platform;

import java.util.List;

/**
 * What a slip (凭条) is for that a citizen carried away from a kiosk, as the platform has it at one moment.
 *
 * @param itemCode 实施编码 of what was paid for
 * @param itemName in Chinese, for a kiosk that does not offer it
 * @param settled whether nothing of it is left to do
 * @param begun whether a kiosk has known that it is paid, and may have given what it is for
 * @param inQuestion staff have to look at the money first: nothing is given for it, and none goes back
 * @param place at which kiosk it is being finished
 */
public record Slip(
        String itemCode,
        String itemName,
        boolean settled,
        boolean begun,
        boolean inQuestion,
        Place place,
        PaymentOrder order) {

    /** At which kiosk a slip is being finished. */
    public enum Place {
        NOWHERE,
        HERE,
        ELSEWHERE
    }

    /** Whether some of it may have been given: then a person has to say so before any money goes back. */
    public boolean inDoubt() {
        return begun || open().stream().anyMatch(line -> line.fate() == PaymentOrder.Fate.CLAIMED);
    }

    /** The lines for which something is owed still, or of which nobody knows. */
    public List<PaymentOrder.Line> open() {
        return order.lines().stream()
                .filter(line -> line.fate() == PaymentOrder.Fate.OWED || line.fate() == PaymentOrder.Fate.CLAIMED)
                .toList();
    }

    @Override
    public String toString() {
        return "Slip[" + order.state() + "]";
    }
}
