package org.zizhu.drivers.document.ipp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.document.emulator.IppPrinterEmulator;

/** The emulator against an independent client: CUPS' ipptool and its test of RFC 8011. */
class EmulatorConformanceTest {

    @TempDir
    Path folder;

    @Test
    void emulator_passesTheIpp11Suite() throws Exception {
        EvePrinter.need("ipptool", "cups-ipp-utils");
        Path suite = folder.resolve("ipp-1.1.test");
        Files.copy(Path.of("/usr/share/cups/ipptool/ipp-1.1.test"), suite);
        Path document = Files.write(folder.resolve("document.pdf"), Pdf.ofPages(1));
        // The suite stops where a document is missing that CUPS ships elsewhere; any will do.
        for (String file : documentsNamedIn(suite)) {
            Files.write(folder.resolve(file), Pdf.ofPages(1));
        }
        Path report = folder.resolve("report.txt");
        try (IppPrinterEmulator emulator = PrinterBench.emulator(PrinterBench.FAST)) {
            List<String> command = List.of(
                    "ipptool", "-tI", "-f", document.toString(), emulator.uri().toString(), suite.toString());
            Process ipptool = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(report.toFile())
                    .start();

            int status = ipptool.waitFor();

            String text = Files.readString(report);
            assertEquals(0, status, text);
            assertTrue(text.contains(" 0 failed"), text);
            assertFalse(text.contains("cannot be read"), text);
        }
    }

    private static Set<String> documentsNamedIn(Path suite) throws IOException {
        return Files.readAllLines(suite).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("FILE ") && !line.contains("$"))
                .map(line -> line.substring("FILE ".length()).strip())
                .collect(Collectors.toSet());
    }
}
