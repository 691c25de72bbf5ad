package org.zizhu.bench.table;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import org.zizhu.platform.SandboxCity;

/** Writes what a unit is commissioned with: who it is, its wiring, and its key. Its data stays. */
public final class UnitFolder {

    public static final String TERMINAL = "ZZ-430102-0001";

    /** 芙蓉区 Furong district, where it stands. */
    public static final String DIVISION = "430102";

    /** Where it has what it needs for its fleet. */
    public static final String FLEET = "fleet";

    private UnitFolder() {}

    /**
     * A unit of any name.
     *
     * @param wiring its devices, each as an entry of {@code cabinet.yaml} in YAML flow style
     */
    public static void write(Path folder, SandboxCity city, String terminal, List<String> wiring, int webPort)
            throws IOException {
        Files.createDirectories(folder);
        city.enrol(terminal, folder);
        Files.writeString(
                folder.resolve("unit.yaml"),
                """
                terminal: %s
                place: { zh: 长沙市芙蓉区政务服务中心, en: "Furong District Service Centre, Changsha" }
                hotline: "12345"
                platform: { uri: "%s", keystore: unit.p12, password-file: unit.password, ca: ca.pem }
                data: data
                web-port: %d
                staff: { division: "%s", ca: staff-ca.pem, revoked: staff-revoked.crl, list-good-for-hours: 72 }
                fleet: %s
                """
                        .formatted(terminal, city.apiUri(), webPort, DIVISION, FLEET));
        Files.writeString(
                folder.resolve("cabinet.yaml"),
                wiring.stream()
                        .map(device -> "  - " + device + "\n")
                        .collect(Collectors.joining("", "devices:\n", "")));
    }

    /** On the table the kiosk's process is the host: when the battery is low it is switched off, by the command of the unit's settings. */
    static void hostIsTheProcess(Path folder) throws IOException {
        Files.writeString(
                folder.resolve("unit.yaml"), "power-off: [sh, -c, 'kill -KILL $PPID']\n", StandardOpenOption.APPEND);
    }

    /** The three devices of a unit that prints. */
    public static List<String> printingUnit(Path reader, URI documentPrinter, Path receiptPrinter) {
        return List.of(
                "{ name: id-card-reader, driver: sam-v, port: \"%s\" }".formatted(reader),
                "{ name: document-printer, driver: ipp, uri: \"%s\" }".formatted(documentPrinter),
                "{ name: receipt-printer, driver: esc-pos, port: \"%s\", presenter: custom }"
                        .formatted(receiptPrinter));
    }
}
