package org.zizhu.fleet.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** A random secret in a file of its own, in base64 on one line, for its owner only. All nodes of a fleet have the same file. */
public final class SecretFile {

    private static final int BYTES = 32;

    private SecretFile() {}

    /** Its 32 bytes. The file is made if it is not there. */
    public static byte[] read(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] fresh = new byte[BYTES];
                new SecureRandom().nextBytes(fresh);
                KeyFile.replace(
                        file, (Base64.getEncoder().encodeToString(fresh) + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            return Base64.getDecoder().decode(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
