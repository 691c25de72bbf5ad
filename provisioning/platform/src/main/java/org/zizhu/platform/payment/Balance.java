package org.zizhu.platform.payment;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where the money of some orders is. What was taken is at any time the sum of all else.
 *
 * @param takenFen what providers say they took
 * @param owedFen paid, and what it was paid for is still being given
 */
public record Balance(
        long takenFen, long deliveredFen, long refundedFen, long refundingFen, long claimedFen, long owedFen) {

    static Balance of(Collection<Order> orders) {
        long taken = 0;
        Map<Line.Fate, Long> fates = new EnumMap<>(Line.Fate.class);
        for (Order order : orders) {
            Order.Paid paid = order.paid();
            if (paid == null) {
                continue;
            }
            taken += paid.fen();
            order.lines().forEach(line -> fates.merge(line.fate(), line.fen(), Long::sum));
        }
        return new Balance(
                taken,
                fates.getOrDefault(Line.Fate.DELIVERED, 0L),
                fates.getOrDefault(Line.Fate.REFUNDED, 0L),
                fates.getOrDefault(Line.Fate.REFUNDING, 0L),
                fates.getOrDefault(Line.Fate.CLAIMED, 0L),
                fates.getOrDefault(Line.Fate.OWED, 0L));
    }

    /** Not a fen is missing and none is too much. */
    public boolean holds() {
        return takenFen == deliveredFen + refundedFen + refundingFen + claimedFen + owedFen;
    }
}
