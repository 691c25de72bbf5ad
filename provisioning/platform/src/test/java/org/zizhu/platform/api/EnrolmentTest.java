package org.zizhu.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zizhu.platform.CityTest;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.Settings;
import org.zizhu.platform.Terminal;

/** Terminals that make their own keys, and whoever comes without a certificate. */
class EnrolmentTest extends CityTest {

    private static final String PATH = "/v1/enrolments";
    private static final String NAME = "T-0107";

    private Terminal nobody;

    @BeforeEach
    void come() throws IOException {
        nobody = Terminal.withoutCertificate(city, folder.resolve("unit/ca.pem"));
    }

    @Test
    void aCode_certifiesOneKey_answersThatOneAgain_alsoAfterARestart_andNoOther() throws Exception {
        String code = city.enrolmentCode(NAME, Duration.ofHours(1));
        KeyPair keys = keys("EC");
        Terminal.Reply first = ask(code, csr(NAME, keys));
        assertEquals(200, first.status(), first.text());
        assertEquals(NAME, first.json().path("terminal").asString());
        List<X509Certificate> chain = chain(first);
        assertEquals(keys.getPublic(), chain.get(0).getPublicKey());
        assertEquals(List.of("1.3.6.1.5.5.7.3.2"), chain.get(0).getExtendedKeyUsage(), "for TLS clients only");
        chain.get(0).verify(chain.get(1).getPublicKey());
        assertTrue(first.json().path("staffAuthority").asString().startsWith("-----BEGIN CERTIFICATE"));

        Terminal known = Terminal.of(city, NAME, keys.getPrivate(), chain);
        assertEquals(200, known.get("/v1/qr/trust").status());
        assertEquals(200, known.get("/v1/staff/revoked").status());
        assertEquals(200, known.identify(city.person("one-page").card()).status());

        restart();
        come();
        clock.advance(Duration.ofDays(6));
        assertEquals(chain, chain(ask(code, csr(NAME, keys))), "another request for the same key");
        assertRefused(409, "enrolment-code-used", ask(code, csr(NAME, keys("EC"))));
        clock.advance(Duration.ofDays(1));
        assertRefused(409, "enrolment-code-used", ask(code, csr(NAME, keys)));
    }

    @Test
    void aCodeThatSomebodyAtTheCitysMachineGivesOut_isGood() throws Exception {
        String lines =
                SandboxCity.enrolment(new Settings(folder.resolve("city"), 0, 0, clock, 1), NAME, Duration.ofHours(1));
        assertTrue(lines.startsWith("ca-sha256: " + city.authorityHash() + "\ncode: "), lines);
        assertEquals(
                200,
                ask(lines.substring(lines.lastIndexOf(' ') + 1), csr(NAME, keys("EC")))
                        .status());
    }

    @Test
    void whatIsNotTheCodes_isRefused_andUsesNothingUp() throws Exception {
        String code = city.enrolmentCode(NAME, Duration.ofHours(1));
        KeyPair keys = keys("EC");
        assertRefused(403, "enrolment-code-unknown", ask("guess", csr(NAME, keys)));
        assertRefused(409, "name-mismatch", ask(code, csr("T-0001", keys)));
        assertRefused(400, "csr-invalid", ask(code, "x"));
        assertRefused(400, "csr-invalid", ask(code, ""));
        assertRefused(
                400, "csr-invalid", ask(code, csr(NAME, new KeyPair(keys("EC").getPublic(), keys.getPrivate()))));
        assertRefused(400, "csr-invalid", ask(code, csr(NAME, keys("RSA-1024"))));
        for (String garbage : List.of("", "null", "{", "{\"code\":\"x\"}", "{\"code\":1,\"csr\":2}", "[]")) {
            Terminal.Reply reply = nobody.post(PATH, garbage);
            assertRefused(400, "malformed-request", reply);
            assertFalse(reply.text().contains("Exception"), reply.text());
        }
        assertRefused(413, "too-large", nobody.post(PATH, "x".repeat(20_000)));
        assertRefused(405, "method-not-allowed", nobody.get(PATH));

        clock.advance(Duration.ofMinutes(59));
        assertEquals(200, ask(code, csr(NAME, keys("RSA-2048"))).status());
        String late = city.enrolmentCode(NAME, Duration.ofHours(1));
        clock.advance(Duration.ofHours(1));
        assertRefused(403, "enrolment-code-expired", ask(late, csr(NAME, keys)));
        assertThrows(IllegalArgumentException.class, () -> city.enrolmentCode("no name", Duration.ofHours(1)));
    }

    @Test
    void whoHasNoCertificate_reachesNothingElse() {
        for (String path : List.of("/v1/health", "/v1/openapi.yaml", "/v1/staff/revoked", "/v1/qr/trust")) {
            assertRefused(401, "certificate-required", nobody.get(path));
        }
        for (String path : List.of("/", "/x", "/v1/enrolments/", "/v1/../v1/health")) {
            // Not in the contract, to be held to it.
            assertRefused(401, "certificate-required", nobody.trusting().get(path));
        }
        for (String path : List.of("/v1/identifications", "/v1/payments/orders", "/v1/documents")) {
            assertRefused(
                    401, "certificate-required", nobody.post(path, Map.of("context", Map.of("terminal", "")), key));
        }
    }

    @Test
    void whoShowsACertificateOfAnotherAuthority_doesNotGetPastTheHandshake() throws Exception {
        try (SandboxCity other = SandboxCity.start(new Settings(folder.resolve("other"), 0, 0, clock, 1))) {
            KeyPair keys = keys("EC");
            Terminal.Reply reply = Terminal.withoutCertificate(other, folder.resolve("other/keys/ca.pem"))
                    .post(
                            PATH,
                            Map.of("code", other.enrolmentCode("T-1", Duration.ofHours(1)), "csr", csr("T-1", keys)));
            Terminal stranger = Terminal.of(
                    city, "T-1", keys.getPrivate(), List.of(chain(reply).get(0), authorityOf(folder.resolve("unit"))));
            assertThrows(UncheckedIOException.class, () -> stranger.get("/v1/health"));
        }
    }

    private Terminal.Reply ask(String code, String csr) {
        return nobody.post(PATH, Map.of("code", code, "csr", csr));
    }

    private static X509Certificate authorityOf(Path folder) throws Exception {
        return certificates(Files.readString(folder.resolve("ca.pem"))).get(0);
    }

    private static List<X509Certificate> chain(Terminal.Reply reply) throws GeneralSecurityException {
        return certificates(reply.json().path("chain").asString());
    }

    private static List<X509Certificate> certificates(String pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    private static KeyPair keys(String kind) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.substring(0, kind.startsWith("RSA") ? 3 : 2));
        if (kind.startsWith("RSA")) {
            generator.initialize(Integer.parseInt(kind.substring(4)));
        } else {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        }
        return generator.generateKeyPair();
    }

    private static String csr(String name, KeyPair keys) throws IOException, OperatorCreationException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            String algorithm = keys.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
            writer.writeObject(
                    new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=" + name), keys.getPublic())
                            .build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate())));
        }
        return text.toString();
    }

    private static void assertRefused(int status, String code, Terminal.Reply reply) {
        assertEquals(status + " " + code, reply.status() + " " + reply.code());
    }
}
