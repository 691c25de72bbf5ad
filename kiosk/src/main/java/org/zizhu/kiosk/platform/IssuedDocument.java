package org.zizhu.kiosk.platform;

import java.time.LocalDate;
import org.zizhu.kiosk.screen.Text;

/**
 * A sealed document that the platform has issued.
 *
 * @param number its public number, not personal
 * @param pages how many pages it has
 * @param sha256 of its bytes, hexadecimal
 * @param verificationUrl what its QR code says
 */
public record IssuedDocument(
        String number, String type, Text name, int pages, String sha256, LocalDate validUntil, String verificationUrl) {
    @Override
    public String toString() {
        return "IssuedDocument[" + type + "]";
    }
}
