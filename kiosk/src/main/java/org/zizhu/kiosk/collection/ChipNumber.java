package org.zizhu.kiosk.collection;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityCard;
import org.zizhu.kiosk.platform.WaitingCard;

/** A card by its number, without the number: only digests of it are compared, written down and told. */
public final class ChipNumber {

    /** Tells the cards of a city apart, of which there are some millions. */
    private static final int DIGEST_CHARACTERS = 16;

    private final SocialSecurityCard card;

    public ChipNumber(SocialSecurityCard card) {
        this.card = card;
    }

    /** Whether it is the card that the platform means, by what its own chip says. */
    public boolean is(WaitingCard waiting) {
        return waiting.match()
                .equals(sha256(waiting.handle() + ":" + card.cardNumber().orElse("") + ":" + card.number()));
    }

    /** By what the journal knows the card. */
    public String digest() {
        return sha256(card.cardNumber().orElse("")).substring(0, DIGEST_CHARACTERS);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
