package org.zizhu.platform.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zizhu.platform.CityTest;
import org.zizhu.platform.Terminal;
import org.zizhu.platform.Tool;

/** The documents before independent judges: poppler, NSS and zbar. */
class SealedDocumentTest extends CityTest {

    @Test
    void popplerFindsTheSignatureValid_theDocumentWhollySigned_andTheSignerTrusted() throws IOException {
        Path pdf = fetched("certificate", "insurance-certificate");
        Path trust = Files.createDirectories(folder.resolve("nss"));
        String store = "sql:" + trust;
        Tool.run(folder, "libnss3-tools", "certutil", "-N", "-d", store, "--empty-password");
        Tool.run(
                folder,
                "libnss3-tools",
                "certutil",
                "-A",
                "-d",
                store,
                "-n",
                "city",
                "-t",
                "CT,C,C",
                "-i",
                "unit/ca.pem");

        String said = Tool.run(folder, "poppler-utils", "pdfsig", "-nssdir", store, pdf.toString());

        assertTrue(said.contains("Signature is Valid."), said);
        assertTrue(said.contains("Total document signed"), said);
        assertTrue(said.contains("Certificate is Trusted."), said);
        assertTrue(said.contains("ETSI.CAdES.detached"), said);
    }

    @Test
    void oneChangedByte_isFound() throws IOException {
        Path pdf = fetched("one-page", "insurance-certificate");
        byte[] bytes = Files.readAllBytes(pdf);
        bytes[bytes.length / 3] ^= 1;
        Files.write(pdf, bytes);

        String said = Tool.run(folder, "poppler-utils", "pdfsig", "-nocert", pdf.toString());

        assertFalse(said.contains("Signature is Valid."), said);
    }

    @ParameterizedTest
    @CsvSource({
        "certificate, insurance-certificate, 2",
        "rare-plane-2, insurance-certificate, 2",
        "one-page, insurance-certificate, 1",
        "long-name, insurance-certificate, 1",
        "foreigner-2017-english, insurance-certificate, 1",
        "permit-taiwan, contribution-statement, 2",
        "statement, contribution-statement, 3",
        "certificate, property-statement, 1",
        "long-name, property-statement, 1",
    })
    void allFontsAreEmbeddedSubsets_theNameComesBack_andTheCodeOnEachSheetSaysGenuine(
            String person, String type, int pages) throws Exception {
        Path pdf = fetched(person, type);

        String[] fonts =
                Tool.run(folder, "poppler-utils", "pdffonts", pdf.toString()).split("\n", -1);
        assertTrue(fonts.length >= 4);
        for (String font : fonts) {
            boolean named = font.contains("+");
            assertTrue(!named || font.matches(".*Identity-H +yes yes yes.*"), font);
        }
        String text = Tool.run(folder, "poppler-utils", "pdftotext", "-layout", pdf.toString(), "-");
        assertTrue(text.contains(city.person(person).card().knownName()), "the name is not in the text");
        assertTrue(text.contains(city.person(person).card().number()), "the number is not in the text");
        assertTrue(text.replace(" ", "").contains("第" + pages + "页共" + pages + "页"), "the last page is not numbered");

        Tool.run(folder, "poppler-utils", "pdftoppm", "-r", "200", "-gray", "-png", pdf.toString(), person);
        for (int page = 1; page <= pages; page++) {
            String code = Tool.run(folder, "zbar-tools", "zbarimg", "-q", "--raw", person + "-" + page + ".png");
            assertEquals("genuine", verdict(code.strip()));
            assertTrue(code.strip().matches("http://[^#]+#ZZ1\\.[A-Za-z0-9_-]+"), code);
        }
    }

    @Test
    void aCharacterThatNoFontHas_isRefused_andNeverPrintedAsABox() {
        // U+30000, the first of plane 3, is not in GB 18030-2022, and no font of ours has it.
        int strange = 0x30000;
        Pressed pressed = new Press((file, order) -> file)
                .press(Orders.forName("王" + Character.toString(strange), clock.instant()));

        assertEquals(new Pressed.Unprintable(strange), pressed);
    }

    @Test
    void everyNameInTheCityIsPrintable() throws IOException {
        Typefaces typefaces = new Typefaces();
        for (var person : city.people()) {
            for (int codePoint : person.card().knownName().codePoints().toArray()) {
                assertTrue(typefaces.forCharacter(codePoint, false).isPresent(), person::toString);
            }
        }
    }

    @Test
    void whoIsTaggedForTwoPages_getsTwo() {
        Press press = new Press((file, order) -> file);
        for (var person : city.people().stream()
                .filter(each -> each.tags().contains("two-pages"))
                .limit(12)
                .toList()) {
            Order order = Orders.forHistory(person.contributions(), clock.instant());
            assertEquals(2, ((Pressed.Sheets) press.press(order)).pages(), person::toString);
        }
    }

    private Path fetched(String person, String type) throws IOException {
        String session = session(person);
        Terminal.Reply issued = terminal.issue(session, type, key);
        String number = issued.json().get("number").asString();
        Path pdf = folder.resolve(person + ".pdf");
        return Files.write(
                pdf,
                terminal.ofSession("/v1/documents/" + number + "/content", session)
                        .bytes());
    }

    private static String verdict(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Accept", "application/json")
                .build();
        String answer = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        return Terminal.JSON.readTree(answer).get("verdict").asString();
    }
}
