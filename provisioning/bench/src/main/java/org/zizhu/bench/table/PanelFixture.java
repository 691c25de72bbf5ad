package org.zizhu.bench.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.emulator.EmulatedLine;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.emulator.LineFault;
import org.zizhu.drivers.panel.emulator.IoBoardEmulator;
import org.zizhu.drivers.panel.emulator.IoBoardModel;
import org.zizhu.drivers.serial.emulator.PseudoTerminal;
import org.zizhu.kiosk.screen.Text;

/** The cabinet itself: its doors, who stands before it, the call button, guide lights, and relays in devices' power lines. */
final class PanelFixture implements Fixture {

    private static final int UNIT = 1;
    private static final int BAUD = 9600;

    /** As long as a finger rests on a button. */
    private static final Duration PRESS = Duration.ofMillis(400);

    private static final int CALL_BUTTON = 5;

    /** Something that an input feels; a closed door, loop or button means a closed contact where {@code whenOpen}. */
    private enum Feeling {
        PRESENCE("presence", 2, false, "有人", "somebody there"),
        FRONT_DOOR("front-door-open", 0, true, "前门开着", "front door open"),
        MAINTENANCE_DOOR("maintenance-door-open", 1, true, "维护门开着", "maintenance door open"),
        TAMPER("tamper", 3, true, "防拆触发", "tampered with"),
        WATER("water", 4, false, "进水", "water"),
        SMOKE("smoke", 6, false, "烟雾", "smoke");

        private final String sense;
        private final int channel;
        private final boolean whenOpen;
        private final String chinese;
        private final String english;

        Feeling(String sense, int channel, boolean whenOpen, String chinese, String english) {
            this.sense = sense;
            this.channel = channel;
            this.whenOpen = whenOpen;
            this.chinese = chinese;
            this.english = english;
        }
    }

    /** The outputs with a lamp at them, by the light's name in the wiring file. */
    private static final Map<String, Text> LIGHTS = lights();

    /** The first output with a relay in a device's power line. */
    private static final int FIRST_RELAY = 6;

    private final IoBoardEmulator board;
    private final List<String> poweredDevices = new ArrayList<>();
    private boolean buttonStuck;
    private @Nullable Text fault;

    /**
     * @param power told of each device, by its name in the wiring file, that it has power or not
     */
    PanelFixture(Path line, RandomGenerator random, Map<String, Consumer<Boolean>> power) throws IOException {
        board = new IoBoardEmulator(
                new EmulatedLine(PseudoTerminal.at(line), BAUD, Imperfection.REAL, random),
                UNIT,
                IoBoardModel.WAVESHARE_IO_8CH);
        for (Feeling feeling : Feeling.values()) {
            board.input(feeling.channel, feeling.whenOpen);
        }
        power.forEach((name, device) -> {
            board.wire(FIRST_RELAY + poweredDevices.size(), drawn -> device.accept(!drawn));
            poweredDevices.add(name);
        });
    }

    private static Map<String, Text> lights() {
        Map<String, Text> lights = new LinkedHashMap<>();
        lights.put("id-card", Text.of("身份证", "ID card"));
        lights.put("document", Text.of("出纸口", "document"));
        lights.put("code", Text.of("扫码", "code"));
        lights.put("receipt", Text.of("凭条", "receipt"));
        lights.put("card", Text.of("发卡口", "card"));
        lights.put("locker", Text.of("取件柜", "locker"));
        return lights;
    }

    @Override
    public String id() {
        return "panel";
    }

    @Override
    public String wiring() {
        return "{ name: panel, driver: modbus, port: \"%s\", unit: %d, senses: {%s, call-button: %d}, senses-when-open: {%s}, lights: {%s}, power: {%s} }"
                .formatted(
                        board.line().link(),
                        UNIT,
                        senses(false),
                        CALL_BUTTON,
                        senses(true),
                        channels(0, LIGHTS.keySet()),
                        channels(FIRST_RELAY, poweredDevices));
    }

    private static String senses(boolean whenOpen) {
        return Arrays.stream(Feeling.values())
                .filter(feeling -> feeling.whenOpen == whenOpen)
                .map(feeling -> feeling.sense + ": " + feeling.channel)
                .collect(Collectors.joining(", "));
    }

