package org.zizhu.kiosk.identity.staff;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.random.RandomGenerator;

/**
 * What a staff card has to sign to prove that it has its key: new each time, and of this unit, so that a signature that was
 * overheard, or begged at another machine, opens nothing here.
 */
public final class StaffChallenge {

    private static final String PURPOSE = "org.zizhu staff sign-in 1\n";

    private static final int RANDOM_BYTES = 32;

    private final byte[] message;

    /** @param random unguessable in a unit, from a seed in a simulation */
    public StaffChallenge(String terminal, RandomGenerator random) {
        byte[] head = (PURPOSE + terminal + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] fresh = new byte[RANDOM_BYTES];
        random.nextBytes(fresh);
        message = new byte[head.length + fresh.length];
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(fresh, 0, message, head.length, fresh.length);
    }

    /** Its SHA-256: what the card is given. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no SHA-256 here", e);
        }
    }

    /**
     * Whether the member's key has signed it.
     *
     * @param signature ECDSA, DER; any bytes
     */
    public boolean signedBy(StaffMember member, byte[] signature) {
        if (!(member.key() instanceof ECPublicKey key)) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
