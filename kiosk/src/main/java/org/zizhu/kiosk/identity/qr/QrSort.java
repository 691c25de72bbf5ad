package org.zizhu.kiosk.identity.qr;

/** What a code that was shown claims to be, before anything of it is believed. */
public sealed interface QrSort {

    /** One of Zizhu's own. */
    record Signed(QrKind kind) implements QrSort {}

    /** One of an application that the platform knows. */
    record Opaque() implements QrSort {}

    /** Anything else: a payment code, a link, the side of a parcel. */
    record Unknown() implements QrSort {}
}
