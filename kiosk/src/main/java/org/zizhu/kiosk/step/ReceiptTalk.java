package org.zizhu.kiosk.step;

import java.net.URI;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.receipt.Receipt;
import org.zizhu.drivers.receipt.ReceiptPrinter;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.payment.Bill;
import org.zizhu.kiosk.payment.Purse;
import org.zizhu.kiosk.payment.SlipCode;
import org.zizhu.kiosk.payment.Yuan;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.IssuedDocument;
import org.zizhu.kiosk.platform.PaymentPlatform.Due;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.Unit;
import org.zizhu.kiosk.visit.VisitOver;

/** What goes onto receipt paper, and its handing over. A receipt is a courtesy: where it can't be had, the matter goes on. */
public final class ReceiptTalk {

    /** A receipt of 25 cm takes about three seconds, raster at 115200 baud some more. */
    private static final Duration PRINT_WITHIN = Duration.ofSeconds(30);

    /** Then it is drawn back, so that the next citizen does not find it. */
    private static final Duration TAKE_WITHIN = Duration.ofSeconds(30);

    private static final Duration RETRACT_WITHIN = Duration.ofSeconds(5);
    private static final int SPOKEN_CHARACTERS = 8;
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Matter matter;
    private final Unit unit;
    private final Desk desk;

    public ReceiptTalk(Matter matter) {
        this.matter = matter;
        this.unit = matter.unit();
        this.desk = matter.desk();
    }

    /** The receipt for a document that was handed over; part of its transaction. */
    void documentReceipt(String transaction, IssuedDocument document) throws VisitOver {
        List<Receipt.Part> parts = heading(Text.of("办理凭条", "Receipt"));
        parts.add(field("事项", "Service", words(document.name())));
        parts.add(field("文件编号", "Document", document.number()));
        parts.add(field("页数", "Pages", "" + document.pages()));
        parts.add(field("有效期至", "Valid until", document.validUntil().toString()));
        parts.add(new Receipt.Rule());
        parts.add(new Receipt.QrCode(
                document.verificationUrl(), words(Text.of("扫码验证文件真伪", "Scan to verify the document"))));
        fee(parts);
        journalled(transaction, closing(parts, transaction));
    }

    /** The receipt for a card that was taken; part of its transaction. */
    void cardReceipt(String transaction) throws VisitOver {
        List<Receipt.Part> parts = heading(Text.of("办理凭条", "Receipt"));
        parts.add(field("事项", "Service", words(matter.item().name())));
        parts.add(field("领取", "Collected", words(Text.of("社会保障卡 1 张，已启用", "one social security card, in use"))));
        fee(parts);
        journalled(transaction, closing(parts, transaction));
    }

    /**
     * The receipt for a box that was emptied or filled; part of its transaction.
     *
     * @param what was done
     */
    void boxReceipt(String transaction, Text what, int box) throws VisitOver {
        List<Receipt.Part> parts = heading(Text.of("办理凭条", "Receipt"));
        parts.add(field("事项", "Service", words(matter.item().name())));
        parts.add(field("内容", "What", words(what)));
        parts.add(field("柜门", "Box", "" + box));
        journalled(transaction, closing(parts, transaction));
    }

    /** A slip to carry away when nobody knows yet what was printed. */
    void unsettledSlip(String transaction) throws VisitOver {
        List<Receipt.Part> parts = heading(Text.of("未办结凭条", "Not completed yet"));
        parts.add(field("事项", "Service", words(matter.item().name())));
        parts.add(new Receipt.Paragraph(words(Text.of(
                "打印机失去联系，不能确定是否打印完成。工作人员会核实；如未领到文件，可凭此编号免费重办。",
                "Contact with the printer was lost. Staff will check what was printed; if you did not get your"
                        + " document, apply again free of charge with this number."))));
        journalled(transaction, closing(parts, transaction));
    }

    /** What was paid, with where its electronic receipt is read. */
    void paymentSlip(Purse.Payment payment) throws VisitOver {
        List<Receipt.Part> parts = paymentParts(Text.of("缴费凭条", "Payment"), payment.bill(), Text.of("已付款", "Paid"));
        electronicReceipt(parts, payment);
        journalled(payment.transaction(), closing(parts, payment.transaction()));
    }

    /** What a citizen carries away who has not got what they paid for; see the other. */
    void claimSlip(Purse.Payment payment, Text state) throws VisitOver {
        claimSlip(payment.transaction(), payment.slip(), payment.bill(), state);
    }

    /** The same where it is not known whether they have paid. */
    void claimSlip(String transaction, Bill bill, Text state) throws VisitOver {
        claimSlip(transaction, transaction, bill, state);
    }

