package org.zizhu.bench.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.zizhu.drivers.camera.emulator.ModuleGrid;
import org.zizhu.kiosk.UnitSettings;
import org.zizhu.kiosk.identity.qr.IssuerTrust;
import org.zizhu.kiosk.identity.qr.QrClaims;
import org.zizhu.kiosk.identity.qr.QrCodes;
import org.zizhu.kiosk.identity.qr.QrKind;
import org.zizhu.kiosk.identity.qr.QrVerdict;
import org.zizhu.kiosk.identity.qr.TokenVerifier;
import org.zizhu.kiosk.platform.HttpsPlatform;
import org.zizhu.kiosk.platform.PlatformSettings;
import org.zizhu.kiosk.platform.QrTrust;
import org.zizhu.kiosk.platform.UnitKeys;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.qr.CodeKind;
import tools.jackson.databind.json.JsonMapper;

/**
 * How big one of Zizhu's own codes is, against a JWT that says the same, and how long a unit takes to verify it, against the bare
 * check of a signature, in turns. Noting that a code is used up is not in it: that is an append to the journal's file.
 */
final class SignedCodes implements Measurement {

    private static final int CODES_A_ROUND = 400;

    /** In these both sides compile what they do. */
    private static final int WARM_UP_ROUNDS = 3;

    /** RFC 9285: three characters for two bytes; {@code ZZ1:} before them. */
    private static final int PREFIX = 4;

    private final SandboxCity city;
    private final Path unit;
    private final int rounds;

    SignedCodes(SandboxCity city, Path unit, int rounds) {
        this.city = city;
        this.unit = unit;
        this.rounds = rounds;
    }

    @Override
    public String what() {
        return "signed QR code verified";
    }

    @Override
    public List<Result> take() throws NotMeasured, IOException {
        String code = city.phone()
                .show("certificate", CodeKind.IDENTITY, null)
                .orElseThrow()
                .text();
        byte[] scanned = code.getBytes(StandardCharsets.US_ASCII);
        UnitSettings settings = UnitSettings.read(unit);
        PlatformSettings where = settings.platformSettings(unit);
        try (HttpsPlatform platform = HttpsPlatform.open(where, InstantSource.system())) {
            IssuerTrust trust = new IssuerTrust(UnitKeys.authorityCertificate(where));
            trust.learn(JsonMapper.shared().readValue(city.issuer().trust(), QrTrust.class));
            // The code is accepted again and again: what is measured is all before that.
            TokenVerifier tokens =
                    new TokenVerifier(trust, new Again(), settings.terminal(), "", InstantSource.system());
            QrCodes codes = QrCodes.of(tokens, platform, word -> Text.of(word, word));
            QrClaims claims = accepted(codes, scanned);
            BareSignature bare = new BareSignature(scanned);
            List<Double> ours = new ArrayList<>();
            List<Double> signatures = new ArrayList<>();
            for (int round = 0; round < WARM_UP_ROUNDS + rounds; round++) {
                double verified = microseconds(() -> accepted(codes, scanned));
                double checked = microseconds(bare::check);
                if (round >= WARM_UP_ROUNDS) {
                    ours.add(verified);
                    signatures.add(checked);
                }
            }
            return results(code, jwt(claims), new Sample(ours).median(), new Sample(signatures).median());
        } catch (GeneralSecurityException e) {
            throw new NotMeasured("keys: " + e.getMessage());
        }
    }

    private List<Result> results(String code, String jwt, double verified, double checked) {
        int ours = version(code);
        int theirs = version(jwt);
        return List.of(
                new Result(
                        "signed QR code, identity",
                        "%d bytes, QR version %d".formatted((code.length() - PREFIX) * 2 / 3, ours),
                        "a JWT of the same: %d bytes, QR version %d".formatted(jwt.length(), theirs),
                        String.format(Locale.ROOT, "%.2f", (double) modules(ours) / modules(theirs)),
                        "version ≤ 10",
                        Result.Verdict.met(ours <= 10)),
                new Result(
                        what(),
                        "%.0f µs".formatted(verified),
                        "the bare ES256 check: %.0f µs".formatted(checked),
                        String.format(Locale.ROOT, "%.2f", verified / checked),
                        "",
                        Result.Verdict.NONE));
    }

    @FunctionalInterface
    private interface Deed {
        void once() throws NotMeasured, GeneralSecurityException;
    }

    private static double microseconds(Deed deed) throws NotMeasured, GeneralSecurityException {
        long begin = System.nanoTime();
        for (int i = 0; i < CODES_A_ROUND; i++) {
            deed.once();
        }
        return (System.nanoTime() - begin) / 1e3 / CODES_A_ROUND;
    }

    private static QrClaims accepted(QrCodes codes, byte[] scanned) throws NotMeasured {
        QrVerdict verdict = codes.accept(scanned, Set.of(QrKind.IDENTITY));
        if (verdict instanceof QrVerdict.Accepted good) {
            return good.claims();
        }
        throw new NotMeasured("the code is refused: " + verdict);
    }

    /** ISO/IEC 18004: 21 modules, and four more with each version. */
    private static int version(String text) {
        return (ModuleGrid.qr(text, StandardCharsets.US_ASCII).size() - 17) / 4;
    }

    private static int modules(int version) {
        return 17 + 4 * version;
    }

    /** The same claims and key id as a compact JWS; what its signature is does not matter here. */
    private static String jwt(QrClaims claims) {
        String header = "{\"alg\":\"ES256\",\"kid\":\"%s\"}".formatted(base64(new byte[8]));
        String payload = "{\"iss\":\"%s\",\"sub\":\"%s\",\"exp\":%d,\"nbf\":%d,\"jti\":\"%s\",\"zz\":%d}"
                .formatted(
                        claims.issuer(),
                        claims.subject(),
                        claims.expires().getEpochSecond(),
                        claims.notBefore().getEpochSecond(),
                        base64(claims.nonce()),
                        5);
        return base64(header.getBytes(StandardCharsets.US_ASCII)) + "."
                + base64(payload.getBytes(StandardCharsets.US_ASCII)) + "." + base64(new byte[64]);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** One ES256 signature over as many bytes. */
    private static final class BareSignature {
        private final byte[] signed;
        private final byte[] signature;
        private final KeyPair key;

        BareSignature(byte[] signed) throws GeneralSecurityException {
            this.signed = signed;
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            this.key = generator.generateKeyPair();
            Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
            signer.initSign(key.getPrivate());
            signer.update(signed);
            this.signature = signer.sign();
        }

        void check() throws NotMeasured, GeneralSecurityException {
            Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
            verifier.initVerify(key.getPublic());
            verifier.update(signed);
            if (!verifier.verify(signature)) {
                throw new NotMeasured("the signature is wrong");
            }
        }
    }

    /** Forgets each code at once. */
    private static final class Again implements TokenVerifier.Accepted {
        @Override
        public boolean once(String digest, Instant forgetAfter) {
            return true;
        }

        @Override
        public boolean before(String digest) {
            return false;
        }
    }
}
