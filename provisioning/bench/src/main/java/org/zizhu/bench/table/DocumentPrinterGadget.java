package org.zizhu.bench.table;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.zizhu.bench.panel.Gadget;
import org.zizhu.drivers.document.emulator.IppPrinterEmulator;
import org.zizhu.drivers.document.emulator.LinkFault;
import org.zizhu.drivers.document.emulator.PrinterEvent;
import org.zizhu.kiosk.screen.Text;

/** The document printer, its paper, doors and cables, and the last document it got. */
final class DocumentPrinterGadget implements Gadget {

    private static final int FULL_TRAY_SHEETS = 250;

    /** Sharp enough to read on a screen. */
    private static final int PICTURE_DPI = 80;

    /** As the printer says it (RFC 8011 §5.4.12). */
    private static final String TRAY_FULL = "output-area-full-error";

    private final IppPrinterEmulator printer;
    private boolean doorOpen;
    private boolean plugged = true;
    private boolean tonerLow;
    private boolean trayFull;
    private LinkFault link = LinkFault.NONE;
    private int documents;
    private int pagesOut;
    private int pagesOfJob;
    private byte[] document = {};
    private List<byte[]> pictures = List.of();

    DocumentPrinterGadget(IppPrinterEmulator printer) {
        this.printer = printer;
        printer.onEvent(this::happened);
    }

    @Override
    public String id() {
        return "document-printer";
    }

    synchronized int pagesOut() {
        return pagesOut;
    }

    private synchronized void happened(PrinterEvent event) {
        if (event instanceof PrinterEvent.PageOut out) {
            pagesOut = out.page();
            pagesOfJob = out.of();
        } else if (event instanceof PrinterEvent.DocumentArrived arrived) {
            pagesOut = 0;
            pagesOfJob = arrived.pages();
            documents++;
            document = printer.lastDocument().orElse(new byte[0]);
            pictures = List.of();
        }
    }

    @Override
    public Group group() {
        return Group.OUTPUT;
    }

    @Override
    public Optional<String> device() {
        return Optional.of("document-printer");
    }

