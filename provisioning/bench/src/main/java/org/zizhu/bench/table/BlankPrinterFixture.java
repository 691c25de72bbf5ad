package org.zizhu.bench.table;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.zizhu.drivers.blank.composed.BlankWiring;
import org.zizhu.drivers.blank.emulator.BlankMechanismEmulator;
import org.zizhu.drivers.blank.emulator.BlankMechanismEmulator.Blank;
import org.zizhu.drivers.blank.emulator.BlankMechanismEmulator.Jam;
import org.zizhu.drivers.blank.emulator.BlankMechanismEmulator.Spot;
import org.zizhu.drivers.codescanner.serial.emulator.EngineModel;
import org.zizhu.drivers.codescanner.serial.emulator.ScanEngineEmulator;
import org.zizhu.drivers.document.emulator.IppPrinterEmulator;
import org.zizhu.drivers.document.emulator.Personality;
import org.zizhu.drivers.emulator.EmulatedLine;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.panel.emulator.IoBoardEmulator;
import org.zizhu.drivers.panel.emulator.IoBoardModel;
import org.zizhu.drivers.serial.emulator.PseudoTerminal;
import org.zizhu.kiosk.screen.Text;

/** The printer of numbered blanks: its magazine, the blank on its way, the bin, and the licence that it printed last. */
final class BlankPrinterFixture implements Fixture {

    private static final int BAUD = 9600;

    private static final int BOARD = 1;

    /** From one sensor to the next. */
    private static final Duration TRAVEL = Duration.ofMillis(700);

    /** Sharp enough to read on a screen. */
    private static final int PICTURE_DPI = 80;

    private static final String PICTURE = "licence.png";
    private static final String PDF = "licence.pdf";

    private final BlankMechanismEmulator mechanism;
    private final Path readerLine;
    private final Path boardLine;
    private final InstantSource clock;
    private boolean powered = true;
    private boolean binFull;

    /**
     * @param readerLine what the wiring file calls the port of its reader
     * @param boardLine and that of its sensors and motors
     * @param unit the unit's folder, in whose books its blanks stand
     */
    BlankPrinterFixture(Path readerLine, Path boardLine, Path unit, RandomGenerator random, InstantSource clock)
            throws IOException {
        this.clock = clock;
        this.readerLine = readerLine;
        this.boardLine = boardLine;
        mechanism = new BlankMechanismEmulator(
                new IppPrinterEmulator(0, Personality.OFFICE_LASER),
                ScanEngineEmulator.at(readerLine, EngineModel.NLS_EM20, Imperfection.REAL, random),
                new IoBoardEmulator(
                        new EmulatedLine(PseudoTerminal.at(boardLine), BAUD, Imperfection.REAL, random),
                        BOARD,
                        IoBoardModel.WAVESHARE_IO_8CH),
                BlankWiring.usual(),
                TRAVEL);
        CountedBlanks.into(mechanism, unit, CountedBlanks.freshBox(clock.instant()));
    }

    BlankMechanismEmulator mechanism() {
        return mechanism;
    }

    @Override
    public String id() {
        return "blank-printer";
    }

    @Override
    public Group group() {
        return Group.OUTPUT;
    }

    @Override
    public String wiring() {
        return "{ name: blank-printer, driver: composed-blank, uri: \"%s\", reader-port: \"%s\", port: \"%s\" }"
                .formatted(mechanism.printer().uri(), readerLine, boardLine);
    }

    @Override
    public synchronized Face face() {
        List<Fact> facts = List.of(
                new Fact(Text.of("空白证照", "blanks"), mechanism.blanksLeft() + " 张"),
                new Fact(
                        Text.of("下一张", "next"),
                        mechanism.next().map(BlankPrinterFixture::words).orElse("–")),
                new Fact(Text.of("通道", "on the way"), way()),
                new Fact(Text.of("回收箱", "bin"), mechanism.bin().size() + " 张" + (binFull ? " · 满 full" : "")),
                new Fact(Text.of("已领走", "taken"), mechanism.taken().size() + " 张"));
        return new Face(
                Text.of("证照打印机", "Licence printer · numbered blanks"), mood(), state(), facts, buttons(), exhibits());
    }

