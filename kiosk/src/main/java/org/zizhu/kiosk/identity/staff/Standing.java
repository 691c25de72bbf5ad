package org.zizhu.kiosk.identity.staff;

/** How a certificate stands with this unit at a moment. It says nothing of whether the card has the certificate's key. */
public sealed interface Standing {

    /** Good, if the card proves to have its key. */
    record Known(StaffMember member) implements Standing {}

    /**
     * It opens nothing.
     *
     * @param certificate its serial number, hexadecimal; empty when it is no certificate
     */
    record Refused(StaffRefusal why, String certificate) implements Standing {}
}
