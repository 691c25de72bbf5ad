package org.zizhu.kiosk.visit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceClass;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.cabinet.Cabinet;
import org.zizhu.drivers.panel.Panel;
import org.zizhu.drivers.power.PowerState;
import org.zizhu.kiosk.screen.Text;

/**
 * How the unit is, in words for citizens: which classes of device can't be used now, what it lives on, and whether staff have
 * it open. Looks at the devices each time it is asked; thread-safe.
 */
public record Condition(Cabinet cabinet) {

    /** More names than these are not read: then the last ones are counted. */
    private static final int NAMES = 3;

    /** The classes of device that a citizen meets, by the name they have for it. */
    private static final Map<DeviceClass, Text> NAME = Map.of(
            DeviceClass.ID_CARD_READER, Text.of("身份证阅读器", "ID reader"),
            DeviceClass.CHIP_CARD_READER, Text.of("读卡器", "card reader"),
            DeviceClass.CODE_SCANNER, Text.of("扫码器", "code scanner"),
            DeviceClass.CAMERA, Text.of("摄像头", "camera"),
            DeviceClass.DOCUMENT_PRINTER, Text.of("打印机", "printer"),
            DeviceClass.RECEIPT_PRINTER, Text.of("凭条打印机", "receipt printer"),
            DeviceClass.CARD_DISPENSER, Text.of("发卡机", "card dispenser"),
            DeviceClass.BLANK_PRINTER, Text.of("证照打印机", "licence printer"),
            DeviceClass.LOCKER, Text.of("证照柜", "locker"));

    /** The classes of device that are wired and of which none works now, by name. A device that is just being reached is not among them. */
    public List<Text> outOfOrder() {
        Set<DeviceClass> out = EnumSet.noneOf(DeviceClass.class);
        Set<DeviceClass> works = EnumSet.noneOf(DeviceClass.class);
        for (Device device : cabinet.devices()) {
            boolean hopeful = device.status().usable() || device.status().state() == DeviceState.STARTING;
            (hopeful ? works : out).add(device.deviceClass());
        }
        out.removeAll(works);
        out.retainAll(NAME.keySet());
        return out.stream().map(NAME::get).toList();
    }

    /** What to know before choosing; empty when all is well. */
    public Optional<Text> notice() {
        List<Text> sentences = new ArrayList<>();
        if (onBattery()) {
            sentences.add(Text.of("正在使用备用电源。", "On backup power."));
        }
        if (maintenanceDoorOpen()) {
            sentences.add(Text.of("机门已打开，工作人员正在维护。", "Staff are working on this kiosk."));
        }
        List<Text> out = outOfOrder();
        if (!out.isEmpty()) {
            sentences.add(named(out));
        }
        return sentences.isEmpty() ? Optional.empty() : Optional.of(joined(sentences, "", " "));
    }

    /** Whether it lives on its battery; not while nobody can say. */
    public boolean onBattery() {
        return cabinet.powerSupply()
                .map(supply -> supply.power().source() == PowerState.Source.BATTERY)
                .orElse(false);
    }

    private boolean maintenanceDoorOpen() {
        return cabinet.panel()
                .map(panel -> panel.senses().getOrDefault(Panel.Sense.MAINTENANCE_DOOR_OPEN, false))
                .orElse(false);
    }

    private static Text named(List<Text> out) {
        int named = out.size() <= NAMES ? out.size() : NAMES - 1;
        int more = out.size() - named;
        Text names = joined(out.subList(0, named), "、", ", ");
        return more == 0
                ? Text.of("暂停使用：" + names.chinese() + "。", "Not working: " + names.english() + ".")
                : Text.of(
                        "暂停使用：" + names.chinese() + "等 " + out.size() + " 种设备。",
                        "Not working: " + names.english() + " and " + more + " more.");
    }

    private static Text joined(List<Text> parts, String chinese, String english) {
        return Text.of(joined(parts, Text::chinese, chinese), joined(parts, Text::english, english));
    }

    private static String joined(List<Text> parts, Function<Text, String> language, String between) {
        return parts.stream().map(language).collect(Collectors.joining(between));
    }
}
