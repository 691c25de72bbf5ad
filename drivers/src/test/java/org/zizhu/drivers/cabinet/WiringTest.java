package org.zizhu.drivers.cabinet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zizhu.drivers.Device;

/** What field staff write, and what they are told. */
@Timeout(30)
class WiringTest {

    private static final String LOOK =
            "look for a bracket or quote left open, and let the keys of a device begin in one column";

    @TempDir
    Path unit;

    private Cabinet read(String text) throws IOException {
        return read(text, StandardCharsets.UTF_8);
    }

    private Cabinet read(String text, Charset charset) throws IOException {
        Path file = unit.resolve("cabinet.yaml");
        Files.writeString(file, text, charset);
        return Wiring.read(file, InstantSource.system());
    }

    private void assertTold(String told, String text) {
        IOException refusal = assertThrows(IOException.class, () -> read(text));
        assertEquals(told, refusal.getMessage());
    }

    private void assertPointedAt(int line, String text) {
        IOException refusal = assertThrows(IOException.class, () -> read(text));
        assertTrue(
                refusal.getMessage().startsWith("cabinet.yaml, line " + line + ": this is no YAML: "),
                refusal.getMessage());
        assertTrue(refusal.getMessage().endsWith(LOOK), refusal.getMessage());
    }

    @Test
    void devices_comeInTheirOrder() throws Exception {
        try (Cabinet cabinet = read(
                """
                        # A comment, and words that YAML would take for other things.
                        devices:
                          - { name: on, driver: sam-v, port: reader }
                          - name: 2026-01-01
                            driver: ipp
                            uri: ipp://127.0.0.1/ipp/print
                        """)) {
            assertEquals(
                    List.of("on", "2026-01-01"),
                    cabinet.devices().stream().map(Device::name).toList());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name: a, driver: sam-v                        | a needs port; add it, for example “port: …”",
                "driver: sam-v, port: p                        | this device needs name; add it, for example “name: …”",
                "name: a, port: p                              | a needs driver; add it, for example “driver: …”",
                "name: a, driver: sam-v, port: p, speed: 9600  | a: speed is unknown to its driver; known are name, driver, port, baud",
                "name: a, driver: sam-v, port: ''              | a: port is empty; give it a value or remove it",
                "name: a, driver: sam-v, port: [p]             | a: port must be one value; write “port: …” without brackets",
                "name: a, driver: sam-v, port: p, baud: fast   | a: baud “fast” is no whole number from 1200 to 921600",
                "name: a, driver: sam-v, port: p, baud: 12     | a: baud “12” is no whole number from 1200 to 921600",
                "name: a, driver: sam-v, port: p, baud: 1e5    | a: baud “1e5” is no whole number from 1200 to 921600",
                "name: a, driver: ipp, uri: 10.0.0.5           | a: uri “10.0.0.5” is no address that begins with ipp or ipps or http or https://",
                "name: a, driver: esc-pos, port: p, presenter: nice | a: presenter “nice” is unknown; known are none, custom",
                "name: a, driver: camera-codes, camera: b      | a: camera no camera named “b” stands above it; wire it first",
                "name: a, driver: onnx-faces                   | a needs models; add it, for example “models: …”",
                "name: a, driver: onnx-faces, models: m, live: 100 | a: live “100” is no whole number from 0 to 99",
                "name: a, driver: onnx-faces, models: m, accept: 40, doubt: 50 | a: doubt is above what is accepted; give it at the most 40",
                "name: a, driver: modbus, port: p, lights: on  | lights must be “key: value” pairs",
                "name: a, name: b, driver: sam-v, port: p      | “name” is given twice; remove one",
            })
    void deviceThatIsWrong_isToldByItsLine(String device, String told) {
        assertTold("cabinet.yaml, line 2: " + told, "devices:\n  - { " + device + " }\n");
    }

    @Test
    void unknownDriver_isToldWithTheKnownOnes() {
        assertTold(
                "cabinet.yaml, line 2: a: driver “sam-w” is unknown; known are "
                        + String.join(", ", Drivers.KNOWN.keySet()),
                "devices:\n  - { name: a, driver: sam-w, port: p }\n");
    }

    @Test
    void nameGivenTwice_isRefused() {
        assertTold(
                "cabinet.yaml, line 3: a: name is given to another device already; each has its own",
                """
                devices:
                  - { name: a, driver: sam-v, port: p }
                  - { name: a, driver: sam-v, port: q }
                """);
    }

