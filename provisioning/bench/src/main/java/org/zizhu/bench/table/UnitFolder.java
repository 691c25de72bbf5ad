package org.zizhu.bench.table;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.zizhu.platform.SandboxCity;

/** Writes what a unit is commissioned with: who it is, its wiring, and its key. Its data stays. */
public final class UnitFolder {

    public static final String TERMINAL = "ZZ-430102-0001";

    private UnitFolder() {}

    /** The unit named {@link #TERMINAL}. */
    static void write(Path folder, SandboxCity city, Path reader, URI documentPrinter, Path receiptPrinter, int webPort)
            throws IOException {
        write(folder, city, TERMINAL, reader, documentPrinter, receiptPrinter, webPort);
    }

    /** A unit of any name, wired to these ports. */
    public static void write(
            Path folder,
            SandboxCity city,
            String terminal,
            Path reader,
            URI documentPrinter,
            Path receiptPrinter,
            int webPort)
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
                """
                        .formatted(terminal, city.apiUri(), webPort));
        Files.writeString(
                folder.resolve("cabinet.yaml"),
                """
                devices:
                  - { name: id-card-reader, driver: sam-v, port: "%s" }
                  - { name: document-printer, driver: ipp, uri: "%s" }
                  - { name: receipt-printer, driver: esc-pos, port: "%s", presenter: CUSTOM }
                """
                        .formatted(reader, documentPrinter, receiptPrinter));
    }
}
