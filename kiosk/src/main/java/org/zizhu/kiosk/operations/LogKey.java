package org.zizhu.kiosk.operations;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/** The key that a unit signs its log with: EC on P-256. It is made on the unit and never leaves it; its public half lies beside it. */
final class LogKey {

    static final String PUBLIC_FILE = "log.pub";

    private static final String FILE = "log.key";
    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";

    private final PrivateKey key;
    private final PublicKey publicKey;
    private final String name;

    private LogKey(PrivateKey key, PublicKey publicKey) {
        this.key = key;
        this.publicKey = publicKey;
        this.name = name(publicKey);
    }

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /** The key in a folder; makes it if there is none. */
    static LogKey in(Path folder, SecureRandom random) throws IOException {
        if (!isIn(folder)) {
            make(folder, random);
        }
        try (Reader in = Files.newBufferedReader(folder.resolve(FILE));
                PEMParser pem = new PEMParser(in)) {
            if (pem.readObject() instanceof PrivateKeyInfo key) {
                return new LogKey(new JcaPEMKeyConverter().getPrivateKey(key), read(folder.resolve(PUBLIC_FILE)));
            }
        }
        throw new IOException(FILE + " holds no key");
    }

    private static void make(Path folder, SecureRandom random) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair keys = generator.generateKeyPair();
            // The public one first: where the key is, both are.
            replace(folder.resolve(PUBLIC_FILE), pem(keys.getPublic()));
            replace(folder.resolve(FILE), pem(new JcaPKCS8Generator(keys.getPrivate(), null)));
        } catch (GeneralSecurityException e) {
            throw new IOException("a key can't be made", e);
        }
    }

    private static byte[] pem(Object key) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(key);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The new file has its rights before anything is in it, and is there when it is whole. */
    private static void replace(Path file, byte[] content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(part, content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * The public key in a PEM file: itself, or in a certificate.
     *
     * @throws IOException if it is neither
     */
    static PublicKey read(Path file) throws IOException {
        try (Reader in = Files.newBufferedReader(file);
                PEMParser pem = new PEMParser(in)) {
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            Object found = pem.readObject();
            if (found instanceof SubjectPublicKeyInfo key) {
                return converter.getPublicKey(key);
            }
            if (found instanceof X509CertificateHolder certificate) {
                return converter.getPublicKey(certificate.getSubjectPublicKeyInfo());
            }
            throw new IOException(file.getFileName()
                    + (found instanceof PEMKeyPair || found instanceof PrivateKeyInfo
                            ? " holds a private key; the public one is wanted"
                            : " holds neither a public key nor a certificate"));
        }
    }

    /** What a record names a key by: the SHA-256 of its SubjectPublicKeyInfo, hexadecimal. */
    static String name(PublicKey key) {
        return LogRecord.hash(key.getEncoded());
    }

    String name() {
        return name;
    }

    /** The public half: SubjectPublicKeyInfo in DER, base64. */
    String publicKey() {
        return Base64.getEncoder().encodeToString(publicKey.getEncoded());
    }

    /**
     * The public key that is written so.
     *
     * @throws IOException if it is none
     */
    static PublicKey read(String base64) throws IOException {
        try {
            return new JcaPEMKeyConverter()
                    .getPublicKey(
                            SubjectPublicKeyInfo.getInstance(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException e) {
            throw new IOException("no public key", e);
        }
    }

    String sign(byte[] bytes) throws IOException {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(bytes);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IOException("the log can't be signed", e);
        }
    }

    /** Whether a signature, in its one spelling, is of these bytes. */
    static boolean verifies(PublicKey key, byte[] bytes, String signature) {
        try {
            byte[] decoded = Base64.getDecoder().decode(signature);
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(bytes);
            return verifier.verify(decoded)
                    && Base64.getEncoder().encodeToString(decoded).equals(signature);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
