package org.zizhu.drivers.idcard.samv.emulator;

import java.util.Optional;
import org.zizhu.drivers.idcard.CardPhoto;
import org.zizhu.drivers.idcard.IdCard;
import org.zizhu.drivers.idcard.IdCardTextBlock;

/**
 * What an emulated card's chip holds.
 *
 * @param text 256 bytes, see {@link IdCardTextBlock}
 * @param fingerprint 0, 512 or 1024 bytes
 */
public record EmulatedCard(byte[] text, CardPhoto photo, Optional<String> newestAddress, byte[] fingerprint) {

    /**
     * @throws IllegalArgumentException when no chip could hold it
     */
    public EmulatedCard {
        boolean fingerprintFits = fingerprint.length == 0 || fingerprint.length == 512 || fingerprint.length == 1024;
        if (text.length != IdCardTextBlock.BYTES || !fingerprintFits) {
            throw new IllegalArgumentException(
                    "no chip holds " + text.length + " and " + fingerprint.length + " bytes");
        }
        newestAddress.ifPresent(IdCardTextBlock::encodeAddress);
    }

    /** A card of a synthetic person, with a synthetic photo. */
    public static EmulatedCard of(IdCard card) {
        return new EmulatedCard(
                IdCardTextBlock.encode(card),
                SyntheticPhoto.of(card.number().hashCode()),
                Optional.empty(),
                new byte[0]);
    }

    public EmulatedCard withNewestAddress(String address) {
        return new EmulatedCard(text, photo, Optional.of(address), fingerprint);
    }

    public EmulatedCard withFingerprint(byte[] template) {
        return new EmulatedCard(text, photo, newestAddress, template);
    }

    public EmulatedCard withText(byte[] block) {
        return new EmulatedCard(block, photo, newestAddress, fingerprint);
    }

    @Override
    public String toString() {
        return "EmulatedCard";
    }
}
