package org.zizhu.fleet.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zizhu.fleet.Tool;

/** Requests that OpenSSL has made, and chains that it has to believe. */
class SigningRequestTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"ec -pkeyopt ec_paramgen_curve:P-256", "rsa:2048"})
    void requestMadeByOpenssl_isCertified_andOpensslBelievesTheChain(String key) throws IOException {
        String pem = openssl("-newkey " + key, "/O=somebody/CN=cs-furong-01");
        SigningRequest request = SigningRequest.read(pem).orElseThrow();
        assertEquals("cs-furong-01", request.unit().value());

        FleetAuthority authority = new FleetAuthority(folder.resolve("keys"), InstantSource.system());
        Files.writeString(folder.resolve("unit.pem"), Pem.of(authority.certify(request.unit(), request.key())));

        String verified = run("verify -purpose sslclient -x509_strict -CAfile keys/ca.pem unit.pem");
        assertEquals("unit.pem: OK", verified.strip());
        String told = run("x509 -noout -subject -in unit.pem");
        assertEquals("subject=O = Zizhu Fleet, CN = cs-furong-01", told.strip(), "and nothing else that it asked for");
    }

    @ParameterizedTest
    @CsvSource({
        "rsa:1024,/CN=cs-furong-01",
        "ec -pkeyopt ec_paramgen_curve:P-384,/CN=cs-furong-01",
        "ed25519,/CN=cs-furong-01",
        "rsa:2048,/O=nobody",
        "rsa:2048,/CN=cs-furong-01/CN=cs-furong-02",
        "rsa:2048,/CN=a name with spaces",
    })
    void weakKeyOrImpossibleName_isRefused(String key, String subject) throws IOException {
        assertTrue(SigningRequest.read(openssl("-newkey " + key, subject)).isEmpty());
    }

    @Test
    void aRequestThatWasTamperedWith_certifiesNothingElse_andNonsenseNothing() {
        String good = Applicant.named("cs-furong-01").csr();
        SigningRequest meant = SigningRequest.read(good).orElseThrow();
        byte[] der = Base64.getMimeDecoder().decode(good.replaceAll("-----[^-]+-----", ""));
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            byte[] bent = der.clone();
            bent[random.nextInt(bent.length)] ^= (byte) (1 << random.nextInt(8));
            // A few bits outside of what is signed mean nothing.
            SigningRequest.read(pem(bent)).ifPresent(read -> {
                assertEquals(meant.unit(), read.unit());
                assertEquals(meant.key(), read.key());
            });
        }
        assertTrue(SigningRequest.read("").isEmpty());
        assertTrue(SigningRequest.read("x".repeat(100_000)).isEmpty());
        assertTrue(SigningRequest.read(good.substring(0, good.length() / 2)).isEmpty());
    }

    private static String pem(byte[] der) {
        return "-----BEGIN CERTIFICATE REQUEST-----\n"
                + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END CERTIFICATE REQUEST-----\n";
    }

    private String openssl(String key, String subject) throws IOException {
        String[] words = ("openssl req -new -nodes -keyout unit.key " + key + " -subj").split(" ");
        String[] command = Arrays.copyOf(words, words.length + 1);
        command[words.length] = subject;
        return Tool.run(folder, "openssl", command);
    }

    private String run(String arguments) throws IOException {
        return Tool.run(folder, "openssl", ("openssl " + arguments).split(" "));
    }
}
