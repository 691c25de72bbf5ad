package org.zizhu.kiosk.fleet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zizhu.drivers.cabinet.Wiring;
import org.zizhu.kiosk.UnitSettings;
import org.zizhu.kiosk.fleet.WantedSetup.Unusable;
import tools.jackson.databind.JsonNode;

/**
 * Fills the folder of a bare unit, which has enrolled with its fleet, with what the fleet has for it (contract.md §11): place, hotline, wiring, and a
 * key for the platform, which is made here and never leaves. May be done again at any time, and goes on where it was: {@code unit.yaml} is
 * written last, so that a folder that names a platform has been shown to work with it. By one thread, while the kiosk does not run.
 */
public final class UnitSetup {

    /** What came of it. */
    public sealed interface Outcome {

        /** All is there, and the platform knows the unit by its certificate. */
        record Complete() implements Outcome {}

        /** The fleet has nothing for this unit. */
        record None() implements Outcome {}

        /** Somebody has begun to fill the folder by hand: these are theirs, and nothing was touched. */
        record OwnValues(List<String> what) implements Outcome {}

        /** The unit can't go by what the fleet has; nothing was touched. */
        record Unusable(String why) implements Outcome {}

        /** The platform said no. */
        record Refused(String code) implements Outcome {}

        /** Who answers at the platform's address is not the platform that the fleet has named. */
        record Stranger(String address) implements Outcome {}

        /** The platform did not answer, or not as it should. */
        record NoPlatform(String address, IOException why) implements Outcome {}
    }

    private static final String CABINET = "cabinet.yaml";
    private static final String KEYSTORE = "unit.p12";
    private static final String PASSWORD = "unit.password";
    private static final String CA = "ca.pem";
    private static final String STAFF_CA = "staff-ca.pem";
    private static final String STAFF_REVOKED = "staff-revoked.crl";
    private static final String QR_TRUST = "qr-trust.json";

    /** Where the wiring is looked at before it is the unit's; its name is what an engineer is told. */
    private static final String LOOKED_AT = "setup.yaml";

    private final Path folder;
    private final Enrolment enrolment;
    private final KeysInFile keys;
    private final KeyInWaiting waiting;

    /** Of the unit in a folder. */
    public UnitSetup(Path folder, Enrolment enrolment) {
        this.folder = folder;
        this.enrolment = enrolment;
        this.keys = new KeysInFile(folder, new SecureRandom());
        this.waiting = new KeyInWaiting(folder, keys);
    }

    /** @throws IOException if the fleet did not answer, or the folder can't be written */
    public Outcome fill() throws IOException, InterruptedException {
        Optional<String> text = enrolment.setup();
        if (text.isEmpty()) {
            return new Outcome.None();
        }
        WantedSetup setup;
        String wiring;
        try {
            setup = WantedSetup.read(text.get());
            wiring = WantedSetup.wiring(text.get(), false);
            checkWiring(WantedSetup.wiring(text.get(), true));
        } catch (Unusable e) {
            return new Outcome.Unusable(String.valueOf(e.getMessage()));
        }
        List<String> own = ownValues(setup, wiring);
        if (!own.isEmpty()) {
            return new Outcome.OwnValues(own);
        }
        String address = setup.platform().base().toString().replaceFirst("^https://", "");
        try {
            Optional<Outcome> objection = withPlatform(setup.platform(), address);
            if (objection.isPresent()) {
                return objection.get();
            }
        } catch (NoAnswer e) {
            return isStranger(e.why) ? new Outcome.Stranger(address) : new Outcome.NoPlatform(address, e.why);
        }
        write(CABINET, wiring);
        write("unit.yaml", settings(setup).yaml());
        return new Outcome.Complete();
    }

    // --- what the fleet has, and what is here -----------------------------------------------------------------------

    private void checkWiring(String wiring) throws IOException, Unusable {
        write(LOOKED_AT, wiring);
        try {
            var unused = Wiring.read(folder.resolve(LOOKED_AT), InstantSource.system());
        } catch (LinkageError e) {
            // A driver whose libraries the field tool goes without: the kiosk has them, and looks at its wiring when it
            // starts.
        } catch (IOException e) {
            throw new Unusable(String.valueOf(e.getMessage()));
        } finally {
            Files.deleteIfExists(folder.resolve(LOOKED_AT));
        }
    }

    private List<String> ownValues(WantedSetup setup, String wiring) throws IOException {
        UnitSettings settings = UnitSettings.read(folder);
        List<String> own = new ArrayList<>();
        if (settings.place() != null) {
            own.add("place");
        }
        if (settings.hotline() != null) {
            own.add("hotline");
        }
        if (settings.platform() != null) {
            own.add("platform");
        }
        Path cabinet = folder.resolve(CABINET);
        if (Files.exists(cabinet)
                && !Arrays.equals(Files.readAllBytes(cabinet), wiring.getBytes(StandardCharsets.UTF_8))) {
            own.add(CABINET);
        }
        if (keys.enrolled() && !isOurs(setup.platform())) {
            own.add(KEYSTORE);
        }
        return own;
    }

