package org.zizhu.bench.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void printedEndToEnd_isSigned_hasItsFonts_saysTheName_andItsCodeAnswersGenuine(String person) throws IOException {
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
