package org.zizhu.bench.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.zizhu.drivers.emulator.EmulatedLine;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.emulator.LineFault;
import org.zizhu.drivers.locker.rs485.Feedback;
import org.zizhu.drivers.locker.rs485.emulator.BoardModel;
import org.zizhu.drivers.locker.rs485.emulator.LockerEmulator;
import org.zizhu.drivers.serial.emulator.PseudoTerminal;
import org.zizhu.kiosk.screen.Text;

/** The locker: two boards on one bus. Citizens close doors, and force them; the kiosk alone opens them. */
final class LockerFixture implements Fixture {

    private static final int BAUD = 9600;
    private static final Feedback WIRED = Feedback.SHORTED_WHEN_OPEN;
    private static final BoardModel MODEL = BoardModel.TWENTY_FOUR;

    /** A door with buttons: those of the boxes that the city fills and keeps, and the first one of the second board. */
    private record Door(int label, int board, int lock) {}

    private static final List<Door> DOORS = List.of(
            new Door(1, 1, 1),
            new Door(2, 1, 2),
            new Door(3, 1, 3),
            new Door(4, 1, 4),
            new Door(5, 1, 5),
            new Door(6, 1, 6),
            new Door(25, 2, 1));

    /** What can be stuck at the first door. */
    private static final Door SICK = DOORS.get(0);

    private final LockerEmulator locker;
    private boolean latchStuck;
    private boolean switchStuck;
    private boolean otherSwitches;

    LockerFixture(Path line, RandomGenerator random) throws IOException {
        locker = new LockerEmulator(
                new EmulatedLine(PseudoTerminal.at(line), BAUD, Imperfection.REAL, random), WIRED, MODEL, MODEL);
    }

    @Override
    public String id() {
        return "locker";
    }

    @Override
    public Group group() {
        return Group.OUTPUT;
    }

    @Override
    public String wiring() {
        return "{ name: locker, driver: locker-485, port: \"%s\", boards: 2, locks-per-board: %d, feedback: shorted-when-open }"
                .formatted(locker.line().link(), MODEL.locks());
    }

    @Override
    public synchronized Face face() {
        return new Face(Text.of("证照柜", "Locker · RS-485"), mood(), state(), facts(), buttons());
    }

    private Mood mood() {
        if (!locker.line().plugged()
                || !locker.line().powered()
                || locker.line().fault() != null) {
            return Mood.DOWN;
        }
        boolean boardsOn = locker.powered(1) && locker.powered(2);
        return boardsOn
                        && !latchStuck
                        && !switchStuck
                        && !otherSwitches
                        && openDoors().isEmpty()
                ? Mood.WELL
                : Mood.NEEDS_CARE;
    }

    private Text state() {
        LineFault fault = locker.line().fault();
        if (!locker.line().plugged()) {
            return Text.of("线已拔出", "unplugged");
        } else if (!locker.line().powered()) {
            return Text.of("断电", "without power");
        } else if (fault != null) {
            return fault == LineFault.SILENCE ? Text.of("不应答", "silent") : Text.of("应答是乱码", "answers garbage");
        } else if (!locker.powered(2)) {
            return Text.of("2号板断电", "board 2 without power");
        } else if (otherSwitches) {
            return Text.of("门锁反馈极性装反", "locks with the other kind of switch");
        } else if (latchStuck) {
            return Text.of("1号门锁舌卡住", "latch of door 1 stuck");
        } else if (switchStuck) {
            return Text.of("1号门开关卡在“关”", "switch of door 1 stuck at “closed”");
        }
        return openDoors().isEmpty() ? Text.of("门都关着", "all doors shut") : Text.of("有门开着", "a door is open");
    }

    private List<Door> openDoors() {
        return DOORS.stream()
                .filter(door -> locker.open(door.board(), door.lock()))
                .toList();
    }