    private static String channels(int first, Iterable<String> names) {
        List<String> channels = new ArrayList<>();
        for (String name : names) {
            channels.add(name + ": " + (first + channels.size()));
        }
        return String.join(", ", channels);
    }

    @Override
    public synchronized Face face() {
        return new Face(Text.of("控制板", "Panel · Modbus RTU"), mood(), state(), facts(), buttons());
    }

    private boolean active(Feeling feeling) {
        return board.input(feeling.channel) != feeling.whenOpen;
    }

    private boolean wellConnected() {
        return board.line().plugged() && board.line().powered() && fault == null;
    }

    private List<Feeling> feltNow() {
        return Arrays.stream(Feeling.values()).filter(this::active).toList();
    }

    private Mood mood() {
        if (!wellConnected()) {
            return Mood.DOWN;
        } else if (buttonStuck || feltNow().stream().anyMatch(feeling -> feeling != Feeling.PRESENCE)) {
            return Mood.NEEDS_CARE;
        }
        return active(Feeling.PRESENCE) ? Mood.BUSY : Mood.WELL;
    }

    private Text state() {
        if (!board.line().plugged()) {
            return Text.of("线已拔出", "unplugged");
        } else if (!board.line().powered()) {
            return Text.of("断电", "without power");
        } else if (fault != null) {
            return fault;
        } else if (buttonStuck) {
            return Text.of("呼叫按钮卡住", "call button stuck");
        }
        List<Feeling> felt = feltNow();
        if (felt.isEmpty()) {
            return Text.of("门关着，没有人", "shut, nobody there");
        }
        Feeling worst = felt.get(felt.size() - 1);
        return Text.of(worst.chinese, worst.english);
    }

    private List<Fact> facts() {
        List<String> lit = new ArrayList<>();
        int channel = 0;
        for (Text light : LIGHTS.values()) {
            if (board.output(channel++)) {
                lit.add(light.chinese() + " " + light.english());
            }
        }
        List<String> dark = new ArrayList<>();
        for (int i = 0; i < poweredDevices.size(); i++) {
            if (board.output(FIRST_RELAY + i)) {
                dark.add(poweredDevices.get(i));
            }
        }
        return List.of(
                new Fact(Text.of("引导灯", "guide lights"), lit.isEmpty() ? "–" : String.join(", ", lit)),
                new Fact(Text.of("断电设备", "power taken from"), dark.isEmpty() ? "–" : String.join(", ", dark)));
    }

    private List<Button> buttons() {
        List<Button> buttons = new ArrayList<>();
        buttons.add(Button.serve("call", "按呼叫按钮", "press the call button", !buttonStuck));
        buttons.add(
                active(Feeling.PRESENCE)
                        ? Button.serve("leave", "人离开", "the person leaves", true)
                        : Button.serve("come", "有人来", "somebody comes", true));
        toggle(buttons, Feeling.FRONT_DOOR, "front-door", "前门", "the front door");
        toggle(buttons, Feeling.MAINTENANCE_DOOR, "maintenance-door", "维护门", "the maintenance door");
        buttons.add(
                active(Feeling.TAMPER)
                        ? Button.heal("calm", "防拆复位", "mend the tamper loop", true)
                        : Button.harm("tamper", "撬机器", "tamper with it", true));
        buttons.add(
                active(Feeling.WATER)
                        ? Button.heal("dry", "擦干", "dry it", true)
                        : Button.harm("water", "进水", "water", true));
        buttons.add(
                active(Feeling.SMOKE)
                        ? Button.heal("air", "排烟", "air it", true)
                        : Button.harm("smoke", "冒烟", "smoke", true));
        buttons.add(Button.harm("stick", "按钮卡住", "call button sticks", !buttonStuck));
        buttons.add(Button.harm("silence", "沉默", "silence", wellConnected()));
        buttons.add(Button.harm("garbage", "乱码", "garbage", wellConnected()));
        buttons.add(Button.harm("checksum", "校验错", "wrong checksum", wellConnected()));
        buttons.add(Button.harm("busy", "总说忙", "always busy", wellConnected()));
        buttons.add(Button.harm("power-off", "断电", "power off", board.line().powered()));
        buttons.add(
                board.line().plugged()
                        ? Button.harm("unplug", "拔线", "unplug", true)
                        : Button.heal("replug", "插回", "plug in again", true));
        buttons.add(Button.heal("heal", "全部恢复", "heal", true));
        return buttons;
    }

