package org.zizhu.bench.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.zizhu.bench.panel.Gadget;
import org.zizhu.drivers.emulator.LineFault;
import org.zizhu.drivers.idcard.samv.SamVStatus;
import org.zizhu.drivers.idcard.samv.emulator.EmulatedCard;
import org.zizhu.drivers.idcard.samv.emulator.SamVEmulator;
import org.zizhu.kiosk.screen.Text;

/** The ID card reader, and whose card lies on it. */
final class ReaderGadget implements Gadget {

    /** In the middle of the 0.6 s that reading a card takes. */
    private static final Duration MID_READ = Duration.ofMillis(300);

    /** More than the driver tries by itself. */
    private static final int FAILED_READS = 6;

    private final SamVEmulator reader;
    private final Map<String, Resident> residents;
    private Optional<Resident> onReader = Optional.empty();
    private boolean plugged = true;
    private boolean refusing;
    private boolean disturbed;
    private boolean poweredOff;

    /** Somebody with a card in the pocket. */
    record Resident(String id, String number, String name, EmulatedCard card) {
        @Override
        public String toString() {
            return "Resident[" + id + "]";
        }
    }

    ReaderGadget(SamVEmulator reader, List<Resident> residents) {
        this.reader = reader;
        this.residents = residents.stream().collect(Collectors.toMap(Resident::id, Function.identity()));
    }

    @Override
    public String id() {
        return "reader";
    }

    @Override
    public Group group() {
        return Group.CREDENTIALS;
    }

    @Override
    public Optional<String> device() {
        return Optional.of("id-card-reader");
    }

    @Override
    public synchronized Face face() {
        Text name = Text.of("身份证阅读器", "ID card reader · SAM-V");
        List<Fact> facts = onReader.stream()
                .flatMap(resident -> List.of(
                        new Fact(Text.of("卡上姓名", "name on the card"), resident.name()),
                        new Fact(Text.of("证件号码", "card number"), resident.number()))
                        .stream())
                .toList();
        return new Face(name, mood(), state(), facts, buttons());
    }

    private Mood mood() {
        return !plugged || poweredOff || disturbed
                ? Mood.DOWN
                : refusing ? Mood.NEEDS_CARE : onReader.isPresent() ? Mood.BUSY : Mood.WELL;
    }

    private Text state() {
        if (!plugged) {
            return Text.of("线已拔出", "unplugged");
        } else if (poweredOff) {
            return Text.of("没有通电", "without power");
        } else if (disturbed) {
            return Text.of("线路故障", "its line is disturbed");
        } else if (refusing) {
            return Text.of("模块未授权（状态66）", "module not authorised (status 66)");
        } else if (onReader.isPresent()) {
            return Text.of("卡在读卡器上", "a card lies on it");
        }
        return Text.of("等待放卡", "waiting for a card");
    }

    private List<Button> buttons() {
        return List.of(
                Button.serve("lift", "取走卡", "lift the card", onReader.isPresent()),
                Button.harm("lift-mid-read", "下次读到一半抽走", "lift mid-read, next time", plugged),
                Button.harm("read-fails", "下次读卡失败", "fail the next read", plugged),
                Button.harm("garbage", "应答全是乱码", "garbage on the line", plugged),
                Button.harm("half-frame", "应答只有一半", "half answers", plugged),
                Button.harm("wrong-checksum", "校验和错误", "wrong checksums", plugged),
                Button.harm("silence", "不应答", "silence", plugged),
                Button.heal("heal", "线路恢复", "heal the line", disturbed),
                refusing
                        ? Button.heal("authorise", "恢复授权", "authorise again", true)
                        : Button.harm("unauthorise", "取消授权", "revoke the module", plugged),
                poweredOff
                        ? Button.heal("power-on", "通电", "power on", plugged)
                        : Button.harm("power-off", "断电", "power off", plugged),
                plugged
                        ? Button.harm("unplug", "拔线", "unplug", true)
                        : Button.heal("replug", "插回", "plug in again", true));
    }

    @Override
    public synchronized Outcome press(String button, String argument) {
        switch (button) {
            case "put" -> {
                return put(argument);
            }
            case "lift" -> {
                if (onReader.isEmpty()) {
                    return Outcome.refused("读卡器上没有卡", "there is no card on it");
                }
                onReader = Optional.empty();
                reader.lift();
                return Outcome.done("取走了卡", "lifted the card");
            }
            case "lift-mid-read" -> {
                reader.liftWhileReading(MID_READ);
                return Outcome.done("下次读到一半会抽走卡", "the next card is lifted mid-read");
            }
            case "read-fails" -> {
                reader.endReads(SamVStatus.READ_FAILED, FAILED_READS);
                return Outcome.done("下次读卡会失败", "the next read fails");
            }
            case "garbage" -> {
                return disturb(LineFault.GARBAGE, Outcome.done("应答变成乱码", "every answer is garbage"));
            }
            case "half-frame" -> {
                return disturb(LineFault.HALF_FRAME, Outcome.done("应答只有一半", "every answer ends in the middle"));
            }
            case "wrong-checksum" -> {
                return disturb(LineFault.WRONG_CHECKSUM, Outcome.done("校验和错误", "every checksum is wrong"));
            }
            case "silence" -> {
                return disturb(LineFault.SILENCE, Outcome.done("不再应答", "it is silent"));
            }
            case "heal" -> {
                disturbed = false;
                reader.line().heal();
                reader.line().power(!poweredOff);
                return Outcome.done("线路恢复了", "healed the line");
            }
            case "power-off" -> {
                poweredOff = true;
                reader.powerOff();
                return Outcome.done("断了电", "switched it off");
            }
            case "power-on" -> {
                poweredOff = false;
                reader.powerOn();
                return Outcome.done("通了电", "switched it on");
            }
            case "unauthorise" -> {
                refusing = true;
                reader.condition(SamVStatus.READER_NOT_AUTHORISED);
                return Outcome.done("取消了模块授权", "revoked the module");
            }
            case "authorise" -> {
                refusing = false;
                reader.condition(SamVStatus.OK);
                return Outcome.done("恢复了模块授权", "authorised the module");
            }
            case "unplug" -> {
                plugged = false;
                reader.unplug();
                return Outcome.done("拔了读卡器的线", "unplugged the reader");
            }
            case "replug" -> {
                return replug();
            }
            default -> {
                return Outcome.unknown(button);
            }
        }
    }

    private Outcome disturb(LineFault fault, Outcome outcome) {
        disturbed = true;
        reader.line().fault(fault);
        return outcome;
    }

    private Outcome put(String who) {
        Optional<Resident> found = Optional.ofNullable(residents.get(who)).or(() -> residents.values().stream()
                .filter(resident -> resident.number().equals(who))
                .findFirst());
        if (found.isEmpty()) {
            return Outcome.refused("没有这个人", "there is no such person");
        }
        onReader = found;
        reader.insert(found.get().card());
        return Outcome.done("放上了卡", "put a card on it");
    }

    private Outcome replug() {
        try {
            reader.replug();
        } catch (IOException e) {
            throw new UncheckedIOException("no pseudo terminal for the reader", e);
        }
        plugged = true;
        poweredOff = false;
        return Outcome.done("插回了读卡器", "plugged the reader in again");
    }
}
