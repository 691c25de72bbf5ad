package org.zizhu.drivers.chipcard;

import java.time.LocalDate;
import java.util.Optional;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityCard;

/** People who never were, and what their social security cards say: all born before 1900. */
public final class Holders {

    public static final SocialSecurityCard ORDINARY = named("试一");

    /** 30 bytes: fills its record to the last byte. */
    public static final SocialSecurityCard LONGEST_IN_ONE_RECORD = named("阿依古丽·虚构买买提江·试试");

    /** Goes on in the second record; a character is cut in two, since one of four bytes moves it. */
    public static final SocialSecurityCard NAME_GOES_ON = named("测\uD840\uDC0B依古丽·虚构买买提江·阿卜杜试试");

    private Holders() {}

    private static SocialSecurityCard named(String name) {
        return new SocialSecurityCard(
                Optional.of("3.00"),
                Optional.of("43010000000000000000000000000001"),
                Optional.of("3"),
                Optional.of("430100000000000000000001"),
                Optional.of(LocalDate.of(2020, 2, 29)),
                Optional.of(LocalDate.of(2030, 2, 28)),
                Optional.of("A00000001"),
                "430102184903070016",
                name,
                Optional.of("1"),
                Optional.of("01"),
                Optional.of("430102"),
                Optional.of(LocalDate.of(1849, 3, 7)));
    }

    /** The same card as a model of that version holds it. */
    public static SocialSecurityCard with(SocialSecurityCard card, String version) {
        return new SocialSecurityCard(
                Optional.of(version),
                card.identifier(),
                card.category(),
                card.initialisingBody(),
                card.issued(),
                card.validUntil(),
                card.cardNumber(),
                card.number(),
                card.name(),
                card.sex(),
                card.nationality(),
                card.birthplace(),
                card.birth());
    }
}
