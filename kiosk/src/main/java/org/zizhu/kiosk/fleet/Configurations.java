package org.zizhu.kiosk.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.kiosk.configuration.CannotHonour;
import org.zizhu.kiosk.configuration.Configuration;
import org.zizhu.kiosk.configuration.InForce;
import org.zizhu.kiosk.configuration.Prescribed;

/**
 * The configurations that the centre prescribes, from their coming to their being in force; contract.md §10. What comes is judged at once and refused
 * with the reason, or waits until nobody is served; then it is stored, is in force, and the fleet is told. Stored is the signed document itself,
 * whole, in one file: a power cut leaves the one before or this one, and at the next start that is in force. What was not stored the fleet
 * sends again. Thread-safe.
 */
final class Configurations {

    private static final Logger LOG = LoggerFactory.getLogger(Configurations.class);

    /** As it is sent, in base64. */
    static final int MOST_CHARACTERS = 40_000;

    /** Good, and waits until nobody is served. */
    private record Judged(long version, byte[] signed, Configuration configuration) {}

    private final Path file;
    private final FleetFolder folder;
    private final InForce inForce;
    private final ReportStore store;
    private final Runnable askForTurn;
    private @Nullable Judged waiting;

    /**
     * @param folder knows the authority
     * @param askForTurn has {@link #begin} called on the visit's thread, when nobody is served
     */
    Configurations(Path data, FleetFolder folder, InForce inForce, ReportStore store, Runnable askForTurn) {
        this.file = file(data);
        this.folder = folder;
        this.inForce = inForce;
        this.store = store;
        this.askForTurn = askForTurn;
    }

    private static Path file(Path data) {
        return data.resolve("configuration.p7s");
    }

    /** At the start of the unit: what was in force before is again, if its fleet has signed it and this software can go by it. */
    static void restore(InForce inForce, FleetFolder folder, Path data) throws IOException {
        Path file = file(data);
        try {
            Optional<X509Certificate> authority = folder.authority();
            if (Files.exists(file) && authority.isPresent()) {
                SignedConfiguration kept = SignedConfiguration.open(Files.readAllBytes(file), authority.get());
                inForce.put(kept.version(), Prescribed.over(inForce.own(), kept.content()));
            }
        } catch (CannotHonour e) {
            LOG.error("the configuration that was in force can't be any more, the unit's own is: {}", e.code());
        }
    }

    /** What the fleet is told with each hello: the number of what is in force, 0 for the unit's own, and for what another fleet has prescribed. */
    long version() throws IOException {
        long version = inForce.version();
        Optional<X509Certificate> authority = folder.authority();
        if (version == 0 || authority.isEmpty() || !Files.exists(file)) {
            return 0;
        }
        try {
            var unused = SignedConfiguration.open(Files.readAllBytes(file), authority.get());
            return version;
        } catch (CannotHonour e) {
            return 0;
        }
    }

    /** One has come, for the first time or again. */
    synchronized void told(Told.Desired desired) throws IOException {
        long version = version();
        if (desired.version() == version) {
            tell(desired.version(), Fact.Fate.APPLIED, null, null);
            return;
        }
        try {
            waiting = judge(desired, version);
            askForTurn.run();
        } catch (CannotHonour e) {
            LOG.warn("configuration {} is refused: {} {}", desired.version(), e.code(), e.about());
            tell(desired.version(), Fact.Fate.REFUSED, e.code(), e.about());
        }
    }

    private Judged judge(Told.Desired desired, long inForceNow) throws CannotHonour, IOException {
        if (desired.document().length() > MOST_CHARACTERS) {
            throw new CannotHonour("too-large");
        }
        X509Certificate authority = folder.authority().orElseThrow(() -> new CannotHonour("signature-wrong"));
        byte[] signed = bytes(desired.document());
        SignedConfiguration document = SignedConfiguration.open(signed, authority);
        if (document.version() != desired.version()) {
            throw new CannotHonour("malformed");
        }
        if (document.version() < inForceNow) {
            throw new CannotHonour("older-version");
        }
        return new Judged(document.version(), signed, Prescribed.over(inForce.own(), document.content()));
    }

    private static byte[] bytes(String base64) throws CannotHonour {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new CannotHonour("signature-wrong");
        }
    }

    /** On the visit's thread, while nobody is served. */
    synchronized void begin() {
        Judged next = waiting;
        waiting = null;
        if (next == null) {
            return;
        }
        try {
            FleetFolder.replace(file, next.signed);
        } catch (IOException e) {
            LOG.error("configuration {} can't be stored", next.version);
            tell(next.version, Fact.Fate.FAILED, "not-stored", null);
            return;
        }
        inForce.put(next.version, next.configuration);
        LOG.info("configuration {} is in force", next.version);
        tell(next.version, Fact.Fate.APPLIED, null, null);
    }

    private void tell(long version, Fact.Fate fate, @Nullable String reason, @Nullable String about) {
        store.report(List.of(new Fact.OfConfiguration(
                version, fate, reason, about == null || !Wire.isKeyword(about) ? null : about)));
    }
}
