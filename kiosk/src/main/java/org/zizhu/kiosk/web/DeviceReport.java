package org.zizhu.kiosk.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.locker.Locker;
import org.zizhu.drivers.panel.Panel;
import org.zizhu.drivers.power.PowerState;
import org.zizhu.drivers.power.PowerSupply;
import org.zizhu.drivers.wire.WireLog;
import org.zizhu.kiosk.visit.Unit;

/** What the device page shows, as keywords and numbers; the page has the words. */
final class DeviceReport {

    /** As many as fit a few screens of the page; the log itself holds more, for a dump. */
    private static final int FRAMES_SHOWN = 120;

    private final Unit unit;
    private final Supplier<String> screen;
    private final DeviceCare care;

    DeviceReport(Unit unit, Supplier<String> screen, DeviceCare care) {
        this.unit = unit;
        this.screen = screen;
        this.care = care;
    }

    /** A frame of the wire log. */
    record Frame(Instant at, WireLog.Direction direction, String text) {}

    DeviceCare care() {
        return care;
    }

    /** How every device is: asked for twice a second, so nothing is in it that moves by itself. */
    Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("terminal", unit.terminal());
        all.put("place", unit.place());
        all.put("screen", screen.get());
        all.put(
                "devices",
                unit.cabinet().devices().stream().map(DeviceReport::brief).toList());
        return all;
    }

    private static Map<String, Object> brief(Device device) {
        DeviceStatus status = device.status();
        Map<String, Object> brief = new LinkedHashMap<>();
        brief.put("name", device.name());
        brief.put("class", device.deviceClass());
        brief.put("state", status.state());
        brief.put("reasons", status.reasons());
        brief.put("media", status.media());
        brief.put("supplies", new TreeMap<>(status.supplies()));
        return brief;
    }

    /** All that is known of one device. */
    Map<String, Object> of(Device device) {
        Map<String, Object> report = brief(device);
        report.put("facts", device.facts());
        report.put("counters", device.history().counters());
        report.put("faults", device.history().faults());
        report.put("canBeTried", care.canBeTried(device));
        report.put("onRelay", care.relayOf(device).isPresent());
        report.put("care", care.last(device));
        if (device instanceof Panel panel) {
            report.put("senses", new TreeMap<>(panel.senses()));
        } else if (device instanceof Locker locker) {
            report.put("doors", new TreeMap<>(locker.doors()));
        } else if (device instanceof PowerSupply supply) {
            report.put("power", power(supply));
        }
        report.put("wire", newestFrames(device.wireLog()));
        return report;
    }

    static Map<String, Object> power(PowerSupply supply) {
        PowerState power = supply.power();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("source", power.source());
        report.put("batteryLow", power.batteryLow());
        power.chargePercent().ifPresent(percent -> report.put("chargePercent", percent));
        power.runtime().ifPresent(runtime -> report.put("runtimeSeconds", runtime.toSeconds()));
        return report;
    }

    private static List<Frame> newestFrames(WireLog log) {
        List<WireLog.Entry> entries = log.entries();
        List<Frame> frames = new ArrayList<>();
        for (WireLog.Entry entry : entries.subList(Math.max(0, entries.size() - FRAMES_SHOWN), entries.size())) {
            frames.add(new Frame(entry.at(), entry.direction(), entry.text()));
        }
        Collections.reverse(frames);
        return frames;
    }
}
