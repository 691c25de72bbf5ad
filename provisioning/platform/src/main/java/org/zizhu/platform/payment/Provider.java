package org.zizhu.platform.payment;

import java.time.LocalDate;
import java.util.List;

/**
 * The port to whoever collects the money. Each call is answered in bounded time; none throws for what a provider or a network may do.
 * All but {@link #place} may be asked at any time about any order; everything is idempotent by the order's or refund's number.
 * Thread-safe.
 */
public interface Provider {

    Means means();

    /** Has the order opened; gives what its QR code says. */
    Reply<String> place(Order order);

    Reply<Standing> query(Order order);

    /** Takes no money for it any more. Whether none was taken before is only known by asking afterwards. */
    Reply<Boolean> close(Order order);

    Reply<RefundStanding> refund(Order order, Refund refund);

    Reply<RefundStanding> query(Order order, Refund refund);

    /** All payments and refunds of a day in China; empty for a day without any. */
    Reply<List<BillEntry>> bill(LocalDate day);
}
