package org.zizhu.drivers.cabinet;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.document.DocumentPrinter;
import org.zizhu.drivers.document.ipp.IppPrinter;
import org.zizhu.drivers.idcard.IdCardReader;
import org.zizhu.drivers.idcard.samv.SamVReader;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.receipt.ReceiptPrinter;
import org.zizhu.drivers.receipt.escpos.EscPosPrinter;
import org.zizhu.drivers.receipt.escpos.Presenter;
import org.zizhu.drivers.receipt.layout.ReceiptFonts;
import org.zizhu.drivers.serial.SerialLink;
import org.zizhu.drivers.serial.TtyPort;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The wiring file {@code cabinet.yaml}: which devices a unit has, by which driver, at which port or address.
 *
 * <pre>
 * devices:
 *   - { name: id-card-reader, driver: sam-v, port: /dev/serial/by-id/… }
 *   - { name: document-printer, driver: ipp, uri: "ipp://…/ipp/print" }
 *   - { name: receipt-printer, driver: esc-pos, port: /dev/serial/by-id/…, presenter: CUSTOM }
 * </pre>
 */
public record Wiring(List<Wire> devices) {

    /**
     * One device.
     *
     * @param name unique in the cabinet
     * @param driver sam-v, ipp or esc-pos
     * @param port path of the serial port, for drivers on one; relative to the file
     * @param baud 115200 unless given
     * @param uri address, for drivers on a network
     * @param presenter how a receipt printer hands out: NONE (unless given) or CUSTOM
     */
    public record Wire(
            String name,
            String driver,
            @Nullable String port,
            @Nullable Integer baud,
            @Nullable URI uri,
            @Nullable Presenter presenter) {

        /** What SAM-V readers and receipt printers leave the factory with. */
        private static final int USUAL_BAUD = 115_200;

        private SerialLink.Port serial(Path file) throws IOException {
            if (port == null) {
                throw new IOException(file.getFileName() + ": " + name + " needs a port");
            }
            return new TtyPort(file.resolveSibling(port), baud == null ? USUAL_BAUD : baud);
        }

        private URI address(Path file) throws IOException {
            if (uri == null) {
                throw new IOException(file.getFileName() + ": " + name + " needs a uri");
            }
            return uri;
        }
    }

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public Wiring {
        devices = List.copyOf(devices);
    }

    /**
     * Reads a wiring file and makes its drivers, not started yet.
     *
     * @throws IOException says what is wrong and where
     */
    public static Cabinet read(Path file, InstantSource clock) throws IOException {
        Wiring wiring;
        try (InputStream in = Files.newInputStream(file)) {
            wiring = YAML.readValue(in, Wiring.class);
        } catch (JacksonException e) {
            throw new IOException(file.getFileName() + ": " + e.getMessage(), e);
        }
        Optional<IdCardReader> idCardReader = Optional.empty();
        Optional<DocumentPrinter> documentPrinter = Optional.empty();
        Optional<ReceiptPrinter> receiptPrinter = Optional.empty();
        for (Wire wire : wiring.devices) {
            switch (wire.driver()) {
                case "sam-v" ->
                    idCardReader =
                            Optional.of(new SamVReader(wire.name(), wire.serial(file), MonotonicClock.SYSTEM, clock));
                case "ipp" ->
                    documentPrinter =
                            Optional.of(new IppPrinter(wire.name(), wire.address(file), clock, MonotonicClock.SYSTEM));
                case "esc-pos" ->
                    receiptPrinter = Optional.of(new EscPosPrinter(
                            wire.name(),
                            wire.serial(file),
                            wire.presenter() == null ? Presenter.NONE : wire.presenter(),
                            ReceiptFonts.debian(),
                            clock,
                            MonotonicClock.SYSTEM));
                default ->
                    throw new IOException(file.getFileName() + ": " + wire.name() + " has the unknown driver "
                            + wire.driver() + "; known are sam-v, ipp, esc-pos");
            }
        }
        return new Cabinet(idCardReader, documentPrinter, receiptPrinter);
    }
}
