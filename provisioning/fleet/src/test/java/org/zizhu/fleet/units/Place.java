package org.zizhu.fleet.units;

import java.util.Locale;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.unit.Division;

/**
 * Where a simulated unit stands. The province, 99, is none of GB/T 2260's; it is filled township by township, so that few units make a county
 * and ten thousand make forty cities.
 *
 * @param township 9 digits
 */
record Place(UnitId unit, Division township) {

    static final Division PROVINCE = new Division("990000");

    private static final int UNITS_A_TOWNSHIP = 8;
    private static final int TOWNSHIPS_A_COUNTY = 6;
    private static final int COUNTIES_A_CITY = 5;
    private static final int MOST = 99 * COUNTIES_A_CITY * TOWNSHIPS_A_COUNTY * UNITS_A_TOWNSHIP;

    /** @param number from 0 */
    static Place of(int number) {
        if (number < 0 || number >= MOST) {
            throw new IllegalArgumentException("the province has room for " + MOST);
        }
        int township = number / UNITS_A_TOWNSHIP;
        int county = township / TOWNSHIPS_A_COUNTY;
        String code =
                String.format(Locale.ROOT, "99%02d%02d", county / COUNTIES_A_CITY + 1, county % COUNTIES_A_CITY + 1);
        int inCounty = number % (UNITS_A_TOWNSHIP * TOWNSHIPS_A_COUNTY);
        return new Place(
                new UnitId(String.format(Locale.ROOT, "zz-%s-%02d", code, inCounty + 1)),
                new Division(code + String.format(Locale.ROOT, "%03d", township % TOWNSHIPS_A_COUNTY + 1)));
    }
}
