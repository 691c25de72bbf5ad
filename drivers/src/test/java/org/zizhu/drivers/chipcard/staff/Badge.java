package org.zizhu.drivers.chipcard.staff;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.zizhu.drivers.chipcard.emulator.EmulatedStaffCard;

/** A key with its certificate, made by the JDK's own keytool, and staff cards that hold them. */
record Badge(PrivateKey key, X509Certificate certificate) {

    static final String PIN = "408173";
    private static final String PASSWORD = "changeit";

    static Badge inFolder(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("badge.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "badge",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=Staff 0001",
                        "-validity",
                        "30",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException(Files.readString(folder.resolve("keytool.log")));
        }
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return new Badge((PrivateKey) keys.getKey("badge", PASSWORD.toCharArray()), (X509Certificate)
                    keys.getCertificate("badge"));
        }
    }

    EmulatedStaffCard card() {
        try {
            return new EmulatedStaffCard(certificate.getEncoded(), key, PIN);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Pin pin(String digits) {
        Pin pin = new Pin();
        digits.chars().forEach(digit -> pin.add(digit - '0'));
        return pin;
    }
}
