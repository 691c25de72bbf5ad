package org.zizhu.bench.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.zizhu.drivers.codescanner.serial.emulator.EngineModel;
import org.zizhu.drivers.codescanner.serial.emulator.ScanEngineEmulator;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.emulator.LineFault;
import org.zizhu.kiosk.screen.Text;

/** The scan engine, and what is held in front of it. */
final class ScannerFixture implements Fixture {

    private static final String SAMPLE = "TEST-4301020001";

    /** As issuers write it who know no UTF-8. */
    private static final String SAMPLE_IN_GBK = "TEST-姓名：欧阳婧妍";

    /** What of a code is worth reading on the panel. */
    private static final int LONGEST_SHOWN = 40;

    private final ScanEngineEmulator engine;
    private String shown = "";
    private Optional<Text> fault = Optional.empty();

    ScannerFixture(Path line, RandomGenerator random) throws IOException {
        engine = ScanEngineEmulator.at(line, EngineModel.NLS_EM20, Imperfection.REAL, random);
    }

    @Override
    public String id() {
        return "scanner";
    }

    @Override
    public String wiring() {
        return "{ name: code-scanner, driver: scan-engine, dialect: newland, port: \"%s\" }"
                .formatted(engine.line().link());
    }

    @Override
    public Group group() {
        return Group.CREDENTIALS;
    }

    @Override
    public Optional<String> device() {
        return Optional.of("code-scanner");
    }

    @Override
    public synchronized Face face() {
        return new Face(Text.of("扫码器", "Code scanner · " + engine.model().name()), mood(), state(), facts(), buttons());
    }

    private boolean well() {
        return engine.line().plugged() && engine.line().powered() && fault.isEmpty();
    }

    private Mood mood() {
        return !well() ? Mood.DOWN : engine.lit() ? Mood.BUSY : Mood.WELL;
    }

    private Text state() {
        if (!engine.line().plugged()) {
            return Text.of("线已拔出", "unplugged");
        } else if (!engine.line().powered()) {
            return Text.of("断电", "without power");
        } else if (fault.isPresent()) {
            return fault.get();
        }
        return engine.lit() ? Text.of("亮灯，等码", "lit, looking for a code") : Text.of("灯灭", "dark");
    }

    private List<Fact> facts() {
        String held = shown.substring(0, Math.min(shown.length(), LONGEST_SHOWN));
        return List.of(
                new Fact(Text.of("面前的码", "held there"), engine.shows() ? held : "–"),
                new Fact(Text.of("读过", "codes read"), String.valueOf(engine.reads())));
    }

    private List<Button> buttons() {
        return List.of(
                Button.serve("show", "出示码", "show a code", true).asking(SAMPLE, SAMPLE),
                Button.serve("show-gbk", "出示GBK码", "show one in GBK", true),
                Button.serve("take-away", "拿开", "take it away", engine.shows()),
                Button.harm("show-unreadable", "出示读不了的码", "show an unreadable one", true),
                Button.harm("twice", "下次重复发送", "send the next one twice", well()),
                Button.harm("garbage", "乱码", "garbage", well()),
                Button.harm("half-frame", "半帧", "half frames", well()),
                Button.harm("checksum", "校验错", "wrong checksums", well()),
                Button.harm("silence", "沉默", "silence", well()),
                Button.harm("refuse", "拒绝命令", "refuse commands", well()),
                Button.harm("power-off", "断电", "power off", engine.line().powered()),
                engine.line().plugged()
                        ? Button.harm("unplug", "拔线", "unplug", true)
                        : Button.heal("replug", "插回", "plug in again", true),
                Button.heal("heal", "全部恢复", "heal", true));
    }

    @Override
    public synchronized Outcome press(String button, String argument) {
        return switch (button) {
            case "show" -> show(argument.isEmpty() ? SAMPLE : argument, StandardCharsets.UTF_8);
            case "show-gbk" -> show(argument.isEmpty() ? SAMPLE_IN_GBK : argument, Charset.forName("GBK"));
            case "show-unreadable" -> {
                shown = "?";
                engine.showUnreadable();
                yield Outcome.done("出示了读不了的码", "shows a code that it can't read");
            }
            case "take-away" -> {
                engine.takeAway();
                yield Outcome.done("拿开了码", "took the code away");
            }
            case "twice" -> {
                engine.readTwice();
                yield Outcome.done("下一个码会发送两次", "the next code is sent twice");
            }
            case "garbage" -> faulty(LineFault.GARBAGE, "应答是乱码", "answers garbage");
            case "half-frame" -> faulty(LineFault.HALF_FRAME, "应答只有一半", "answers in halves");
            case "checksum" -> faulty(LineFault.WRONG_CHECKSUM, "应答校验错", "answers with a wrong checksum");
            case "silence" -> faulty(LineFault.SILENCE, "不应答", "silent");
            case "refuse" -> {
                engine.refuse(true);
                yield broken("拒绝一切命令", "refuses every command");
            }
            case "power-off" -> {
                engine.power(false);
                yield Outcome.done("断了电", "switched it off");
            }
            case "unplug" -> {
                engine.unplug();
                yield Outcome.done("拔了线", "unplugged it");
            }
            case "replug" -> replug();
            case "heal" -> {
                engine.heal();
                fault = Optional.empty();
                if (!engine.line().plugged()) {
                    replug();
                }
                yield Outcome.done("全部恢复了", "all is well again");
            }
            default -> Outcome.unknown(button);
        };
    }

    private Outcome show(String text, Charset charset) {
        shown = text;
        engine.show(text.getBytes(charset));
        return Outcome.done("出示了码", "shows a code");
    }

    private Outcome faulty(LineFault kind, String chinese, String english) {
        engine.line().fault(kind);
        return broken(chinese, english);
    }

    private Outcome broken(String chinese, String english) {
        fault = Optional.of(Text.of(chinese, english));
        return Outcome.done(chinese, english);
    }

    private Outcome replug() {
        try {
            engine.replug();
        } catch (IOException e) {
            throw new UncheckedIOException("no pseudo terminal for the scanner", e);
        }
        return Outcome.done("插回了线", "plugged it in again");
    }

    @Override
    public void close() {
        engine.close();
    }
}
