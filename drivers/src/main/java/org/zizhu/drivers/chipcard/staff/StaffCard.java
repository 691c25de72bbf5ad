package org.zizhu.drivers.chipcard.staff;

import java.util.OptionalInt;

/**
 * What a staff card says before any PIN. It proves nothing: whoever has read the certificate once can write it on another
 * card.
 *
 * @param certificate the X.509 certificate for PIV Authentication, DER
 * @param triesLeft how many wrong PINs the card still bears, 0 when it is locked; empty when it does not say
 */
public record StaffCard(byte[] certificate, OptionalInt triesLeft) {

    public StaffCard {
        certificate = certificate.clone();
    }

    @Override
    public byte[] certificate() {
        return certificate.clone();
    }

    /** Says nothing of whose it is. */
    @Override
    public String toString() {
        return "StaffCard[certificate of " + certificate.length + " bytes]";
    }
}
