package org.zizhu.platform.estate;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A registered property.
 *
 * @param unit 不动产单元号, 28 characters (GB/T 37346)
 * @param certificate number of the certificate of title
 * @param squareMetres floor area
 * @param mortgaged whether a mortgage is on record
 */
public record Estate(
        String unit,
        String certificate,
        String location,
        String use,
        BigDecimal squareMetres,
        LocalDate registered,
        boolean mortgaged) {

    @Override
    public String toString() {
        return "Estate[" + registered.getYear() + "]";
    }
}
