package org.zizhu.kiosk.fleet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Security;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.login.LoginException;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.token.TokenModule;

/**
 * Keys in a token (PKCS#11): made in it, sensitive, never to be had out of it. The certificate's chain is a file beside, {@code unit.chain}, which says
 * by its first certificate which key is the present one: so a new one comes into force with one file, whatever the token was doing when the power went.
 * Each key has a certificate of its own making in the token, without which Java does not list a key; it means nothing. Keys are named by the unit, so
 * that several units can share a token, and by their public key.
 *
 * <p>A PIN that was refused is not tried again, by this process nor by the next: a token locks itself after a few. {@code pin-refused} remembers it, until
 * the PIN's file is written anew.
 */
final class KeysInToken implements KeyPlace {

    /** Nobody asks for the dates of what a key says of itself. */
    private static final Date ALWAYS = Date.from(Instant.EPOCH);

    private static final Date FOR_EVER = Date.from(Instant.parse("9999-12-31T23:59:59Z"));

    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Path folder;
    private final String prefix;
    private final Path module;
    private final String label;
    private final Path pinFile;
    private final Path chainFile;
    private final Path refusedFile;

    /**
     * @param folder the fleet's
     * @param terminal the unit
     * @param label of the token
     */
    KeysInToken(Path folder, String terminal, Path module, String label, Path pinFile) {
        this.folder = folder;
        this.prefix = "zizhu-" + terminal + "-";
        this.module = module;
        this.label = label;
        this.pinFile = pinFile;
        this.chainFile = folder.resolve("unit.chain");
        this.refusedFile = folder.resolve("pin-refused");
    }

    @Override
    public void check() throws IOException {
        var unused = open();
    }