    /** Whether the key in the folder is of this unit, and certified by this platform: then an earlier run has come so far. */
    private boolean isOurs(WantedSetup.Platform platform) {
        try {
            List<X509Certificate> chain = keys.chain().orElseThrow();
            new Trust(platform.caSha256(), Optional::empty).checkIssued(chain);
            String name = "CN=" + enrolment.terminal();
            return Files.exists(folder.resolve(CA))
                    && Files.exists(folder.resolve(STAFF_CA))
                    && Arrays.asList(chain.get(0)
                                    .getSubjectX500Principal()
                                    .getName()
                                    .split(",", -1))
                            .contains(name);
        } catch (IOException | GeneralSecurityException e) {
            // Whatever it is, and with whatever password: it was not made here.
            return false;
        }
    }

    private UnitSettings settings(WantedSetup setup) throws IOException {
        UnitSettings bare = UnitSettings.read(folder);
        Integer webPort = setup.webPort();
        WantedSetup.Staff staff = setup.staff();
        return new UnitSettings(
                bare.terminal(),
                setup.place(),
                setup.hotline(),
                new UnitSettings.Platform(setup.platform().base(), KEYSTORE, PASSWORD, CA),
                bare.catalogue(),
                bare.data(),
                webPort == null ? bare.webPort() : webPort,
                staff == null ? bare.staff() : staff.settings(STAFF_CA, STAFF_REVOKED),
                bare.powerOff(),
                bare.fleet(),
                bare.fleetKey());
    }

    // --- the platform -----------------------------------------------------------------------------------------------

    /** The platform could not be spoken with. */
    private static final class NoAnswer extends Exception {
        private static final long serialVersionUID = 1;

        private final transient IOException why;

        NoAnswer(IOException why) {
            super("no answer", why, false, false);
            this.why = why;
        }
    }

    /** Becomes known to the platform, if it is not yet, and proves it by reading what the unit has to trust. Empty if all is well. */
    private Optional<Outcome> withPlatform(WantedSetup.Platform platform, String address)
            throws IOException, NoAnswer, InterruptedException {
        Trust trust = new Trust(platform.caSha256(), Optional::empty);
        try {
            if (!keys.enrolled()) {
                Optional<Outcome> objection = enrol(platform, address, trust);
                if (objection.isPresent()) {
                    return objection;
                }
            }
            List<X509Certificate> chain = keys.chain().orElseThrow();
            FleetClient known = FleetClient.of(
                    new Identity(address, keys.key(chain.get(0)), chain.get(0), chain.get(chain.size() - 1)),
                    Optional::empty);
            FleetClient.Got codes = get(known, "/v1/qr/trust");
            FleetClient.Got revoked = codes.status() == 200 ? get(known, "/v1/staff/revoked") : codes;
            if (revoked.status() != 200) {
                return Optional.of(refused(revoked.status(), revoked.code(), address));
            }
            if (!Wire.read(new String(codes.body(), StandardCharsets.UTF_8))
                    .map(trusted -> trusted.path("issuers").isArray())
                    .orElse(false)) {
                throw new NoAnswer(new IOException("the platform's answer can't be used"));
            }
            X509Certificate staff = FleetFolder.certificates(Files.readString(folder.resolve(STAFF_CA)))
                    .get(0);
            ((X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(revoked.body())))
                    .verify(staff.getPublicKey());
            FleetFolder.replace(folder.resolve(QR_TRUST), codes.body());
            FleetFolder.replace(folder.resolve(STAFF_REVOKED), revoked.body());
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new NoAnswer(new IOException("the platform's answer can't be used", e));
        }
    }

    private Optional<Outcome> enrol(WantedSetup.Platform platform, String address, Trust trust)
            throws IOException, NoAnswer, InterruptedException, GeneralSecurityException {
        Map<String, String> body = Map.of("code", platform.code(), "csr", waiting.request(enrolment.terminal()));
        FleetClient.Reply reply;
        try {
            reply = FleetClient.bare(address, trust).post("/v1/enrolments", body);
        } catch (IOException e) {
            throw new NoAnswer(e);
        }
        if (reply.status() != 200) {
            return Optional.of(refused(reply.status(), reply.code(), address));
        }
        JsonNode given = reply.body();
        List<X509Certificate> chain =
                FleetFolder.certificates(given.path("chain").asString(""));
        trust.checkIssued(chain);
        waiting.checkOurs(chain);
        List<X509Certificate> staff =
                FleetFolder.certificates(given.path("staffAuthority").asString(""));
        if (staff.size() != 1) {
            throw new CertificateException("no staff authority");
        }
        write(STAFF_CA, given.path("staffAuthority").asString());
        write(CA, pem(chain.get(chain.size() - 1)));
        waiting.certified(chain);
        return Optional.empty();
    }

    private static FleetClient.Got get(FleetClient client, String path) throws NoAnswer, InterruptedException {
        try {
            return client.get(path);
        } catch (IOException e) {
            throw new NoAnswer(e);
        }
    }

    private static Outcome refused(int status, String code, String address) {
        return status >= 400 && status < 500 && status != 429 && !code.isEmpty()
                ? new Outcome.Refused(code)
                : new Outcome.NoPlatform(address, new IOException("it answers " + status + " " + code));
    }

    private static boolean isStranger(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }

    /** Whole or not at all, for its owner only. */
    private void write(String name, String text) throws IOException {
        FleetFolder.replace(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }
}
