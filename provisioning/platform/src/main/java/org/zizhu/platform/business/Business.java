package org.zizhu.platform.business;

import java.time.LocalDate;

/**
 * A registered business.
 *
 * @param code 统一社会信用代码, 18 characters (GB 32100)
 * @param company whether it is a company of its one owner, else an individual business (个体工商户)
 * @param capital registered capital in ten thousand yuan; 0 for an individual business, which has none
 */
public record Business(
        String code,
        String name,
        boolean company,
        String owner,
        String premises,
        String scope,
        int capital,
        LocalDate registered) {

    @Override
    public String toString() {
        return "Business[" + registered.getYear() + "]";
    }
}
