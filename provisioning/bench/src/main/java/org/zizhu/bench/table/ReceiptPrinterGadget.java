package org.zizhu.bench.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.zizhu.bench.panel.Gadget;
import org.zizhu.drivers.emulator.LineFault;
import org.zizhu.drivers.receipt.emulator.EscPosEmulator;
import org.zizhu.kiosk.screen.Text;

/** The receipt printer, its roll, cover and cable, and the last receipt. */
final class ReceiptPrinterGadget implements Gadget {

    /** Eight dots to the millimetre: under half a metre, where the near-end sensor speaks. */
    private static final int NEARLY_EMPTY_ROWS = 3000;

    private final EscPosEmulator printer;
    private final Consumer<String> scanner;
    private boolean coverOpen;
    private boolean rollOut;
    private boolean rollLow;
    private boolean plugged = true;
    private boolean poweredOff;
    private boolean disturbed;
    private boolean presenterStuck;

    /** @param scanner before which a receipt's code can be held */
    ReceiptPrinterGadget(EscPosEmulator printer, Consumer<String> scanner) {
        this.printer = printer;
        this.scanner = scanner;
    }

    @Override
    public String id() {
        return "receipt-printer";
    }

    @Override
    public Group group() {
        return Group.OUTPUT;
    }

    @Override
    public Optional<String> device() {
        return Optional.of("receipt-printer");
    }

    @Override
    public synchronized Face face() {
        List<Exhibit> exhibits = printer.receipts().isEmpty()
                ? List.of()
                : List.of(new Exhibit("receipt.png", Text.of("最近的凭条", "last receipt"), "" + printer.cuts()));
        return new Face(
                Text.of("凭条打印机", "Receipt printer · ESC/POS"),
                mood(),
                state(),
                List.of(
                        new Fact(Text.of("已切", "cut"), "" + printer.cuts()),
                        new Fact(Text.of("已取走", "taken"), "" + printer.taken()),
                        new Fact(Text.of("已回收", "retracted"), "" + printer.retracted())),
                buttons(),
                exhibits);
    }

    private Mood mood() {
        if (!plugged || poweredOff || disturbed || coverOpen || rollOut) {
            return Mood.DOWN;
        }
        return rollLow ? Mood.NEEDS_CARE : printer.rowsSinceCut() > 0 || presented() ? Mood.BUSY : Mood.WELL;
    }

    private boolean presented() {
        return printer.cuts() > printer.taken() + printer.retracted();
    }

    private Text state() {
        if (!plugged) {
            return Text.of("线已拔出", "unplugged");
        } else if (poweredOff) {
            return Text.of("没有应答", "dead");
        } else if (disturbed) {
            return Text.of("线路故障", "its line is disturbed");
        } else if (coverOpen) {
            return Text.of("盖子开着", "cover open");
        } else if (rollOut) {
            return Text.of("纸卷用完", "roll out");
        } else if (presented()) {
            return Text.of("有凭条待取", "a receipt to take");
        } else if (rollLow) {
            return Text.of("纸卷将尽", "roll low");
        }
        return Text.of("就绪", "ready");
    }

    private List<Button> buttons() {
        return List.of(
                Button.serve("take", "取走凭条", "take the receipt", presented()),
                Button.serve(
                        "show-code",
                        "出示凭条上的码",
                        "hold its code to the scanner",
                        !printer.receipts().isEmpty()),
                Button.serve("new-roll", "换纸卷", "new roll", true),
                Button.harm("roll-low", "纸将尽", "roll low", true),
                Button.harm("roll-out", "纸用完", "roll out", true),
                coverOpen
                        ? Button.heal("close-cover", "合上盖子", "close the cover", true)
                        : Button.harm("open-cover", "打开盖子", "open the cover", true),
                Button.harm("cutter-jam", "下次切刀卡住", "jam the cutter", true),
                Button.heal("free-cutter", "松开切刀", "free the cutter", true),
                presenterStuck
                        ? Button.heal("free-presenter", "松开出纸口", "free the presenter", true)
                        : Button.harm("stick-presenter", "出纸口卡住", "stick the presenter", true),
                disturbed
                        ? Button.heal("heal", "线路恢复", "heal the line", true)
                        : Button.harm("garbage", "应答全是乱码", "garbage on the line", plugged),
                poweredOff
                        ? Button.heal("power-on", "通电", "power on", true)
                        : Button.harm("power-off", "断电", "power off", true),
                plugged
                        ? Button.harm("unplug", "拔线", "unplug", true)
                        : Button.heal("replug", "插回", "plug in again", true));
    }