    @Override
    public synchronized Face face() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(Text.of("纸盒", "input tray"), printer.paperLeft() + " 张"));
        facts.add(new Fact(Text.of("出纸盘", "output tray"), printer.sheetsInOutputTray() + " 张"));
        facts.add(new Fact(Text.of("碳粉", "toner"), tonerLow ? "3 %" : "80 %"));
        if (documents > 0) {
            facts.add(new Fact(Text.of("本次页数", "pages of this job"), pagesOut + " / " + pagesOfJob));
        }
        return new Face(Text.of("文档打印机", "Document printer · IPP"), mood(), state(), facts, buttons(), exhibits());
    }

    private Mood mood() {
        if (!plugged || link != LinkFault.NONE || trayFull || jammed() || doorOpen || printer.paperLeft() == 0) {
            return Mood.DOWN;
        }
        return printing() ? Mood.BUSY : tonerLow ? Mood.NEEDS_CARE : Mood.WELL;
    }

    /** By itself after a page, too, when that was asked for. */
    private boolean jammed() {
        return printer.reasons().stream().anyMatch(reason -> reason.startsWith("media-jam"));
    }

    private boolean printing() {
        return documents > 0 && pagesOut < pagesOfJob;
    }

    private Text state() {
        if (!plugged) {
            return Text.of("网线已拔出", "network unplugged");
        } else if (link != LinkFault.NONE) {
            return Text.of("网络故障", "its network side fails");
        } else if (trayFull) {
            return Text.of("出纸盘已满", "output tray full");
        } else if (doorOpen) {
            return Text.of("门开着", "a door is open");
        } else if (jammed()) {
            return Text.of("卡纸", "jammed");
        } else if (printer.paperLeft() == 0) {
            return Text.of("缺纸", "out of paper");
        } else if (printing()) {
            return Text.of("正在打印", "printing");
        } else if (printer.sheetsInOutputTray() > 0) {
            return Text.of("有纸待取", "sheets to take");
        }
        return Text.of("就绪", "ready");
    }

    private List<Button> buttons() {
        return List.of(
                Button.serve("take", "取走纸张", "take the sheets", printer.sheetsInOutputTray() > 0),
                Button.serve("refill", "加满纸", "refill", true),
                Button.harm("empty", "抽空纸盒", "empty the tray", printer.paperLeft() > 0),
                Button.harm("empty-after-page", "第1页后缺纸", "run out after page 1", true),
                jammed() ? Button.heal("unjam", "清除卡纸", "clear the jam", true) : Button.harm("jam", "卡纸", "jam", true),
                Button.harm("jam-after-page", "第1页后卡纸", "jam after page 1", true),
                doorOpen
                        ? Button.heal("close-door", "关门", "close the door", true)
                        : Button.harm("open-door", "开门", "open the door", true),
                tonerLow
                        ? Button.heal("toner-full", "换碳粉", "new toner", true)
                        : Button.harm("toner-low", "碳粉将尽", "toner low", true),
                trayFull
                        ? Button.heal("clear-output", "清空出纸盘", "make room in the output tray", true)
                        : Button.harm("fill-output", "出纸盘满", "fill the output tray", true),
                Button.harm("silence", "不应答", "silence", plugged),
                Button.harm("garbage", "应答全是乱码", "garbage for answers", plugged),
                Button.heal("heal", "网络恢复", "heal its network side", link != LinkFault.NONE),
                Button.harm("restart", "断电重启", "restart it", true),
                plugged
                        ? Button.harm("unplug", "拔网线", "unplug", true)
                        : Button.heal("replug", "插回", "plug in again", true));
    }

    @Override
    public synchronized Outcome press(String button, String argument) {
        return switch (button) {
            case "take" -> take();
            case "refill" -> {
                printer.loadPaper(FULL_TRAY_SHEETS);
                yield Outcome.done("加满了纸", "refilled");
            }
            case "empty" -> {
                printer.loadPaper(0);
                yield Outcome.done("抽空了纸盒", "emptied the tray");
            }
            case "empty-after-page" -> {
                printer.emptyAfterPage(1);
                yield Outcome.done("第1页后会缺纸", "will run out after page 1");
            }
            case "jam", "unjam" -> {
                printer.jam(button.equals("jam"));
                yield button.equals("jam")
                        ? Outcome.done("卡住了纸", "jammed it")
                        : Outcome.done("清除了卡纸", "cleared the jam");
            }
            case "jam-after-page" -> {
                printer.jamAfterPage(1);
                yield Outcome.done("第1页后会卡纸", "will jam after page 1");
            }
            case "open-door", "close-door" -> {
                doorOpen = button.equals("open-door");
                if (doorOpen) {
                    printer.openDoor();
                } else {
                    printer.closeDoor();
                }
                yield doorOpen ? Outcome.done("开了门", "opened the door") : Outcome.done("关了门", "closed the door");
            }
            case "toner-low", "toner-full" -> {
                tonerLow = button.equals("toner-low");
                printer.toner(tonerLow ? 3 : 80);
                yield Outcome.done("换了碳粉盒", "exchanged the cartridge");
            }
            case "fill-output", "clear-output" -> {
                trayFull = button.equals("fill-output");
                if (trayFull) {
                    printer.say(TRAY_FULL);
                } else {
                    printer.unsay(TRAY_FULL);
                }
                yield trayFull
                        ? Outcome.done("出纸盘满了", "filled the output tray")
                        : Outcome.done("清空了出纸盘", "made room in the output tray");
            }
            case "silence" -> misbehave(LinkFault.SILENT, Outcome.done("不再应答", "it is silent"));
            case "garbage" -> misbehave(LinkFault.GARBAGE, Outcome.done("应答变成乱码", "every answer is garbage"));
            case "heal" -> misbehave(LinkFault.NONE, Outcome.done("网络恢复了", "healed its network side"));
            case "restart" -> {
                printer.restart();
                yield Outcome.done("断电重启", "restarted it");
            }
            case "unplug", "replug" -> {
                plugged = button.equals("replug");
                if (plugged) {
                    printer.plugNetwork();
                } else {
                    printer.unplugNetwork();
                }
                yield plugged ? Outcome.done("插回了网线", "plugged it in again") : Outcome.done("拔了网线", "unplugged it");
            }
            default -> Outcome.unknown(button);
        };
    }

    private Outcome misbehave(LinkFault how, Outcome outcome) {
        link = how;
        printer.misbehave(how);
        return outcome;
    }

    private Outcome take() {
        int sheets = printer.takeSheets();
        return sheets == 0
                ? Outcome.refused("出纸盘是空的", "there is nothing in the output tray")
                : Outcome.done("取走了" + sheets + "张纸", "took " + sheets + " sheets");
    }

    // --- the last document ------------------------------------------------------------------------------------------

    private List<Exhibit> exhibits() {
        List<Exhibit> exhibits = new ArrayList<>();
        for (int page = 1; page <= Math.min(pagesOut, pagesOfJob); page++) {
            exhibits.add(new Exhibit(
                    "page-" + page + ".png",
                    Text.of("文档第" + page + "页", "document, page " + page),
                    documents + "-" + page));
        }
        if (!exhibits.isEmpty()) {
            exhibits.add(
                    new Exhibit("document.pdf", Text.of("打印机收到的PDF", "the PDF as the printer got it"), "" + documents));
        }
        return exhibits;
    }

    @Override
    public synchronized Optional<Paper> paper(String name) {
        if (document.length == 0) {
            return Optional.empty();
        }
        if (name.equals("document.pdf")) {
            return Optional.of(new Paper("application/pdf", document.clone()));
        }
        if (pictures.isEmpty()) {
            pictures = pictures(document);
        }
        for (int page = 1; page <= pictures.size(); page++) {
            if (name.equals("page-" + page + ".png")) {
                return Optional.of(new Paper("image/png", pictures.get(page - 1)));
            }
        }
        return Optional.empty();
    }

    private static List<byte[]> pictures(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFRenderer renderer = new PDFRenderer(document);
            List<byte[]> pictures = new ArrayList<>();
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                BufferedImage image = renderer.renderImageWithDPI(page, PICTURE_DPI);
                ByteArrayOutputStream png = new ByteArrayOutputStream();
                ImageIO.write(image, "png", png);
                pictures.add(png.toByteArray());
            }
            return pictures;
        } catch (IOException e) {
            throw new UncheckedIOException("the printer got something that is no PDF", e);
        }
    }
}
