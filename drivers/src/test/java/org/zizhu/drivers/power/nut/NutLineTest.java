package org.zizhu.drivers.power.nut;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.drivers.fuzz.Fuzz;

class NutLineTest {

    /** As Debian's upsd sent them. */
    private static final List<byte[]> CAPTURED = Stream.of(
                    "VAR kiosk ups.status \"OL CHRG\"\n",
                    "BEGIN LIST VAR kiosk\nVAR kiosk battery.charge \"97\"\nEND LIST VAR kiosk\n",
                    "ERR DATA-STALE\n",
                    "VAR kiosk device.mfr \"\\\"quoted\\\" and \\\\ back\"\n")
            .map(line -> line.getBytes(UTF_8))
            .toList();

    private final NutLine.Cutter cutter = new NutLine.Cutter();

    @Test
    void quotedWord_holdsSpacesQuotesAndBackslashes() {
        assertEquals(
                Optional.of(List.of("VAR", "kiosk", "ups.status", "OL CHRG")),
                NutLine.words("VAR kiosk ups.status \"OL CHRG\""));
        assertEquals(
                Optional.of(List.of("VAR", "kiosk", "device.mfr", "\"quoted\" and \\ back")),
                NutLine.words("VAR kiosk device.mfr \"\\\"quoted\\\" and \\\\ back\""));
        assertEquals(Optional.of(List.of("VAR", "")), NutLine.words("VAR \"\""));
        assertEquals(Optional.of(List.of()), NutLine.words(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"VAR kiosk ups.status \"OL", "VAR \\"})
    void brokenLine_hasNoWords(String line) {
        assertEquals(Optional.empty(), NutLine.words(line));
    }

    @Test
    void linesAreCutWhereverTheyArrive() {
        add("ERR DATA");
        assertEquals(Optional.empty(), cutter.next());
        add("-STALE\r\nOK\nOK Good");
        assertEquals(Optional.of("ERR DATA-STALE"), cutter.next());
        assertEquals(Optional.of("OK"), cutter.next());
        assertEquals(Optional.empty(), cutter.next());
    }

    @Test
    void lineThatGoesOn_isLeftOut_andTheNextOneRead() {
        add("x".repeat(3 * NutLine.LONGEST_BYTES));
        add("\nOK\n");
        assertEquals(Optional.of("OK"), cutter.next());
    }

    @Tag("fuzz")
    @Test
    void anything_isCutWithoutHarm() {
        Fuzz.stream("NutLine.Cutter", CAPTURED, () -> {
            NutLine.Cutter fuzzed = new NutLine.Cutter();
            return piece -> {
                fuzzed.add(piece, piece.length);
                for (Optional<String> line = fuzzed.next(); line.isPresent(); line = fuzzed.next()) {
                    NutLine.words(line.get()).ifPresent(words -> UpsStatus.of(String.join(" ", words))
                            .reasons());
                }
            };
        });
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        cutter.add(bytes, bytes.length);
    }
}
