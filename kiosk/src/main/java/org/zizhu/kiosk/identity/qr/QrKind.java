package org.zizhu.kiosk.identity.qr;

import java.util.Arrays;
import java.util.Optional;

/** What one of Zizhu's own codes is good for. */
public enum QrKind {
    /** A booked appointment; its subject is the booking's number. */
    BOOKING(1, true, false),
    /** What lies ready for somebody; its subject is the case's number, by which the unit knows the compartment. */
    CASE_PICKUP(2, true, true),
    /** Makes a member of staff of another division known to a unit; its subject is their card's certificate, by serial number. */
    STAFF_ENROLMENT(3, true, true),
    /** Stands on a printed document, which may be shown as often as one likes; its subject is the document's number. */
    CERTIFICATE_VERIFICATION(4, false, false),
    /** Who somebody is; its subject is a handle that only the platform can follow. */
    IDENTITY(5, true, true),
    /** What could not be finished; its subject is the slip's number. The platform, without which nothing is given for it, knows who has it in hand. */
    CLAIM_SLIP(6, false, false);

    private final int number;
    private final boolean once;
    private final boolean needsList;

    QrKind(int number, boolean once, boolean needsList) {
        this.number = number;
        this.once = once;
        this.needsList = needsList;
    }

    /** The number in the code. */
    int number() {
        return number;
    }

    /** Whether a code that was accepted is used up. */
    public boolean once() {
        return once;
    }

    /**
     * Whether it is refused when it can't be known what has been revoked lately: for what hands something out or lets somebody
     * in. A booking gives a place in a queue; a document's code says what was issued, and that only.
     */
    public boolean needsList() {
        return needsList;
    }

    static Optional<QrKind> of(long number) {
        return Arrays.stream(values()).filter(kind -> kind.number == number).findFirst();
    }
}