    @Override
    public synchronized Outcome press(String button, String argument) {
        return switch (button) {
            case "take" ->
                printer.take()
                        ? Outcome.done("取走了凭条", "took the receipt")
                        : Outcome.refused("没有凭条可取", "there is no receipt in reach");
            case "show-code" -> showCode();
            case "new-roll" -> {
                rollOut = false;
                rollLow = false;
                printer.newRoll();
                yield Outcome.done("换了纸卷", "put in a new roll");
            }
            case "roll-low" -> {
                rollLow = true;
                printer.rollEndsAfter(NEARLY_EMPTY_ROWS);
                yield Outcome.done("纸卷将尽", "the roll is nearly out");
            }
            case "roll-out" -> {
                rollOut = true;
                printer.rollEndsAfter(0);
                yield Outcome.done("纸卷用完了", "the roll is out");
            }
            case "open-cover", "close-cover" -> {
                coverOpen = button.equals("open-cover");
                printer.coverOpen(coverOpen);
                yield coverOpen ? Outcome.done("打开了盖子", "opened the cover") : Outcome.done("合上了盖子", "closed the cover");
            }
            case "cutter-jam" -> {
                printer.cutterJamsAtNextCut();
                yield Outcome.done("下次切纸时切刀会卡住", "the cutter will jam at its next cut");
            }
            case "free-cutter" -> {
                printer.cutterError(false);
                yield Outcome.done("松开了切刀", "freed the cutter");
            }
            case "stick-presenter", "free-presenter" -> {
                presenterStuck = button.equals("stick-presenter");
                printer.presenterStuck(presenterStuck);
                yield presenterStuck
                        ? Outcome.done("卡住了出纸口", "stuck the presenter")
                        : Outcome.done("松开了出纸口", "freed the presenter");
            }
            case "garbage" -> {
                disturbed = true;
                printer.line().fault(LineFault.GARBAGE);
                yield Outcome.done("应答变成乱码", "every answer is garbage");
            }
            case "heal" -> {
                disturbed = false;
                printer.line().heal();
                printer.silent(poweredOff);
                yield Outcome.done("线路恢复了", "healed the line");
            }
            case "power-off", "power-on" -> {
                power(button.equals("power-on"));
                yield poweredOff ? Outcome.done("断了电", "switched it off") : Outcome.done("通了电", "switched it on");
            }
            case "unplug" -> {
                plugged = false;
                printer.unplug();
                yield Outcome.done("拔了线", "unplugged it");
            }
            case "replug" -> replug();
            default -> Outcome.unknown(button);
        };
    }

    private Outcome showCode() {
        Optional<String> code = printer.lastReceipt().flatMap(PrintedCode::on);
        code.ifPresent(scanner);
        return code.isPresent()
                ? Outcome.done("把凭条上的码拿到扫码器前", "held the receipt's code to the scanner")
                : Outcome.refused("最近的凭条上没有码", "there is no code on the last receipt");
    }

    /** Gives it power or takes it away; what the relay of the panel does. */
    synchronized void power(boolean on) {
        poweredOff = !on;
        printer.silent(poweredOff);
    }

    private Outcome replug() {
        try {
            printer.replug();
        } catch (IOException e) {
            throw new UncheckedIOException("no pseudo terminal for the receipt printer", e);
        }
        plugged = true;
        return Outcome.done("插回了线", "plugged it in again");
    }

    @Override
    public Optional<Paper> paper(String name) {
        return name.equals("receipt.png")
                ? printer.lastReceiptPng().map(png -> new Paper("image/png", png))
                : Optional.empty();
    }
}
