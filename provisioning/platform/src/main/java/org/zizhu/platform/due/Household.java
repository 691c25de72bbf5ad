package org.zizhu.platform.due;

import java.util.List;

/**
 * A customer of the water works.
 *
 * @param number 户号, as it stands on each bill; ten digits
 * @param maskedHolder by which somebody knows that it is the right one
 * @param bills that are open, the oldest first
 */
public record Household(String number, String maskedHolder, List<Due> bills) {
    @Override
    public String toString() {
        return "Household";
    }
}
