package org.zizhu.platform.insurance;

import java.time.YearMonth;

/** One month's contribution of one person, amounts in fen. */
public record Contribution(
        YearMonth month,
        Scheme scheme,
        String employer,
        long baseFen,
        long personalFen,
        long employerFen,
        Payment payment) {}
