package org.zizhu.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.bench.pilot.Errand;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.Settings;
import org.zizhu.platform.people.Card;

/**
 * One visit for a certificate, by a citizen with a rare character in the name, through the real window on the display that
 * {@code DISPLAY} names; then its evidence is examined by programs that know nothing of Zizhu.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScriptedVisitTest {

    @TempDir
    private static Path folder;

    private boolean good;
    private Path evidence;
    private SandboxCity city;
    private Card card;

    @BeforeAll
    void visit() throws Exception {
        assertNotNull(System.getenv("DISPLAY"), "needs a display: ./run test makes a virtual one (package xvfb)");
        evidence = folder.resolve("visit");
        good = ScriptedVisit.run(Errand.of(List.of("--item", "certificate")), folder.resolve("bench"), evidence);
        // The same city again, as after a restart of the bench.
        city = SandboxCity.start(
                new Settings(folder.resolve("bench").resolve("city"), 0, 0, InstantSource.system(), 1));
        card = city.person("certificate").card();
    }

    @AfterAll
    void closeCity() {
        if (city != null) {
            city.close();
        }
    }

    @Test
    void citizenHasTheCertificate_andNothingIsLeftOpen() throws Exception {
        assertTrue(good, () -> "see what was said above");
        String summary = Files.readString(evidence.resolve("summary.json"));
        assertTrue(summary.contains("\"outcome\" : \"done\""), summary);
        assertTrue(summary.contains("\"taken\" : true"), summary);
        List<String> screens;
        try (Stream<Path> files = Files.list(evidence.resolve("screens"))) {
            screens = files.map(file -> file.getFileName().toString()).sorted().toList();
        }
        for (String screen : List.of("attract", "home", "guide", "present-card", "printing", "take-paper", "review")) {
            assertTrue(screens.stream().anyMatch(name -> name.endsWith("-" + screen + ".png")), screen + " is missing");
        }
    }

    @Test
    void certificate_isSignedByTheCity_andUnmodified() throws Exception {
        // NSS trusts who is in its database: the sandbox city's authority is put there.
        Path trust = Files.createDirectories(folder.resolve("nss"));
        Path authority = folder.resolve("bench").resolve("unit-visit").resolve("ca.pem");
        say("certutil", "-N", "--empty-password", "-d", "sql:" + trust);
        say("certutil", "-A", "-n", "city", "-t", "CT,C,C", "-i", authority.toString(), "-d", "sql:" + trust);

        String signature = say(
                "pdfsig",
                "-nssdir",
                "sql:" + trust,
                evidence.resolve("certificate.pdf").toString());

        assertTrue(signature.contains("Signature is Valid"), signature);
        assertTrue(signature.contains("Total document signed"), signature);
        assertTrue(signature.contains("Certificate is Trusted"), signature);
    }

    @Test
    void certificate_embedsItsFonts_andGivesBackTheNameWithItsRareCharacter() throws Exception {
        String certificate = evidence.resolve("certificate.pdf").toString();

        List<String> fonts = say("pdffonts", certificate).lines().skip(2).toList();
        String text = say("pdftotext", "-enc", "UTF-8", certificate, "-");

        assertFalse(fonts.isEmpty());
        for (String font : fonts) {
            assertTrue(font.matches(".* yes yes (yes|no) +\\d+ +\\d+"), font + " is not embedded as a subset");
        }
        assertTrue(text.contains(card.name()), "the name is not in the certificate's text");
    }

    @Test
    void qrOnTheCertificate_leadsToAPageThatSaysGenuine() throws Exception {
        Path page = folder.resolve("page");
        say(
                "pdftoppm",
                "-r",
                "200",
                "-png",
                "-singlefile",
                evidence.resolve("certificate.pdf").toString(),
                "" + page);

        String address =
                say("zbarimg", "-q", "--raw", page + ".png").lines().findFirst().orElseThrow();
        // The city has another port now; the path is what was printed.
        URI asked = city.publicUri().resolve(URI.create(address).getRawPath());
        String answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(asked).build(), BodyHandlers.ofString())
                .body();

        assertTrue(answer.contains("真实有效") || answer.contains("genuine"), answer);
        assertFalse(answer.contains(card.number()), "the page shows the whole number");
    }

    @Test
    void afterTheVisit_noFileOfTheUnitHoldsTheCitizensNumberOrName() throws IOException {
        List<byte[]> traces = Stream.of(card.number(), card.name())
                .flatMap(trace -> Stream.of(trace.getBytes(UTF_8), trace.getBytes(UTF_16LE)))
                .toList();
        try (Stream<Path> files = Files.walk(folder.resolve("bench"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.startsWith(folder.resolve("bench").resolve("city"))) {
                    continue;
                }
                String content = new String(Files.readAllBytes(file), ISO_8859_1);
                for (byte[] trace : traces) {
                    assertFalse(
                            content.contains(new String(trace, ISO_8859_1)),
                            folder.relativize(file) + " still holds something of the citizen");
                }
            }
        }
    }

    /** Runs a program of Debian's to its end and gives its output; fails if it fails. */
    private static String say(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ": " + output);
        return output;
    }
}
