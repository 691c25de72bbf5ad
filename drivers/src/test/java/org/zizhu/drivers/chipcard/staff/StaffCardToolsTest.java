package org.zizhu.drivers.chipcard.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.chipcard.emulator.EmulatedSlot;
import org.zizhu.drivers.chipcard.emulator.EmulatedStaffCard;
import org.zizhu.drivers.chipcard.emulator.PcscDaemon;
import org.zizhu.drivers.chipcard.emulator.VirtualReader;

/**
 * The emulated staff card before OpenSC, which knows PIV cards of many makers, through the real card service: what it takes
 * for a PIV card, our driver may be tested with.
 */
@Timeout(300)
class StaffCardToolsTest {

    /** Builds on one machine take turns with its card service. */
    private static final Duration TURN = Duration.ofMinutes(2);

    private final EmulatedSlot slot = EmulatedSlot.immediate();

    @TempDir
    Path folder;

    private Badge badge;
    private EmulatedStaffCard card;
    private VirtualReader virtual;
    private PcscDaemon service;

    private record Run(int status, String said) {}

    @BeforeEach
    void startEverything() throws Exception {
        badge = Badge.inFolder(folder);
        card = badge.card();
        virtual = new VirtualReader(slot);
        service = PcscDaemon.start(virtual, TURN);
        slot.insert(card);
        Run seen = run("opensc-tool", "--wait", "--name");
        assertTrue(seen.said().contains("Personal Identity Verification"), seen::said);
    }

    @AfterEach
    void stopEverything() {
        service.close();
        virtual.close();
    }

    @Test
    void openSc_readsTheCertificate() throws Exception {
        Run listed = run("pkcs15-tool", "--list-certificates");
        assertTrue(listed.said().contains("Certificate for PIV Authentication"), listed::said);

        Path file = folder.resolve("read.der");
        Run read = run(
                "pkcs11-tool",
                "--slot-index",
                "0",
                "--read-object",
                "--type",
                "cert",
                "--id",
                "01",
                "--output-file",
                file.toString());
        assertEquals(0, read.status(), read::said);
        assertEquals(
                badge.certificate(),
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file))));
    }

    @Test
    void openSc_signsWithTheCardsKey_afterThePin() throws Exception {
        Path hash = Files.write(folder.resolve("hash"), new byte[32]);
        Path signature = folder.resolve("signature");
        Run signed = run(
                "pkcs11-tool",
                "--slot-index",
                "0",
                "--login",
                "--pin",
                Badge.PIN,
                "--sign",
                "--mechanism",
                "ECDSA",
                "--signature-format",
                "openssl",
                "--id",
                "01",
                "--input-file",
                hash.toString(),
                "--output-file",
                signature.toString());
        assertEquals(0, signed.status(), signed::said);
        Signature verifier = Signature.getInstance("NONEwithECDSA");
        verifier.initVerify(badge.certificate());
        verifier.update(new byte[32]);
        assertTrue(verifier.verify(Files.readAllBytes(signature)));
    }

    @Test
    void openSc_isToldThatAPinIsWrong_andThatTheCardIsLocked() throws Exception {
        for (int left = 2; left >= 0; left--) {
            Run refused = run("pkcs11-tool", "--slot-index", "0", "--login", "--pin", "000000", "--list-objects");
            assertFalse(refused.status() == 0, refused::said);
            assertEquals(left, card.triesLeft(), refused::said);
        }
        Run locked = run("pkcs11-tool", "--slot-index", "0", "--login", "--pin", Badge.PIN, "--list-objects");
        assertTrue(locked.said().contains("CKR_PIN_LOCKED"), locked::said);
    }

    private Run run(String... command) throws IOException, InterruptedException {
        Path log = folder.resolve("said");
        List<String> whole = new ArrayList<>(List.of(command));
        Process process = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), () -> whole.get(0) + " does not end");
        return new Run(process.exitValue(), Files.readString(log));
    }
}
