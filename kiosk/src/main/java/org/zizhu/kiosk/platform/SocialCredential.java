package org.zizhu.kiosk.platform;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a social security card says of who holds it. Personal: {@link #toString} says nothing.
 *
 * @param number 社会保障号码
 * @param cardNumber 卡号; null where the card holds none
 * @param validUntil null where the card holds none
 */
public record SocialCredential(
        String number, String name, @Nullable String cardNumber, @Nullable LocalDate validUntil) {
    @Override
    public String toString() {
        return "SocialCredential";
    }
}