    private void toggle(List<Button> buttons, Feeling door, String id, String chinese, String english) {
        buttons.add(
                active(door)
                        ? Button.heal("close-" + id, "关上" + chinese, "shut " + english, true)
                        : Button.harm("open-" + id, "打开" + chinese, "open " + english, true));
    }

    @Override
    public synchronized Outcome press(String button, String argument) {
        return switch (button) {
            case "call" -> {
                board.press(CALL_BUTTON, PRESS);
                yield Outcome.done("按了呼叫按钮", "pressed the call button");
            }
            case "come" -> feel(Feeling.PRESENCE, true, "有人来了", "somebody came");
            case "leave" -> feel(Feeling.PRESENCE, false, "人走了", "the person left");
            case "open-front-door" -> feel(Feeling.FRONT_DOOR, true, "打开了前门", "opened the front door");
            case "close-front-door" -> feel(Feeling.FRONT_DOOR, false, "关上了前门", "shut the front door");
            case "open-maintenance-door" ->
                feel(Feeling.MAINTENANCE_DOOR, true, "打开了维护门", "opened the maintenance door");
            case "close-maintenance-door" ->
                feel(Feeling.MAINTENANCE_DOOR, false, "关上了维护门", "shut the maintenance door");
            case "tamper" -> feel(Feeling.TAMPER, true, "撬了机器", "tampered with it");
            case "calm" -> feel(Feeling.TAMPER, false, "防拆复位了", "mended the tamper loop");
            case "water" -> feel(Feeling.WATER, true, "进水了", "water came in");
            case "dry" -> feel(Feeling.WATER, false, "擦干了", "dried it");
            case "smoke" -> feel(Feeling.SMOKE, true, "冒烟了", "it smokes");
            case "air" -> feel(Feeling.SMOKE, false, "烟散了", "aired it");
            case "stick" -> {
                buttonStuck = true;
                board.stick(CALL_BUTTON, Optional.of(true));
                yield Outcome.done("按钮卡住了（30秒后报告）", "the button sticks (told after 30 s)");
            }
            case "silence" -> faulty(LineFault.SILENCE, "不应答", "silent");
            case "garbage" -> faulty(LineFault.GARBAGE, "应答是乱码", "answers garbage");
            case "checksum" -> faulty(LineFault.WRONG_CHECKSUM, "应答校验错", "answers with a wrong checksum");
            case "busy" -> {
                board.refuse(Optional.of(IoBoardEmulator.Refusal.BOARD_BUSY));
                yield faulty(Text.of("总说忙", "says that it is busy"));
            }
            case "power-off" -> {
                board.power(false);
                yield Outcome.done("断了电", "switched it off");
            }
            case "unplug" -> {
                board.line().unplug();
                yield Outcome.done("拔了线", "unplugged it");
            }
            case "replug" -> replug();
            case "heal" -> heal();
            default -> Outcome.unknown(button);
        };
    }

    private Outcome feel(Feeling feeling, boolean active, String chinese, String english) {
        board.input(feeling.channel, active != feeling.whenOpen);
        return Outcome.done(chinese, english);
    }

    private Outcome faulty(LineFault kind, String chinese, String english) {
        board.line().fault(kind);
        return faulty(Text.of(chinese, english));
    }

    private Outcome faulty(Text how) {
        fault = how;
        return new Outcome.Done(how);
    }

    private Outcome replug() {
        try {
            board.line().replug();
        } catch (IOException e) {
            throw new UncheckedIOException("no pseudo terminal for the panel", e);
        }
        return Outcome.done("插回了线", "plugged it in again");
    }

    /** Everything is as on the first day; who stands there, stays. */
    private Outcome heal() {
        board.heal();
        board.power(true);
        buttonStuck = false;
        fault = null;
        for (Feeling feeling : Feeling.values()) {
            if (feeling != Feeling.PRESENCE) {
                board.input(feeling.channel, feeling.whenOpen);
            }
        }
        replug();
        return Outcome.done("全部恢复了", "all is well again");
    }

    @Override
    public void close() {
        board.close();
    }
}
