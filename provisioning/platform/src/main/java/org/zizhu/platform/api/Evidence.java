package org.zizhu.platform.api;

/** Something that a person has shown at a terminal. The platform sees cards and codes itself; of faces and staff the terminal tells. */
enum Evidence {
    ID_CARD(Proof.POSSESSION),
    QR_CREDENTIAL(Proof.POSSESSION),
    ZIZHU_CODE(Proof.POSSESSION),
    SOCIAL_SECURITY_CARD(Proof.POSSESSION),
    /** Compared on the terminal, which keeps neither face nor photo. */
    FACE(Proof.PRESENCE),
    PHONE_CODE(Proof.KNOWLEDGE),
    /** Somebody of the staff has looked at them, and answers for it. */
    ATTENDANT(Proof.PRESENCE);

    /** What it proves of whoever stands there. */
    enum Proof {
        POSSESSION,
        PRESENCE,
        KNOWLEDGE
    }

    private final Proof proof;

    Evidence(Proof proof) {
        this.proof = proof;
    }

    Proof proof() {
        return proof;
    }
}
