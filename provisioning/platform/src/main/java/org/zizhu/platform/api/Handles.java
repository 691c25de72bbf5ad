package org.zizhu.platform.api;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.zizhu.platform.people.Citizen;

/**
 * By what a terminal may call a person in its own records: the same for one person, terminal and day, and of no use to anybody
 * who has not the city's key. By it a terminal knows that two things were shown by the same person, and counts how often somebody
 * acts for others, and keeps no number for that.
 */
final class Handles {

    private static final String ALGORITHM = "HmacSHA256";

    private static final int BYTES = 12;

    /** A day ends when fewest visits are under way: within one, a person keeps their handle. */
    private static final Duration DAY_BEGINS = Duration.ofHours(4);

    private final byte[] key;
    private final InstantSource clock;

    Handles(byte[] key, InstantSource clock) {
        this.key = key.clone();
        this.clock = clock;
    }

    /** 24 hexadecimal digits. */
    String of(Citizen citizen, String terminal) {
        LocalDate today = LocalDate.ofInstant(clock.instant().minus(DAY_BEGINS), ZoneOffset.ofHours(8));
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            byte[] whole = mac.doFinal((citizen.id() + "|" + terminal + "|" + today).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(whole, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
