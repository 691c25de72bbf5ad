package org.zizhu.drivers.cabinet;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.chipcard.pcsc.CardService;
import org.zizhu.drivers.chipcard.pcsc.PcscReader;
import org.zizhu.drivers.codescanner.serial.Dialect;
import org.zizhu.drivers.codescanner.serial.SerialScanner;
import org.zizhu.drivers.document.ipp.IppPrinter;
import org.zizhu.drivers.idcard.samv.SamVReader;
import org.zizhu.drivers.locker.rs485.Rs485Locker;
import org.zizhu.drivers.power.nut.NutPowerSupply;
import org.zizhu.drivers.receipt.escpos.EscPosPrinter;
import org.zizhu.drivers.receipt.escpos.Presenter;
import org.zizhu.drivers.receipt.layout.ReceiptFonts;
import org.zizhu.drivers.speaker.alsa.AlsaSpeaker;

/** The drivers by the name that the wiring file calls them, each with the keys that it asks for. */
final class Drivers {

    /** What SAM-V readers and receipt printers leave the factory with. */
    private static final int USUAL_BAUD = 115_200;

    private static final int LOCK_BOARD_BAUD = 9_600;

    /** What scan engines leave the factory with. */
    private static final int SCAN_ENGINE_BAUD = 9_600;

    /** Makes a driver from its settings; it is not started yet. */
    @FunctionalInterface
    interface Maker {
        Device make(Wire wire) throws Wire.Wrong;
    }

    /** In alphabetical order. */
    static final Map<String, Maker> KNOWN = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "alsa",
                    wire -> new AlsaSpeaker(
                            wire.name(),
                            wire.optional("device").orElse("default"),
                            wire.optional("card").isPresent() ? Optional.of(wire.path("card")) : Optional.empty(),
                            wire.monotonic(),
                            wire.clock())),
            Map.entry(
                    "esc-pos",
                    wire -> new EscPosPrinter(
                            wire.name(),
                            wire.serial(USUAL_BAUD),
                            wire.choice("presenter", Presenter.class, Presenter.NONE),
                            ReceiptFonts.debian(),
                            wire.clock(),
                            wire.monotonic())),
            Map.entry(
                    "ipp",
                    wire -> new IppPrinter(
                            wire.name(),
                            wire.uri("uri", "ipp", "ipps", "http", "https"),
                            wire.clock(),
                            wire.monotonic())),
            Map.entry("composed-blank", BlankKeys::printer),
            Map.entry("crt-591", DispenserKeys::dispenser),
            Map.entry("camera-codes", CameraKeys::scanner),
            Map.entry("ffmpeg", CameraKeys::camera),
            Map.entry("modbus", PanelWires::panel),
            Map.entry("onnx-faces", FaceKeys::matcher),
            Map.entry(
                    "locker-485",
                    wire -> new Rs485Locker(
                            wire.name(),
                            wire.serial(LOCK_BOARD_BAUD),
                            LockerKeys.plan(wire),
                            wire.monotonic(),
                            wire.clock())),
            Map.entry(
                    "pc-sc",
                    wire -> new PcscReader(
                            wire.name(),
                            wire.optional("reader").orElse(""),
                            CardService.system(),
                            wire.monotonic(),
                            wire.clock())),
            Map.entry(
                    "nut", wire -> new NutPowerSupply(wire.name(), NutKeys.uri(wire), wire.monotonic(), wire.clock())),
            Map.entry(
                    "sam-v",
                    wire -> new SamVReader(wire.name(), wire.serial(USUAL_BAUD), wire.monotonic(), wire.clock())),
            Map.entry(
                    "scan-engine",
                    wire -> new SerialScanner(
                            wire.name(),
                            wire.serial(SCAN_ENGINE_BAUD),
                            wire.choice("dialect", Dialect.class, Dialect.NEWLAND),
                            wire.monotonic(),
                            wire.clock()))));

    private Drivers() {}
}