    @Test
    void twoDevicesOnOnePort_areRefused_howeverItIsWritten() {
        assertTold(
                "cabinet.yaml, line 3: b: port is that of a already; each device has its own",
                """
                devices:
                  - { name: a, driver: sam-v, port: dev/p }
                  - { name: b, driver: esc-pos, port: ./dev/../dev/p }
                """);
    }

    @Test
    void allThatIsWrong_isToldAtOnce() {
        assertTold(
                """
                cabinet.yaml, line 2: a needs port; add it, for example “port: …”
                cabinet.yaml, line 3: b needs uri; add it, for example “uri: …”""",
                """
                devices:
                  - { name: a, driver: sam-v }
                  - { name: b, driver: ipp }
                """);
    }

    @Test
    void fileThatHasNoDevices_isToldHowItBegins() {
        assertTold("cabinet.yaml, line 1: the file is empty; it begins with “devices:”", "");
        assertTold("cabinet.yaml, line 1: the file is empty; it begins with “devices:”", "# nothing yet\n");
        assertTold("cabinet.yaml, line 1: “devices:” must be a list; begin each line with “- ”", "devices:\n");
        assertTold("cabinet.yaml, line 1: “devices:” must be a list; begin each line with “- ”", "{}\n");
        assertTold(
                "cabinet.yaml, line 1: “devices:” must be a list; begin each line with “- ”", "devices: { name: a }\n");
        assertTold("cabinet.yaml, line 1: the file must be “key: value” pairs", "- { name: a }\n");
        assertTold("cabinet.yaml, line 1: the file must be “key: value” pairs", "hello\n");
        assertTold("cabinet.yaml, line 2: a part of devices must be “key: value” pairs", "devices:\n  - reader\n");
        assertTold(
                "cabinet.yaml, line 1: “device” is unknown here; the file has “devices:” alone",
                "device:\n  - { name: a }\n");
    }

    @Test
    void fileThatIsNoYaml_isToldWhere_andWhatToLookFor() {
        assertTold(
                "cabinet.yaml, line 2: this is no YAML: found character '\\t(TAB)' that cannot start any token. (Do not use"
                        + " \\t(TAB) for indentation); indent with spaces",
                "devices:\n\t- { name: a }\n");
        assertTold(
                "cabinet.yaml, line 3: this is no YAML: expected ',' or '}', but got {; " + LOOK,
                "devices:\n  - { name: a, driver: sam-v\n  - { name: b }\n");
        assertPointedAt(3, "devices:\n  - name: a\n     driver: sam-v\n");
        assertPointedAt(3, "devices:\n  - name: a\n driver: sam-v\n");
        assertPointedAt(2, "devices: \"a\n");
    }

    @Test
    void fileThatIsNotThere_isToldWhatToDo() {
        IOException refusal = assertThrows(
                IOException.class, () -> Wiring.read(unit.resolve("cabinet.yaml"), InstantSource.system()));
        assertEquals("cabinet.yaml: there is no such file; write one after the samples", refusal.getMessage());
    }

    @Test
    void fileInAnotherEncoding_isTold() {
        IOException refusal = assertThrows(
                IOException.class, () -> read("devices: # 身份证阅读器\n  - { name: a }\n", Charset.forName("GB18030")));
        assertEquals("cabinet.yaml, line 1: this is no UTF-8 text; save it as UTF-8", refusal.getMessage());
    }

    /** Aliases of aliases that would be a billion devices, a device that is its own part, brackets a hundred thousand deep. */
    @Test
    void fileThatIsAnAttack_isRefusedInNoTime() {
        StringBuilder bomb = new StringBuilder("devices:\n  - &a0 { name: a, driver: sam-v, port: p }\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("  - &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ",").repeat(9)).append("]\n");
        }
        assertTold(
                "cabinet.yaml, line 1: this is no wiring file: Number of aliases for non-scalar nodes exceeds the specified"
                        + " max=50; write each device out as in the samples",
                bomb.toString());
        assertTold(
                "cabinet.yaml, line 2: a: port must be one value; write “port: …” without brackets",
                "devices:\n  - &a { name: a, driver: sam-v, port: *a }\n");
        assertTold(
                "cabinet.yaml, line 2: a: name is given to another device already; each has its own",
                "devices:\n  - &a { name: a, driver: sam-v, port: p }\n  - *a\n");
        assertTold(
                "cabinet.yaml, line 1: this is no YAML: it is nested too deep; a wiring file has three levels",
                "devices: " + "[".repeat(30_000));
        assertTold(
                "cabinet.yaml, line 1: this is longer than 64 kB; a wiring file names a dozen devices",
                "devices: # " + "x".repeat(70_000));
    }
}