    private List<Fact> facts() {
        String open = openDoors().stream()
                .map(door -> String.valueOf(door.label()))
                .reduce((one, other) -> one + ", " + other)
                .orElse("–");
        return List.of(
                new Fact(Text.of("开着的门", "doors open"), open),
                new Fact(
                        Text.of("反馈开关", "switch"),
                        otherSwitches ? "上锁短路 shorted when locked" : "开锁短路 shorted when open"),
                new Fact(Text.of("线圈通电次数", "coil pulses"), String.valueOf(locker.pulses())),
                new Fact(Text.of("电源压降次数", "brown-outs"), String.valueOf(locker.brownOuts())));
    }

    private List<Button> buttons() {
        List<Button> buttons = new ArrayList<>();
        for (Door door : DOORS) {
            buttons.add(
                    locker.open(door.board(), door.lock())
                            ? Button.serve(
                                    "close-" + door.label(),
                                    "关上" + door.label() + "号门",
                                    "shut door " + door.label(),
                                    true)
                            : Button.harm(
                                    "force-" + door.label(),
                                    "撬开" + door.label() + "号门",
                                    "force door " + door.label(),
                                    true));
        }
        boolean well = locker.line().plugged() && locker.line().powered();
        buttons.add(Button.harm("latch", "1号门锁舌卡住", "latch of door 1 sticks", !latchStuck));
        buttons.add(Button.harm("switch", "1号门开关卡在“关”", "switch of door 1 sticks", !switchStuck));
        buttons.add(Button.harm("polarity", "装反反馈极性", "locks of the other polarity", !otherSwitches));
        buttons.add(Button.harm("board-off", "2号板断电", "board 2 loses power", locker.powered(2)));
        buttons.add(Button.harm("silence", "不应答", "silence", well));
        buttons.add(Button.harm("garbage", "应答是乱码", "garbage", well));
        buttons.add(Button.harm("power-off", "断电", "power off", locker.line().powered()));
        buttons.add(
                locker.line().plugged()
                        ? Button.harm("unplug", "拔线", "unplug", true)
                        : Button.heal("replug", "插回", "plug in again", true));
        buttons.add(Button.heal("heal", "全部恢复", "heal", true));
        return buttons;
    }

    @Override
    public synchronized Outcome press(String button, String argument) {
        for (Door door : DOORS) {
            if (button.equals("close-" + door.label())) {
                locker.closeDoor(door.board(), door.lock());
                return Outcome.done("关上了" + door.label() + "号门", "shut door " + door.label());
            } else if (button.equals("force-" + door.label())) {
                locker.forceDoor(door.board(), door.lock());
                return Outcome.done("撬开了" + door.label() + "号门", "forced door " + door.label());
            }
        }
        switch (button) {
            case "latch" -> {
                latchStuck = true;
                locker.stickLatch(SICK.board(), SICK.lock(), true);
            }
            case "switch" -> {
                switchStuck = true;
                locker.stickSwitch(SICK.board(), SICK.lock(), Optional.of(false));
            }
            case "polarity" -> {
                otherSwitches = true;
                locker.soldWith(Feedback.SHORTED_WHEN_LOCKED);
            }
            case "board-off" -> locker.power(2, false);
            case "silence" -> locker.line().fault(LineFault.SILENCE);
            case "garbage" -> locker.line().fault(LineFault.GARBAGE);
            case "power-off" -> locker.line().power(false);
            case "unplug" -> locker.line().unplug();
            case "replug" -> replug();
            case "heal" -> heal();
            default -> {
                return Outcome.unknown(button);
            }
        }
        return new Outcome.Done(state());
    }

    /** Everything is as on the first day, and somebody has shut the doors. */
    private void heal() {
        latchStuck = false;
        switchStuck = false;
        otherSwitches = false;
        locker.heal();
        locker.soldWith(WIRED);
        DOORS.forEach(door -> locker.closeDoor(door.board(), door.lock()));
        replug();
    }

    private void replug() {
        try {
            locker.line().replug();
        } catch (IOException e) {
            throw new UncheckedIOException("no pseudo terminal for the locker", e);
        }
    }

    @Override
    public void close() {
        locker.close();
    }
}
