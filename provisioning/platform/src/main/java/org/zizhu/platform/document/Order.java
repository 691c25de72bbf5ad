package org.zizhu.platform.document;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.zizhu.platform.business.Business;
import org.zizhu.platform.insurance.History;
import org.zizhu.platform.people.Citizen;

/**
 * Everything that is to stand on a document.
 *
 * @param business what it is a licence of; empty for other documents
 * @param blank number of the blank that it is printed on; empty for plain paper
 * @param code verification code as printed (防伪码)
 * @param url of the public page
 * @param proof that the city has issued it, for whoever can't reach the page; stands behind the address in the QR code
 * @param at time of issue
 * @param validUntil last valid day
 */
public record Order(
        DocumentType type,
        Citizen citizen,
        History history,
        Optional<Business> business,
        Optional<String> blank,
        String issuer,
        String number,
        String code,
        String url,
        String proof,
        Instant at,
        LocalDate validUntil) {

    /** What the QR code says. Behind the {@code #} is what a browser keeps to itself. */
    String qr() {
        return url + "#" + proof;
    }

    /** The day of issue, as it is in the city. */
    public LocalDate day() {
        return LocalDate.ofInstant(at, ZoneOffset.ofHours(8));
    }

    @Override
    public String toString() {
        return "Order[" + type + " " + number + "]";
    }
}
