package org.zizhu.drivers.idcard;

import java.util.Optional;

/**
 * All that was read from one card. It is a citizen's data: it lives in the visit, is printed nowhere, and {@link
 * #toString} says nothing of it.
 *
 * @param card the text block
 * @param newestAddress the appended address (最新住址), if the card has one
 * @param photo the compressed photo, opaque without a {@link PhotoDecoder}
 * @param fingerprint 0, 512 or 1024 bytes; empty unless it was asked for
 * @param samId the reader's licence identity, for the audit log
 */
public record CardReading(
        IdCard card, Optional<String> newestAddress, CardPhoto photo, byte[] fingerprint, String samId) {

    @Override
    public String toString() {
        return "CardReading[" + card.kind() + "]";
    }
}
