package org.zizhu.bench.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.kiosk.UnitSettings;
import org.zizhu.kiosk.identity.qr.IssuerTrust;
import org.zizhu.kiosk.identity.qr.PrintedDocument;
import org.zizhu.kiosk.identity.qr.QrCodes;
import org.zizhu.kiosk.identity.qr.QrKind;
import org.zizhu.kiosk.identity.qr.QrVerdict;
import org.zizhu.kiosk.identity.qr.TokenVerifier;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.platform.QrTrust;
import org.zizhu.kiosk.platform.UnitKeys;
import org.zizhu.kiosk.screen.Text;
import tools.jackson.databind.json.JsonMapper;

/** The paper that a citizen carries away, exactly as the printer received it, before poppler, NSS and zbar. */
class CertificateBeforeJudgesTest extends OnTheTable {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "certificate",
                "rare-plane-2",
                "long-name",
                "dot-name",
                "permit-hk",
                "permit-taiwan",
                "foreigner-2017-english",
                "foreigner-2023"
            })
    void printedEndToEnd_isSigned_hasItsFonts_saysTheName_andItsCodeAnswersGenuine(String person) throws Exception {
        citizen.then(city.person(person)).reaches("review");
        byte[] document = cabinet.printer.lastDocument().orElseThrow();
        Path desk = Files.createDirectories(folder.resolve("desk-" + person));
        Files.write(desk.resolve("certificate.pdf"), document);

        String signature = signature(desk);
        assertTrue(signature.contains("Signature is Valid."), signature);
        assertTrue(signature.contains("Total document signed"), signature);
        assertTrue(signature.contains("Certificate is Trusted."), signature);

        List<String> fonts = Judge.says(desk, "poppler-utils", "pdffonts", "certificate.pdf")
                .lines()
                .skip(2)
                .toList();
        assertTrue(
                !fonts.isEmpty() && fonts.stream().allMatch(font -> font.matches(".* yes yes yes .*")),
                () -> "" + fonts);

        String text = Judge.says(desk, "poppler-utils", "pdftotext", "-layout", "certificate.pdf", "-");
        assertTrue(text.contains(city.person(person).card().knownName()), "the name is not in the text");

        Judge.says(desk, "poppler-utils", "pdftoppm", "-r", "200", "-gray", "-png", "certificate.pdf", "page");
        for (int page = 1; page <= citizen.sheets(); page++) {
            String address = Judge.says(desk, "zbar-tools", "zbarimg", "-q", "--raw", "page-" + page + ".png");
            assertEquals("genuine", Records.verdict(URI.create(address.strip())));
            assertVerifiedWithoutThePlatform(address.strip(), person);
        }
    }

    /** The same code, at a unit that can't ask anybody. */
    private void assertVerifiedWithoutThePlatform(String code, String person) throws Exception {
        X509Certificate authority =
                UnitKeys.authorityCertificate(UnitSettings.read(unit).platformSettings(unit));
        IssuerTrust trust = new IssuerTrust(authority);
        trust.learn(JsonMapper.shared().readValue(Files.readAllBytes(unit.resolve("qr-trust.json")), QrTrust.class));
        try (Journal journal = Journal.open(folder.resolve("judge-" + person + ".db"), InstantSource.system())) {
            TokenVerifier tokens =
                    new TokenVerifier(trust, TokenVerifier.Accepted.in(journal), "ZZ-0001", "", InstantSource.system());
            QrCodes codes = new QrCodes(tokens, List.of(), word -> Text.of(word, word));

            QrVerdict verdict =
                    codes.accept(code.getBytes(StandardCharsets.US_ASCII), Set.of(QrKind.CERTIFICATE_VERIFICATION));

            PrintedDocument document = PrintedDocument.of(
                            assertInstanceOf(QrVerdict.Accepted.class, verdict).claims())
                    .orElseThrow();
            assertTrue(document.heldBy(city.person(person).card().number()));
            assertFalse(document.heldBy(city.person("expired").card().number()));
        }
    }

    /** What poppler says of the seal when it trusts nobody but the city. */
    private String signature(Path desk) throws IOException {
        String store = "sql:" + Files.createDirectories(desk.resolve("nss"));
        String authority = unit.resolve("ca.pem").toString();
        Judge.says(desk, "libnss3-tools", "certutil", "-N", "-d", store, "--empty-password");
        Judge.says(desk, "libnss3-tools", "certutil", "-A", "-d", store, "-n", "city", "-t", "CT,C,C", "-i", authority);
        return Judge.says(desk, "poppler-utils", "pdfsig", "-nssdir", store, "certificate.pdf");
    }
}