    /**
     * What was paid, or may have been, and what becomes of it, with a code by which any kiosk finishes it. Where it can't be printed it is
     * shown, to be photographed.
     */
    private void claimSlip(String transaction, String slip, Bill bill, Text state) throws VisitOver {
        desk.show(new Screen.Working(
                Text.of("正在为您准备凭条", "Preparing a slip for you"),
                List.of(Text.of("请稍候，不要离开", "Please wait a moment")),
                0));
        Answer<String> signed = desk.await(unit.payments().signSlip(unit.context(matter.item(), transaction), slip));
        SlipCode code =
                signed instanceof Answer.Given<String> given ? new SlipCode(given.value(), true) : SlipCode.plain(slip);
        List<Receipt.Part> parts = paymentParts(Text.of("请保留此凭条", "Please keep this slip"), bill, state);
        parts.add(new Receipt.Rule());
        parts.add(new Receipt.QrCode(
                code.text(), words(Text.of("到任一自助机选“扫码办理”，继续办理", "To finish it: 'Scan a code' at any kiosk"))));
        if (!code.signed()) {
            parts.add(field("凭条编号", "Slip", slip));
        }
        if (!journalled(transaction, closing(parts, transaction))) {
            List<Choice> seen = List.of(Choice.strong("已拍下", "I have it", new Action.Confirm()));
            desk.ask(new Screen.Slip(
                    Text.of("请用手机拍下这个码", "Take a photo of this code"),
                    Text.of("到任一自助机选“扫码办理”，出示它就能继续办理。", "Show it at any kiosk, under 'Scan a code', to finish this."),
                    code.text(),
                    List.of(
                            new Screen.Line(
                                    Text.of("事项", "Service"), matter.item().name()),
                            new Screen.Line(Text.of("金额", "Amount"), Yuan.of(bill.fen())),
                            new Screen.Line(Text.of("状态", "State"), state),
                            new Screen.Line(Text.of("办件编号", "Case"), Text.same(spoken(transaction)))),
                    seen));
        }
    }

    private List<Receipt.Part> paymentParts(Text title, Bill bill, Text state) {
        List<Receipt.Part> parts = heading(title);
        parts.add(field("事项", "Service", words(matter.item().name())));
        for (Due due : bill.dues()) {
            parts.add(new Receipt.Field(words(due.what()), words(Yuan.of(due.fen()))));
        }
        parts.add(field("合计", "Total", words(Yuan.of(bill.fen()))));
        parts.add(field("大写", "In words", words(Yuan.inWords(bill.fen()))));
        parts.add(field("收款方", "Payee", words(bill.payee())));
        parts.add(field("状态", "State", words(state)));
        return parts;
    }

    private void electronicReceipt(List<Receipt.Part> parts, Purse.Payment payment) {
        URI receipt = payment.receipt();
        if (receipt != null) {
            parts.add(new Receipt.Rule());
            parts.add(new Receipt.QrCode(
                    receipt.toString(), words(Text.of("扫码取电子票据", "Scan for the electronic receipt"))));
        }
    }

    /** What it cost, on the receipt for what was paid for. */
    private void fee(List<Receipt.Part> parts) {
        matter.purse().paid().ifPresent(payment -> {
            parts.add(field("收费", "Fee", words(Yuan.of(payment.bill().fen()))));
            electronicReceipt(parts, payment);
        });
    }

    /** The receipt for a document on a numbered blank that was taken; part of its transaction. */
    void blankReceipt(String transaction, IssuedDocument document, String blank) throws VisitOver {
        List<Receipt.Part> parts = heading(Text.of("办理凭条", "Receipt"));
        addBlank(parts, document, blank);
        parts.add(new Receipt.Rule());
        parts.add(new Receipt.QrCode(
                document.verificationUrl(), words(Text.of("扫码验证证照真伪", "Scan to verify the licence"))));
        journalled(transaction, closing(parts, transaction));
    }

    private void addBlank(List<Receipt.Part> parts, IssuedDocument document, String blank) {
        parts.add(field("事项", "Service", words(document.name())));
        parts.add(field("证照编号", "Document", document.number()));
        parts.add(field("印制号", "Blank", blank));
    }

    /** A slip to carry away when a printed licence was taken back. */
    void keptSlip(String transaction, IssuedDocument document, String blank) throws VisitOver {
        List<Receipt.Part> parts = heading(Text.of("待领取凭条", "To be collected"));
        addBlank(parts, document, blank);
        parts.add(new Receipt.Paragraph(words(Text.of(
                "执照没有取走，已收回机内保管。请持本人身份证到窗口领取。",
                "The licence was not taken, and is kept in the machine. Collect it at a counter with your ID card."))));
        journalled(transaction, closing(parts, transaction));
    }

    /** A slip to carry away when nobody knows whether a printed licence was taken. */
    void doubtfulSlip(String transaction, IssuedDocument document, String blank) throws VisitOver {
        List<Receipt.Part> parts = heading(Text.of("未办结凭条", "Not completed yet"));
        addBlank(parts, document, blank);
        parts.add(new Receipt.Paragraph(words(Text.of(
                "不能确定执照是否已经取走，工作人员会核实。没有拿到的，可凭此编号免费重办。",
                "It is not certain that the licence was taken. Staff will look; if you have not got it, apply again free of"
                        + " charge with this number."))));
        journalled(transaction, closing(parts, transaction));
    }

