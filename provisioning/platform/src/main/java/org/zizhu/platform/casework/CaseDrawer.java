package org.zizhu.platform.casework;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Draws plausible cases. */
public final class CaseDrawer {

    private CaseDrawer() {}

    /**
     * @param serial tells the cases of one city apart
     * @param issuer USCC of the office, 18 characters
     */
    public static CaseFile draw(
            CaseItem item,
            CaseFile.Outcome outcome,
            String city,
            String issuer,
            int serial,
            LocalDate today,
            RandomGenerator random) {
        int stages = item.stages().size();
        int stage = outcome == CaseFile.Outcome.GRANTED ? stages : 1 + random.nextInt(stages - 1);
        LocalDate accepted = today.minusDays(2 + random.nextInt(item.promisedDays()) + (outcome.closed() ? 40 : 0));
        LocalDate updated = accepted.plusDays(1 + random.nextInt(item.promisedDays()));
        return new CaseFile(
                issuer + accepted.format(DateTimeFormatter.BASIC_ISO_DATE) + String.format(Locale.ROOT, "%04d", serial),
                item,
                stage,
                outcome,
                accepted,
                updated.isAfter(today) ? today : updated,
                outcome == CaseFile.Outcome.RUNNING ? accepted.plusDays(item.promisedDays()) : null,
                city + "示范社会保险服务中心",
                "12333");
    }
}
