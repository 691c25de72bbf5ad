package org.zizhu.kiosk.identity;

/** Something that a citizen can show, in the order of ease: the first takes least of their time and patience. */
public enum Evidence {
    /** The identity card or permit on the reader, known to the platform. */
    ID_CARD(Proof.POSSESSION, true),
    /** The code of a city's app, 电子社保卡 or 医保电子凭证, resolved by the platform. */
    QR_CREDENTIAL(Proof.POSSESSION, true),
    /** Zizhu's own signed code, verified on the unit. */
    ZIZHU_CODE(Proof.POSSESSION, true),
    /** The social security card in the chip reader, checked by the platform. Its PIN is never asked for. */
    SOCIAL_SECURITY_CARD(Proof.POSSESSION, true),
    /** A living face that is like the photo on the card or of the platform. */
    FACE(Proof.PRESENCE, false),
    /** The code that the platform sent to the phone on record. */
    PHONE_CODE(Proof.KNOWLEDGE, false),
    /** A member of staff, by their own card and PIN, answers for having compared the person with the card. */
    ATTENDANT(Proof.PRESENCE, false);

    private final Proof proof;
    private final boolean names;

    Evidence(Proof proof, boolean names) {
        this.proof = proof;
        this.names = names;
    }

    public Proof proof() {
        return proof;
    }

    /** Whether it says who somebody is. What does not can only confirm somebody who has been named before. */
    public boolean names() {
        return names;
    }
}
