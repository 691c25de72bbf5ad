package org.zizhu.drivers.chipcard.staff;

/** What became of a PIN and a challenge that were given to a staff card. */
public sealed interface StaffProof {

    /**
     * The PIN was right, and the card has signed.
     *
     * @param signature ECDSA, DER; not checked yet
     */
    record Signed(byte[] signature) implements StaffProof {

        public Signed {
            signature = signature.clone();
        }

        @Override
        public byte[] signature() {
            return signature.clone();
        }

        @Override
        public String toString() {
            return "Signed";
        }
    }

    /**
     * It was not.
     *
     * @param triesLeft at least one
     */
    record WrongPin(int triesLeft) implements StaffProof {}

    /** Too many wrong ones: the card takes none any more, until its issuer unlocks it. */
    record Locked() implements StaffProof {}
}
