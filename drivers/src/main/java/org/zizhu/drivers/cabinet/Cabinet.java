package org.zizhu.drivers.cabinet;

import java.util.List;
import java.util.Optional;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.blank.BlankPrinter;
import org.zizhu.drivers.camera.Camera;
import org.zizhu.drivers.chipcard.ChipCardReader;
import org.zizhu.drivers.codescanner.CodeScanner;
import org.zizhu.drivers.dispenser.CardDispenser;
import org.zizhu.drivers.document.DocumentPrinter;
import org.zizhu.drivers.face.FaceMatcher;
import org.zizhu.drivers.idcard.IdCardReader;
import org.zizhu.drivers.locker.Locker;
import org.zizhu.drivers.panel.Panel;
import org.zizhu.drivers.power.PowerSupply;
import org.zizhu.drivers.receipt.ReceiptPrinter;
import org.zizhu.drivers.speaker.Speaker;

/**
 * The devices of one unit, in the order of its wiring file. A class of device that is not wired is empty: the unit works
 * without it. Of two of a class the first in the file is meant.
 */
public record Cabinet(List<Device> devices) implements AutoCloseable {

    public Cabinet {
        devices = List.copyOf(devices);
    }

    public Optional<IdCardReader> idCardReader() {
        return first(IdCardReader.class);
    }

    public Optional<ChipCardReader> chipCardReader() {
        return first(ChipCardReader.class);
    }

    public Optional<CodeScanner> codeScanner() {
        return first(CodeScanner.class);
    }

    public Optional<Camera> camera() {
        return first(Camera.class);
    }

    public Optional<FaceMatcher> faceMatcher() {
        return first(FaceMatcher.class);
    }

    public Optional<DocumentPrinter> documentPrinter() {
        return first(DocumentPrinter.class);
    }

    public Optional<ReceiptPrinter> receiptPrinter() {
        return first(ReceiptPrinter.class);
    }

    public Optional<CardDispenser> cardDispenser() {
        return first(CardDispenser.class);
    }

    public Optional<BlankPrinter> blankPrinter() {
        return first(BlankPrinter.class);
    }

    public Optional<Locker> locker() {
        return first(Locker.class);
    }

    public Optional<Panel> panel() {
        return first(Panel.class);
    }

    public Optional<PowerSupply> powerSupply() {
        return first(PowerSupply.class);
    }

    public Optional<Speaker> speaker() {
        return first(Speaker.class);
    }

    /** The device of that name in the wiring file. */
    public Optional<Device> named(String name) {
        return devices.stream().filter(device -> device.name().equals(name)).findFirst();
    }

    /** Starts every driver. */
    public void start() {
        devices.forEach(Device::start);
    }

    @Override
    public void close() {
        devices.forEach(Device::close);
    }

    private <D extends Device> Optional<D> first(Class<D> kind) {
        // Asked some dozens of times for each home screen.
        for (Device device : devices) {
            if (kind.isInstance(device)) {
                return Optional.of(kind.cast(device));
            }
        }
        return Optional.empty();
    }
}
