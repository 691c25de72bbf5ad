package org.zizhu.kiosk.fleet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keys in files of a folder, the fleet's, or for the platform the unit's own: the present one in {@code unit.p12}, the one that waits in {@code next.key}. */
final class KeysInFile implements KeyPlace {

    private static final String ALIAS = "unit";
    private static final int PASSWORD_BYTES = 24;

    private final Path store;
    private final Path passwordFile;
    private final Path next;
    private final SecureRandom random;

    KeysInFile(Path folder, SecureRandom random) {
        this.store = store(folder);
        this.passwordFile = folder.resolve("unit.password");
        this.next = folder.resolve("next.key");
        this.random = random;
    }

    private static Path store(Path folder) {
        return folder.resolve("unit.p12");
    }

    /** For a unit that has its key elsewhere now: none is left lying about. */
    static void erase(Path folder) throws IOException {
        for (String file : List.of("next.key", "unit.p12", "unit.password")) {
            Files.deleteIfExists(folder.resolve(file));
        }
    }

    @Override
    public void check() {
        // Whoever can write into the folder can have keys in it.
    }

    @Override
    public Made make() throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        KeyPair keys = generator.generateKeyPair();
        FleetFolder.replace(next, keys.getPrivate().getEncoded());
        return new Made(keys, Optional.empty());
    }

    @Override
    public boolean waits(PublicKey key) {
        return Files.exists(next);
    }

    @Override
    public void forget(PublicKey key) throws IOException {
        Files.deleteIfExists(next);
    }

    @Override
    public void certified(List<X509Certificate> chain) throws IOException, GeneralSecurityException {
        PrivateKey key =
                KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(next)));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        char[] password = password();
        keys.setKeyEntry(ALIAS, key, password, chain.toArray(X509Certificate[]::new));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        keys.store(out, password);
        FleetFolder.replace(store, out.toByteArray());
        Files.deleteIfExists(next);
    }

    @Override
    public boolean enrolled() {
        return Files.exists(store);
    }

    @Override
    public Optional<List<X509Certificate>> chain() throws IOException, GeneralSecurityException {
        if (!enrolled()) {
            return Optional.empty();
        }
        Certificate @Nullable [] chain = load().getCertificateChain(ALIAS);
        if (chain == null) {
            throw new KeyStoreException("a key of somebody else's lies in " + store.getFileName());
        }
        return Optional.of(Arrays.stream(chain).map(X509Certificate.class::cast).toList());
    }

    @Override
    public PrivateKey key(X509Certificate certificate) throws IOException, GeneralSecurityException {
        return (PrivateKey) load().getKey(ALIAS, password());
    }

    @Override
    public void used(Optional<PublicKey> waiting) {
        // The one before went when its file was replaced.
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password());
            return keys;
        }
    }

    private char[] password() throws IOException {
        if (!Files.exists(passwordFile)) {
            byte[] secret = new byte[PASSWORD_BYTES];
            random.nextBytes(secret);
            FleetFolder.replace(
                    passwordFile, Base64.getUrlEncoder().withoutPadding().encode(secret));
        }
        return Files.readString(passwordFile, StandardCharsets.US_ASCII).strip().toCharArray();
    }
}