    private static String words(Blank blank) {
        return blank.number() + (blank.torn() ? " · 破损 torn" : "");
    }

    private String way() {
        String where =
                switch (mechanism.spot()) {
                    case NOWHERE -> "–";
                    case BETWEEN -> "移动中 moving";
                    case STUCK -> "卡住 stuck";
                    case READER -> "读号位 at the reader";
                    case SLOT, PRINTER -> "打印机内 in the printer";
                    case OUTLET -> mechanism.shutterOpen() ? "出口，门开 outlet, open" : "出口，门关 outlet, shut";
                };
        List<Blank> there = mechanism.onTheWay();
        return there.isEmpty()
                ? where
                : where + " · "
                        + String.join(", ", there.stream().map(Blank::number).toList());
    }

    private Mood mood() {
        if (!powered || mechanism.coverOpen() || mechanism.spot() == Spot.STUCK || mechanism.blanksLeft() == 0) {
            return Mood.DOWN;
        } else if (binFull) {
            return Mood.NEEDS_CARE;
        }
        return mechanism.spot() == Spot.NOWHERE ? Mood.WELL : Mood.BUSY;
    }

    private Text state() {
        if (!powered) {
            return Text.of("断电", "without power");
        } else if (mechanism.coverOpen()) {
            return Text.of("盖开着", "its cover is open");
        } else if (mechanism.spot() == Spot.STUCK) {
            return Text.of("卡纸", "jammed");
        } else if (mechanism.blanksLeft() == 0) {
            return Text.of("没有空白证照", "out of blanks");
        } else if (binFull) {
            return Text.of("回收箱满", "bin full");
        } else if (takeable()) {
            return Text.of("有证照待取", "a licence to take");
        }
        return mechanism.spot() == Spot.NOWHERE ? Text.of("就绪", "ready") : Text.of("正在工作", "at work");
    }

    private boolean takeable() {
        return mechanism.spot() == Spot.OUTLET && mechanism.shutterOpen();
    }

    private List<Button> buttons() {
        boolean any = mechanism.blanksLeft() > 0;
        boolean open = mechanism.coverOpen();
        List<Button> buttons = new ArrayList<>();
        buttons.add(Button.serve("take", "取走证照", "take the licence", takeable()));
        buttons.add(Button.serve("load", "装50张（要清点登记）", "load 50 (staff count them in)", true));
        buttons.add(Button.harm("empty", "取空空白证照", "empty the magazine", any));
        buttons.add(Button.harm("tear", "下一张破损", "tear the next one", any));
        buttons.add(Button.harm("misplace", "下一张号码不连续", "next number out of sequence", any));
        buttons.add(Button.harm("double", "下次送出两张", "feed two at once", any));
        buttons.add(Button.harm("jam", "下一张打印时卡住", "jam the next while printing", any));
        buttons.add(Button.harm("jam-before-reader", "下一张送纸时卡住", "jam the next while feeding", any));
        buttons.add(Button.harm("jam-into-bin", "回收时卡住", "jam before the bin", any));
        buttons.add(
                binFull
                        ? Button.heal("empty-bin", "清空回收箱", "empty the bin", true)
                        : Button.harm("fill-bin", "回收箱满", "fill the bin", true));
        buttons.add(
                open
                        ? Button.heal("close-cover", "合上盖", "shut the cover", true)
                        : Button.harm("open-cover", "打开盖", "open the cover", powered));
        buttons.add(Button.heal("clear", "取出通道里的证照", "pull out what is on the way", open));
        buttons.add(
                powered
                        ? Button.harm("power-off", "断电", "power off", true)
                        : Button.heal("power-on", "通电", "power on", true));
        buttons.add(Button.heal("heal", "全部恢复", "heal", true));
        return buttons;
    }

