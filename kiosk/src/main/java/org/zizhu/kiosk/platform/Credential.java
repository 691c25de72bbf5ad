package org.zizhu.kiosk.platform;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a card says of who holds it. Personal: {@link #toString} says nothing.
 *
 * @param kind the card's layout, as named in the platform's contract
 * @param validUntil null for long-term cards
 * @param samId the reader's licence identity
 */
public record Credential(
        String kind, String number, String name, LocalDate birth, @Nullable LocalDate validUntil, String samId) {
    @Override
    public String toString() {
        return "Credential[" + kind + "]";
    }
}
