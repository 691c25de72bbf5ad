package org.zizhu.bench.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.zizhu.drivers.chipcard.emulator.EmulatedChipCard;
import org.zizhu.drivers.dispenser.crt591.emulator.Crt591Emulator;
import org.zizhu.drivers.dispenser.crt591.emulator.DispenserModel;
import org.zizhu.drivers.dispenser.crt591.emulator.DispenserView;
import org.zizhu.drivers.emulator.EmulatedLine;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.emulator.LineFault;
import org.zizhu.drivers.serial.emulator.PseudoTerminal;
import org.zizhu.kiosk.screen.Text;

/** The card dispenser: its stacker, the card on its way, and the bin. */
final class CardDispenserFixture implements Fixture {

    private static final int ADDRESS = 0;
    private static final int BAUD = 9600;

    /** What one box of blank cards holds. */
    private static final int LOAD = 50;

    private final Crt591Emulator dispenser;
    private final Path name;
    private int socket;
    private final List<EmulatedChipCard> cards;
    private final Function<String, Optional<EmulatedChipCard>> cardOf;
    private Optional<Text> fault = Optional.empty();

    /**
     * @param name what the wiring file calls its port; it follows the plug from socket to socket, as udev's stable names do
     * @param cards what the stacker is loaded with, from the first again when there are fewer than a box holds
     * @param cardOf the new card of whoever has that id or number
     */
    CardDispenserFixture(
            Path name,
            RandomGenerator random,
            List<EmulatedChipCard> cards,
            Function<String, Optional<EmulatedChipCard>> cardOf)
            throws IOException {
        this.name = name;
        this.cards = List.copyOf(cards);
        this.cardOf = cardOf;
        dispenser = new Crt591Emulator(
                new EmulatedLine(PseudoTerminal.at(linkedSocket()), BAUD, Imperfection.REAL, random),
                DispenserModel.CRT_591_M001,
                ADDRESS,
                Imperfection.REAL,
                random);
        load();
    }

    /** The socket in which it is now, with its stable name leading there. */
    private Path linkedSocket() throws IOException {
        Path there = name.resolveSibling("ttyUSB-" + name.getFileName() + socket);
        Files.deleteIfExists(name);
        Files.createSymbolicLink(name, there);
        return there;
    }

    private void load() {
        dispenser.load(IntStream.range(0, LOAD)
                .mapToObj(i -> cards.get(i % cards.size()))
                .toList());
    }

    private Outcome loadOf(String who) {
        Optional<EmulatedChipCard> first = who.isBlank() ? Optional.of(cards.get(0)) : cardOf.apply(who);
        if (first.isEmpty()) {
            return Outcome.refused("没有这个人", "there is no such person");
        }
        dispenser.emptyStacker();
        dispenser.load(List.of(first.get()));
        load();
        return Outcome.done("把这张卡放在了最前面", "put that card in front of the others");
    }

    @Override
    public String id() {
        return "card-dispenser";
    }

    @Override
    public Group group() {
        return Group.OUTPUT;
    }

    @Override
    public String wiring() {
        return "{ name: card-dispenser, driver: crt-591, port: \"%s\", address: %d, card-at-start: keep }"
                .formatted(name, ADDRESS);
    }

    @Override
    public synchronized Face face() {
        DispenserView view = dispenser.view();
        List<Fact> facts = List.of(
                new Fact(Text.of("卡箱", "stacker"), String.valueOf(view.inStacker())),
                new Fact(Text.of("通道", "on the way"), way(view)),
                new Fact(Text.of("回收盒", "bin"), view.inBin() + " / " + DispenserModel.CRT_591_M001.binCapacity()));
        return new Face(Text.of("发卡机", "Card dispenser · CRT-591"), mood(view), state(view), facts, buttons(view));
    }

    private static String way(DispenserView view) {
        return switch (view.onTheWay()) {
            case "NOWHERE" -> "–";
            case "CHIP" -> "读卡位 chip position";
            case "BEZEL" -> "卡口（夹住） held in the bezel";
            case "GATE" -> "卡口 at the gate";
            default -> "通道中间 between two positions";
        };
    }

    private boolean wayFree(DispenserView view) {
        return view.onTheWay().equals("NOWHERE");
    }

    private boolean binFull(DispenserView view) {
        return view.inBin() >= DispenserModel.CRT_591_M001.binCapacity();
    }

    private boolean connected() {
        return dispenser.line().plugged() && dispenser.line().powered();
    }

    private Mood mood(DispenserView view) {
        if (!connected() || fault.isPresent()) {
            return Mood.DOWN;
        } else if (view.jammed() || view.sensorStuck() || view.inStacker() == 0 || binFull(view)) {
            return Mood.NEEDS_CARE;
        }
        return wayFree(view) ? Mood.WELL : Mood.BUSY;
    }

    private Text state(DispenserView view) {
        if (!dispenser.line().plugged()) {
            return Text.of("线已拔出", "unplugged");
        } else if (!dispenser.line().powered()) {
            return Text.of("断电", "without power");
        } else if (fault.isPresent()) {
            return fault.get();
        } else if (view.jammed()) {
            return Text.of("卡片卡住", "a card is jammed");
        } else if (view.sensorStuck()) {
            return Text.of("传感器卡住", "a sensor sticks");
        } else if (view.inStacker() == 0) {
            return Text.of("卡箱空了", "stacker empty");
        } else if (binFull(view)) {
            return Text.of("回收盒满了", "bin full");
        }
        return wayFree(view) ? Text.of("通道空闲", "way free") : Text.of("有卡", "a card on its way");
    }