    /** Prints something that is no effect of a transaction: a guide, the progress of a case. */
    public boolean courtesy(Text title, List<Receipt.Part> content) throws VisitOver {
        List<Receipt.Part> parts = heading(title);
        parts.addAll(content);
        Optional<ReceiptPrinter> printer = ready();
        return printer.isPresent()
                && print(printer.get(), closing(parts, matter.caseNumber()))
                        instanceof Completion.Success<ReceiptPrinter.Presented> success
                && handOver(printer.get(), success.value(), title);
    }

    /** Whether a receipt can be printed now. */
    public boolean possible() {
        return ready().isPresent();
    }

    /** Whether it was printed. */
    private boolean journalled(String transaction, Receipt receipt) throws VisitOver {
        Optional<ReceiptPrinter> printer = ready();
        if (printer.isEmpty()) {
            return false;
        }
        unit.journal().append(transaction, Entry.Step.RECEIPT, Phase.INTENT, Map.of());
        desk.show(new Screen.Working(
                Text.of("正在打印凭条", "Printing your receipt"),
                List.of(Text.of("凭条请从凭条出口取走", "It will come out at the receipt outlet")),
                0));
        Completion<ReceiptPrinter.Presented> completion = print(printer.get(), receipt);
        if (completion instanceof Completion.Success<ReceiptPrinter.Presented> success) {
            boolean taken = handOver(printer.get(), success.value(), Text.of("凭条", "Receipt"));
            unit.journal()
                    .append(transaction, Entry.Step.RECEIPT, Phase.DONE, Map.of("taken", Boolean.toString(taken)));
            return true;
        } else {
            Completion.Failed<ReceiptPrinter.Presented> failed =
                    (Completion.Failed<ReceiptPrinter.Presented>) completion;
            Phase phase = failed.code() == FailureCode.NOT_READY ? Phase.FAILED : Phase.UNKNOWN;
            unit.journal().append(transaction, Entry.Step.RECEIPT, phase, Map.of("reason", failed.reason()));
            return false;
        }
    }

    private Completion<ReceiptPrinter.Presented> print(ReceiptPrinter printer, Receipt receipt) {
        return desk.await(printer.print(receipt, PRINT_WITHIN));
    }

    private boolean handOver(ReceiptPrinter printer, ReceiptPrinter.Presented presented, Text what) throws VisitOver {
        if (!presented.sensed()) {
            return true;
        }
        long start = desk.nanos();
        List<Choice> leave = List.of(Choice.plain("不要凭条", "Leave it", new Action.Back()));
        desk.show(new Screen.TakePaper(what, "receipt", OptionalInt.of((int) TAKE_WITHIN.toSeconds()), leave));
        while (printer.status().media() == MediaState.PRESENT) {
            Duration passed = Duration.ofNanos(desk.nanos() - start);
            Optional<Action> action = desk.listenPatiently(TICK);
            boolean unwanted = action.isPresent() && action.get() instanceof Action.Back;
            if (unwanted || passed.compareTo(TAKE_WITHIN) > 0) {
                desk.await(printer.retract(RETRACT_WITHIN));
                return false;
            }
            int left = (int) Math.max(0, TAKE_WITHIN.minus(passed).toSeconds());
            desk.update(new Screen.TakePaper(what, "receipt", OptionalInt.of(left), leave));
        }
        return true;
    }

    private Optional<ReceiptPrinter> ready() {
        return unit.cabinet().receiptPrinter().filter(printer -> printer.status()
                .usable());
    }

    private List<Receipt.Part> heading(Text title) {
        List<Receipt.Part> parts = new ArrayList<>();
        parts.add(new Receipt.Title(words(title)));
        parts.add(new Receipt.Rule());
        return parts;
    }

    private Receipt closing(List<Receipt.Part> parts, String transaction) {
        parts.add(new Receipt.Rule());
        parts.add(field("办件编号", "Case", spoken(transaction)));
        parts.add(field(
                "时间", "Time", TIME.format(ZonedDateTime.ofInstant(unit.clock().instant(), Unit.ZONE))));
        parts.add(field("终端", "Kiosk", unit.terminal()));
        parts.add(field("地点", "Place", words(unit.place())));
        parts.add(field("咨询投诉", "Questions", unit.hotline()));
        return new Receipt(parts);
    }

    /** What a person reads out to the hotline: with the kiosk's number and the day it is unique. */
    private static String spoken(String transaction) {
        return transaction.substring(0, SPOKEN_CHARACTERS).toUpperCase(Locale.ROOT);
    }

    private Receipt.Field field(String chinese, String english, String value) {
        return new Receipt.Field(words(Text.of(chinese, english)), value);
    }

    private String words(Text text) {
        return text.in(desk.presentation().language());
    }
}
