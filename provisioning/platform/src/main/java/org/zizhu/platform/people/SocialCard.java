package org.zizhu.platform.people;

import java.time.LocalDate;

/**
 * A person's social security card (社会保障卡), as the insurance office knows it. {@code toString} says nothing of the person.
 *
 * @param number 卡号, as printed on the card
 * @param validUntil last valid day
 * @param lost reported lost
 */
public record SocialCard(String number, LocalDate validFrom, LocalDate validUntil, boolean lost) {

    @Override
    public String toString() {
        return "SocialCard";
    }
}
