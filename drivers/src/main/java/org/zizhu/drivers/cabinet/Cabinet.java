package org.zizhu.drivers.cabinet;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.document.DocumentPrinter;
import org.zizhu.drivers.idcard.IdCardReader;
import org.zizhu.drivers.receipt.ReceiptPrinter;

/** The devices of one unit. A class of device that is not wired is empty: the unit works without it. */
public record Cabinet(
        Optional<IdCardReader> idCardReader,
        Optional<DocumentPrinter> documentPrinter,
        Optional<ReceiptPrinter> receiptPrinter)
        implements AutoCloseable {

    public List<Device> devices() {
        return Stream.of(idCardReader, documentPrinter, receiptPrinter)
                .<Device>flatMap(Optional::stream)
                .toList();
    }

    /** Starts every driver. */
    public void start() {
        devices().forEach(Device::start);
    }

    @Override
    public void close() {
        devices().forEach(Device::close);
    }
}
