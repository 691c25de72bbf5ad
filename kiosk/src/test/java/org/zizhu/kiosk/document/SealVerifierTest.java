package org.zizhu.kiosk.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zizhu.kiosk.tabletop.SealedPaper;

/** The kiosk prints nothing that the authority has not sealed. */
class SealVerifierTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private final SealVerifier verifier = new SealVerifier(PAPER.authority());

    @Test
    void sealedDocument_passes() {
        assertEquals(Optional.empty(), verifier.wrong(PAPER.pdf(), PAPER.sha256(), SealedPaper.PAGES));
    }

    @Test
    void anotherDigestThanAnnounced_isRefused() {
        assertEquals(Optional.of("digest-differs"), verifier.wrong(PAPER.pdf(), "00".repeat(32), SealedPaper.PAGES));
    }

    @Test
    void anotherNumberOfPagesThanAnnounced_isRefused() {
        assertEquals(Optional.of("pages-differ"), verifier.wrong(PAPER.pdf(), PAPER.sha256(), 1));
    }

    @Test
    void documentChangedAfterSealing_isRefused() throws GeneralSecurityException {
        byte[] changed = PAPER.pdf();
        // The binary comment behind the header: any reader still opens the file, and the seal covers it.
        changed[12] ^= 1;
        assertEquals(Optional.of("seal-broken"), verifier.wrong(changed, sha256(changed), SealedPaper.PAGES));
    }

    @Test
    void bytesAppendedAfterSealing_areRefused() throws GeneralSecurityException {
        byte[] sealed = PAPER.pdf();
        byte[] longer = Arrays.copyOf(sealed, sealed.length + 1);
        longer[sealed.length] = '\n';
        assertEquals(Optional.of("seal-covers-a-part"), verifier.wrong(longer, sha256(longer), SealedPaper.PAGES));
    }

    @Test
    void sealOfSomebodyElse_isRefused() {
        SealVerifier stranger = new SealVerifier(new SealedPaper().authority());
        assertEquals(
                Optional.of("seal-not-from-authority"), stranger.wrong(PAPER.pdf(), PAPER.sha256(), SealedPaper.PAGES));
    }

    @Test
    void garbage_isRefused() throws GeneralSecurityException {
        byte[] garbage = "no document".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertEquals(Optional.of("unreadable"), verifier.wrong(garbage, sha256(garbage), 1));
    }

    private static String sha256(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