    @Override
    public Made make() throws IOException, GeneralSecurityException {
        KeyStore token = open();
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", token.getProvider());
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            token.setKeyEntry(alias(keys.getPublic()), keys.getPrivate(), null, new X509Certificate[] {
                ofItself(keys, token.getProvider())
            });
            return new Made(keys, Optional.of(token.getProvider()));
        } catch (ProviderException | OperatorCreationException e) {
            throw trouble("can't make a key", e);
        }
    }

    private static X509Certificate ofItself(KeyPair keys, Provider signer)
            throws OperatorCreationException, GeneralSecurityException {
        X500Principal nobody = new X500Principal("CN=zizhu");
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                nobody, BigInteger.ONE, ALWAYS, FOR_EVER, nobody, keys.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withECDSA")
                                .setProvider(signer)
                                .build(keys.getPrivate())));
    }

    @Override
    public boolean waits(PublicKey key) throws IOException, GeneralSecurityException {
        return open().isKeyEntry(alias(key));
    }

    @Override
    public void forget(PublicKey key) throws IOException, GeneralSecurityException {
        KeyStore token = open();
        if (token.isKeyEntry(alias(key))) {
            delete(token, alias(key));
        }
    }

    @Override
    public void certified(List<X509Certificate> chain) throws IOException, GeneralSecurityException {
        if (!waits(chain.get(0).getPublicKey())) {
            throw trouble("has no key for this certificate", null);
        }
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            for (X509Certificate certificate : chain) {
                writer.writeObject(certificate);
            }
        }
        FleetFolder.replace(chainFile, text.toString().getBytes(StandardCharsets.US_ASCII));
        KeysInFile.erase(folder);
    }

    @Override
    public boolean enrolled() {
        return Files.exists(chainFile);
    }

    @Override
    public Optional<List<X509Certificate>> chain() throws IOException, GeneralSecurityException {
        if (!enrolled()) {
            return Optional.empty();
        }
        return Optional.of(
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(chainFile)))
                        .stream()
                        .map(X509Certificate.class::cast)
                        .toList());
    }

    @Override
    public PrivateKey key(X509Certificate certificate) throws IOException, GeneralSecurityException {
        Key key;
        try {
            key = open().getKey(alias(certificate.getPublicKey()), null);
        } catch (UnrecoverableKeyException | ProviderException e) {
            throw trouble("does not let the unit's key be used", e);
        }
        if (key instanceof PrivateKey ours) {
            return ours;
        }
        throw trouble(
                "does not have the unit's key (another token of this name, or it was set up anew): enrol with a new enrolment token",
                null);
    }

    @Override
    public void used(Optional<PublicKey> waiting) throws IOException, GeneralSecurityException {
        Set<String> wanted = new HashSet<>();
        if (waiting.isPresent()) {
            wanted.add(alias(waiting.get()));
        }
        Optional<List<X509Certificate>> chain = chain();
        if (chain.isPresent()) {
            wanted.add(alias(chain.get().get(0).getPublicKey()));
        }
        KeyStore token = open();
        for (String alias : Collections.list(token.aliases())) {
            if (alias.startsWith(prefix) && alias.length() == prefix.length() + 32 && !wanted.contains(alias)) {
                delete(token, alias);
            }
        }
    }

    private void delete(KeyStore token, String alias) throws IOException, GeneralSecurityException {
        try {
            token.deleteEntry(alias);
        } catch (ProviderException e) {
            throw trouble("does not let a key be removed", e);
        }
    }

    private String alias(PublicKey key) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        return prefix + HexFormat.of().formatHex(hash, 0, 16);
    }

    // --- the token --------------------------------------------------------------------------------------------------

    /** What is in it now, logged in. */
    private KeyStore open() throws IOException {
        TokenModule.Token token = find();
        if (token.pinLocked()) {
            throw trouble("is locked by wrong PINs: unlock it with its security officer's PIN", null);
        }
        char[] pin = pin();
        String attempt = Files.getLastModifiedTime(pinFile) + " " + label;
        if (Files.exists(refusedFile) && Files.readString(refusedFile).equals(attempt)) {
            throw refused(null);
        }
        try {
            KeyStore keys = KeyStore.getInstance("PKCS11", provider(token.slot()));
            keys.load(null, pin);
            Files.deleteIfExists(refusedFile);
            return keys;
        } catch (IOException e) {
            if (isOfThePin(e)) {
                FleetFolder.replace(refusedFile, attempt.getBytes(StandardCharsets.UTF_8));
                throw refused(e);
            }
            throw trouble("can't be read", e);
        } catch (GeneralSecurityException | ProviderException e) {
            throw trouble("can't be used", e);
        }
    }

    /** However it is wrapped, which differs from Java to Java. */
    private static boolean isOfThePin(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LoginException
                    || String.valueOf(cause.getMessage()).startsWith("CKR_PIN_")) {
                return true;
            }
        }
        return false;
    }

    private IOException refused(@Nullable Throwable cause) {
        return trouble(
                "has refused the PIN in " + pinFile
                        + ". It is not tried again, for a token locks itself after a few: write the right one into that file",
                cause);
    }

    private TokenModule.Token find() throws IOException {
        if (!Files.isRegularFile(module)) {
            throw new IOException("there is no PKCS#11 module " + module
                    + ": install its package, or mend \"module\" of fleet-key in unit.yaml");
        }
        List<TokenModule.Token> all;
        try {
            all = TokenModule.tokens(module);
        } catch (IOException e) {
            throw new IOException("the PKCS#11 module " + module + " can't be used: " + e.getMessage(), e);
        }
        List<TokenModule.Token> ours =
                all.stream().filter(token -> token.label().equals(label)).toList();
        if (ours.size() == 1) {
            return ours.get(0);
        }
        throw new IOException(
                ours.isEmpty()
                        ? "no token \"" + label + "\" is in the slots of " + module + " (there: "
                                + all.stream()
                                        .map(token -> '"' + token.label() + '"')
                                        .collect(Collectors.joining(", "))
                                + "): plug it in or set it up, or mend \"token\" of fleet-key in unit.yaml"
                        : "more than one token is named \"" + label + "\" in the slots of " + module);
    }

    private char[] pin() throws IOException {
        if (!Files.isRegularFile(pinFile)) {
            throw new IOException("there is no file " + pinFile + " with the PIN of token \"" + label + '"');
        }
        if (!Collections.disjoint(Files.getPosixFilePermissions(pinFile), OF_OTHERS)) {
            throw new IOException("others may read the PIN in " + pinFile + ": chmod 600 " + pinFile);
        }
        String pin = Files.readString(pinFile).strip();
        if (pin.isEmpty()) {
            // An empty one may mean something to a module: another way to log in.
            throw new IOException("there is no PIN in " + pinFile);
        }
        return pin.toCharArray();
    }

    /** One for each slot and process. Known to all of Java: TLS signs with whoever knows the key. Last, so that nothing else is done by it. */
    private Provider provider(long slot) throws GeneralSecurityException {
        String name = "zizhu"
                + HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256")
                                        .digest((slot + " " + module).getBytes(StandardCharsets.UTF_8)),
                                0,
                                8);
        Provider known = Security.getProvider("SunPKCS11-" + name);
        if (known != null) {
            return known;
        }
        Provider plain = Security.getProvider("SunPKCS11");
        if (plain == null) {
            throw new GeneralSecurityException("this Java has no PKCS#11 (module jdk.crypto.cryptoki)");
        }
        try {
            Provider made = plain.configure(
                    """
                    --name = %s
                    library = %s
                    slot = %d
                    enabledMechanisms = { KeyStore CKM_EC_KEY_PAIR_GEN CKM_ECDSA }
                    attributes(generate, CKO_PRIVATE_KEY, CKK_EC) = {
                      CKA_TOKEN = true
                      CKA_PRIVATE = true
                      CKA_SENSITIVE = true
                      CKA_EXTRACTABLE = false
                      CKA_SIGN = true
                    }
                    """
                            .formatted(name, module, slot));
            Security.addProvider(made);
            return made;
        } catch (InvalidParameterException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private IOException trouble(String what, @Nullable Throwable cause) {
        return new IOException(
                "token \"" + label + "\" " + what + (cause == null ? "" : " (" + innermost(cause) + ")"), cause);
    }

    private static String innermost(Throwable failure) {
        Throwable inner = failure;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        return String.valueOf(inner.getMessage());
    }
}
