package org.zizhu.kiosk.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.screen.Text;

/**
 * What is due to offices and not paid yet (应缴).
 *
 * @param holder the masked name of the household's customer, to see by that it is the right one; null for a person's dues
 */
public record Dues(@Nullable String holder, List<Entry> dues) {

    /** What kinds there are. */
    public enum Kind {
        MEDICAL_INSURANCE,
        TRAFFIC_FINE,
        PROPERTY_FEE,
        /** Of a household; all others are a person's. */
        WATER
    }

    /**
     * Something that is due; it is paid whole, and once.
     *
     * @param period such as 2027 or 2026-10; null for what happened once
     * @param details what else its debtor wants to see; personal
     */
    public record Entry(
            String id,
            Kind kind,
            Text title,
            long fen,
            Text payee,
            Text what,
            @Nullable String period,
            List<Detail> details) {

        /** As a line of an order. */
        public PaymentPlatform.Due line() {
            return new PaymentPlatform.Due(fen, payee, what, id);
        }

        @Override
        public String toString() {
            return "Entry[" + kind + "]";
        }
    }

    /** One line of what its debtor wants to see. */
    public record Detail(Text label, Text value) {}

    @Override
    public String toString() {
        return "Dues";
    }
}