    private List<Button> buttons(DispenserView view) {
        boolean powered = dispenser.line().powered();
        boolean sound = connected() && fault.isEmpty();
        List<Button> buttons = new ArrayList<>();
        buttons.add(Button.serve("take", "取卡", "take the card", !wayFree(view)));
        buttons.add(Button.serve("push", "从卡口塞卡", "push a card in", wayFree(view)));
        buttons.add(Button.serve("load", "装50张卡", "load 50 cards", true));
        buttons.add(Button.serve("load-of", "把某人的新卡放在最前", "put somebody's new card in front", true)
                .asking("谁的卡（空：第一位）", "whose card (empty: the first)"));
        buttons.add(Button.harm("empty", "取空卡箱", "empty the stacker", view.inStacker() > 0));
        buttons.add(
                binFull(view)
                        ? Button.heal("empty-bin", "清空回收盒", "empty the bin", true)
                        : Button.harm("fill-bin", "装满回收盒", "fill the bin", true));
        buttons.add(
                view.jammed()
                        ? Button.heal("clear-jam", "取出卡住的卡", "clear the jam", true)
                        : Button.harm("jam", "卡住", "jam it", true));
        buttons.add(
                view.sensorStuck()
                        ? Button.heal("free-sensor", "擦传感器", "wipe the sensor", true)
                        : Button.harm("stick-sensor", "传感器卡住", "stuck sensor", true));
        buttons.add(Button.harm("silence", "沉默", "silence", sound));
        buttons.add(Button.harm("garbage", "乱码", "garbage", sound));
        buttons.add(Button.harm("checksum", "校验错", "wrong checksum", sound));
        buttons.add(
                powered
                        ? Button.harm("power-off", "断电", "power off", true)
                        : Button.heal("power-on", "通电", "power on", true));
        if (dispenser.line().plugged()) {
            buttons.add(Button.harm("unplug", "拔线", "unplug", true));
            buttons.add(Button.harm("replug-elsewhere", "换口插", "plug in elsewhere", true));
        } else {
            buttons.add(Button.heal("replug", "插回", "plug in again", true));
        }
        buttons.add(Button.heal("heal", "全部恢复", "heal", true));
        return buttons;
    }

    @Override
    public synchronized Outcome press(String button, String argument) {
        return switch (button) {
            case "take" ->
                dispenser.pullCard().isPresent()
                        ? Outcome.done("取走了卡", "took the card")
                        : Outcome.refused("卡口没有卡", "no card can be reached at the gate");
            case "push" ->
                dispenser.pushCard(EmulatedChipCard.mute())
                        ? Outcome.done("从卡口塞进了一张卡", "pushed a card into the gate")
                        : Outcome.refused("卡口有卡", "a card is in the way");
            case "load" -> {
                load();
                yield Outcome.done("装了50张卡", "loaded 50 cards");
            }
            case "load-of" -> loadOf(argument);
            case "empty" -> {
                dispenser.emptyStacker();
                yield Outcome.done("取空了卡箱", "emptied the stacker");
            }
            case "fill-bin" -> {
                dispenser.fillBin();
                yield Outcome.done("装满了回收盒", "filled the bin");
            }
            case "empty-bin" -> {
                dispenser.emptyBin();
                yield Outcome.done("清空了回收盒", "emptied the bin");
            }
            case "jam" -> {
                dispenser.jam();
                yield Outcome.done("卡片卡住了", "a card is jammed");
            }
            case "clear-jam" -> {
                dispenser.clearJam();
                yield Outcome.done("取出了卡住的卡", "cleared the jam");
            }
            case "stick-sensor" -> stickSensor(true, "传感器卡住了", "a sensor sticks");
            case "free-sensor" -> stickSensor(false, "擦了传感器", "wiped the sensor");
            case "silence" -> faulty(LineFault.SILENCE, "不应答", "silent");
            case "garbage" -> faulty(LineFault.GARBAGE, "应答是乱码", "answers garbage");
            case "checksum" -> faulty(LineFault.WRONG_CHECKSUM, "应答校验错", "answers with a wrong checksum");
            case "power-off" -> power(false, "断了电", "switched it off");
            case "power-on" -> power(true, "通了电", "switched it on");
            case "unplug" -> {
                dispenser.line().unplug();
                yield Outcome.done("拔了线", "unplugged it");
            }
            case "replug" -> plug();
            case "replug-elsewhere" -> {
                dispenser.line().unplug();
                socket = 1 - socket;
                yield plug();
            }
            case "heal" -> heal();
            default -> Outcome.unknown(button);
        };
    }

    private Outcome stickSensor(boolean stuck, String chinese, String english) {
        dispenser.sensorStuck(stuck);
        return Outcome.done(chinese, english);
    }

    private Outcome faulty(LineFault kind, String chinese, String english) {
        dispenser.line().fault(kind);
        fault = Optional.of(Text.of(chinese, english));
        return Outcome.done(chinese, english);
    }

    private Outcome power(boolean on, String chinese, String english) {
        dispenser.power(on);
        return Outcome.done(chinese, english);
    }

    private Outcome plug() {
        try {
            dispenser.line().replug(linkedSocket());
        } catch (IOException e) {
            throw new UncheckedIOException("no pseudo terminal for the card dispenser", e);
        }
        return Outcome.done("插回了线", "plugged it in again");
    }

    /** Everything works again; a card on its way stays there, unless it was jammed. */
    private Outcome heal() {
        dispenser.line().heal();
        fault = Optional.empty();
        dispenser.power(true);
        dispenser.clearJam();
        dispenser.sensorStuck(false);
        dispenser.emptyBin();
        if (dispenser.view().inStacker() == 0) {
            load();
        }
        plug();
        return Outcome.done("全部恢复了", "all is well again");
    }

    /** Takes its power, or gives it: by a relay of the panel. */
    void power(boolean on) {
        dispenser.power(on);
    }

    @Override
    public void close() {
        dispenser.close();
    }
}
