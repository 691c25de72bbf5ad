package org.zizhu.platform.payment;

import java.time.LocalDate;
import java.util.List;

/**
 * What came of comparing a day's bill of a provider with our book, to the fen (对账).
 *
 * @param takenFen sum of the bill's payments
 * @param refundedFen sum of its refunds
 * @param differences empty where both agree
 */
public record Reconciliation(
        LocalDate day, Means means, long takenFen, long refundedFen, List<Difference> differences) {}