    @Override
    public synchronized Outcome press(String button, String argument) {
        return switch (button) {
            case "take" ->
                mechanism.take()
                        ? Outcome.done("取走了证照", "took the licence")
                        : Outcome.refused("出口没有证照，或者门关着", "nothing at the outlet, or it is shut");
            case "load" -> load();
            case "empty" -> {
                mechanism.emptyMagazine();
                yield Outcome.done("取空了空白证照", "emptied the magazine");
            }
            case "tear" -> {
                mechanism.tearNext();
                yield Outcome.done("下一张破损了", "tore the next one");
            }
            case "misplace" -> {
                mechanism.misplaceNext();
                yield Outcome.done("下一张号码不连续", "the next number is out of sequence");
            }
            case "double" -> {
                mechanism.doubleNext();
                yield Outcome.done("下次会送出两张", "the next feed draws two");
            }
            case "jam" -> jam(Jam.WHILE_PRINTING, "下一张打印时会卡住", "the next one will jam while it is printed");
            case "jam-before-reader" -> jam(Jam.BEFORE_READER, "下一张送纸时会卡住", "the next one will jam on its way");
            case "jam-into-bin" -> jam(Jam.INTO_BIN, "下一次回收时会卡住", "the next one that goes into the bin will jam");
            case "fill-bin", "empty-bin" -> bin(button.equals("fill-bin"));
            case "open-cover" -> {
                mechanism.openCover();
                yield Outcome.done("打开了盖", "opened the cover");
            }
            case "close-cover" -> {
                mechanism.closeCover();
                yield Outcome.done("合上了盖", "shut the cover");
            }
            case "clear" -> {
                mechanism.clearWay();
                yield Outcome.done("取出了通道里的证照", "pulled out what was on the way");
            }
            case "power-off", "power-on" -> power(button.equals("power-on"));
            case "heal" -> heal();
            default -> Outcome.unknown(button);
        };
    }

    private Outcome load() {
        String first = CountedBlanks.freshBox(clock.instant());
        mechanism.load(first, CountedBlanks.BOX);
        return Outcome.done(
                "装了50张，第一张 " + first + "；请插 stock 工作证清点登记",
                "loaded 50 from " + first + "; count them in with the stock card");
    }

    private Outcome jam(Jam where, String chinese, String english) {
        mechanism.jamNext(where);
        return Outcome.done(chinese, english);
    }

    private Outcome bin(boolean full) {
        binFull = full;
        if (full) {
            mechanism.fillBin(true);
            return Outcome.done("回收箱满了", "filled the bin");
        }
        mechanism.emptyBin();
        return Outcome.done("清空了回收箱", "emptied the bin");
    }

    private Outcome power(boolean on) {
        powered = on;
        if (on) {
            mechanism.powerOn();
            return Outcome.done("通了电", "switched it on");
        }
        mechanism.powerOff();
        return Outcome.done("断了电", "switched it off");
    }

    /** Everything works again; what was stuck has been pulled out. */
    private Outcome heal() {
        if (!powered) {
            power(true);
        }
        if (binFull) {
            bin(false);
        }
        if (mechanism.spot() == Spot.STUCK) {
            mechanism.openCover();
            mechanism.clearWay();
        }
        mechanism.closeCover();
        return Outcome.done("全部恢复了", "all is well again");
    }

    // --- the last licence -------------------------------------------------------------------------------------------

    private List<Exhibit> exhibits() {
        String version = "" + mechanism.taken().size() + "-" + mechanism.bin().size();
        return mechanism.printer().lastDocument().isEmpty()
                ? List.of()
                : List.of(
                        new Exhibit(PICTURE, Text.of("执照（套打内容）", "licence, as set for its blank"), version),
                        new Exhibit(PDF, Text.of("打印机收到的PDF", "the PDF as the printer got it"), version));
    }

    @Override
    public Optional<Paper> paper(String name) {
        Optional<byte[]> pdf = mechanism.printer().lastDocument();
        return switch (name) {
            case PDF -> pdf.map(bytes -> new Paper("application/pdf", bytes));
            case PICTURE -> pdf.map(bytes -> new Paper("image/png", picture(bytes)));
            default -> Optional.empty();
        };
    }

    private static byte[] picture(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            BufferedImage image = new PDFRenderer(document).renderImageWithDPI(0, PICTURE_DPI);
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(image, "png", png);
            return png.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("the printer got something that is no PDF", e);
        }
    }

    @Override
    public void close() {
        mechanism.close();
    }
}
