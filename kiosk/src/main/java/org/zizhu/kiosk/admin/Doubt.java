package org.zizhu.kiosk.admin;

import java.util.Optional;
import org.zizhu.kiosk.collection.CardRecord;
import org.zizhu.kiosk.collection.LockerRecord;
import org.zizhu.kiosk.document.BlankRecord;
import org.zizhu.kiosk.document.Settlement;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.OpenTransaction;
import org.zizhu.kiosk.payment.PaymentRecord;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Unit;

/**
 * What staff are asked of a transaction of which nobody knows how it ended, in words for its kind.
 *
 * @param hint where to look, and what follows from a no
 * @param which which piece it is, as it can be seen
 */
record Doubt(Text question, Text hint, Screen.Line which, Text no, Text yes, Answer answer) {

    /** Writes what they say. */
    @FunctionalInterface
    interface Answer {
        /** @param yes whether the citizen has it, or, of a box for deposits, it is there */
        void of(boolean yes, CallContext context, String certificate);
    }

    /** Empty for what is no question for staff: money follows what it was paid for. */
    static Optional<Doubt> of(Unit unit, OpenTransaction unknown) {
        return Settlement.document(unknown)
                .map(number -> document(unit, unknown, number))
                .or(() -> CardRecord.handle(unknown).map(handle -> card(unit, unknown)))
                .or(() -> LockerRecord.opening(unknown).map(opening -> box(unit, unknown, opening)));
    }

    /** They have looked: what was paid for it is settled by the same word. */
    void answered(Unit unit, OpenTransaction unknown, boolean yes, String certificate) {
        // Money first: until the rest is written, the question is asked again.
        new PaymentRecord(unit.journal()).answered(unknown, yes, unit::context, certificate);
        answer.of(yes, unit.context(unknown), certificate);
    }

    private static Doubt document(Unit unit, OpenTransaction unknown, String number) {
        Settlement settlement = new Settlement(unit.journal(), unit.clock());
        Optional<String> blank = BlankRecord.blank(unknown);
        if (blank.isPresent()) {
            return new Doubt(
                    Text.of("这张执照领走了吗？", "Was the licence taken?"),
                    Text.of(
                            "请在回收箱和通道里找过这个印制号再回答。回答“没有”，它将作废。",
                            "Look for this number in the bin and on the way first. If it was not taken, it is revoked."),
                    new Screen.Line(Text.of("印制号", "Blank"), Text.same(blank.get())),
                    Text.of("没有领走", "Not taken"),
                    Text.of("已领走", "Taken"),
                    answer(settlement, unknown));
        }
        String pages = unknown.last(Entry.Step.PRINT)
                .map(print -> print.demand("pages"))
                .orElse("0");
        return new Doubt(
                Text.of("这份材料领走了吗？", "Was it taken?"),
                Text.of(
                        "请看过出纸口和机内再回答。回答“没有”，它将作废，群众可以重新办理。",
                        "Look at the outlet and inside first. If not, it is revoked."),
                new Screen.Line(
                        Text.of("证照编号", "Number"),
                        Text.of(number + "，已打印 " + pages + " 页", number + ", pages: " + pages)),
                Text.of("没有领走", "Not taken"),
                Text.of("已领走", "Taken"),
                answer(settlement, unknown));
    }

    private static Answer answer(Settlement settlement, OpenTransaction unknown) {
        return (yes, context, certificate) -> settlement.answered(
                unknown, yes ? Settlement.Fact.TAKEN : Settlement.Fact.NOT_TAKEN, context, certificate);
    }

    private static Doubt card(Unit unit, OpenTransaction unknown) {
        CardRecord record = new CardRecord(unit.journal(), unit.clock());
        return new Doubt(
                Text.of("这张卡领走了吗？", "Was the card taken?"),
                Text.of(
                        "请看过出卡口和回收箱再回答。还在机内的，请放进回收箱，由窗口发放。",
                        "Look at the slot and into the bin first. If it is still inside, put it into the bin: a counter hands it out."),
                new Screen.Line(
                        Text.of("领卡编号", "Number"),
                        Text.same(CardRecord.handle(unknown).orElseThrow())),
                Text.of("还在机内", "Still inside"),
                Text.of("已领走", "Taken"),
                (yes, context, certificate) -> record.answered(
                        unknown, yes ? CardRecord.Fact.TAKEN : CardRecord.Fact.RETAINED, context, certificate));
    }

    private static Doubt box(Unit unit, OpenTransaction unknown, Entry opening) {
        LockerRecord record = new LockerRecord(unit.journal(), unit.clock());
        String box = opening.demand("box");
        boolean deposit = LockerRecord.use(opening) == LockerRecord.Use.DEPOSIT;
        return new Doubt(
                deposit
                        ? Text.of("柜里有存入的材料吗？", "Are there documents in the box?")
                        : Text.of("柜里的东西领走了吗？", "Was it taken out of the box?"),
                deposit
                        ? Text.of(
                                "请打开柜门看过再回答。没有的，这个柜可以再用。",
                                "Open the box and look first. If there are none, it is free again.")
                        : Text.of(
                                "请打开柜门看过再回答。还在的，群众可以再来领。",
                                "Open the box and look first. If it is still there, it can be collected."),
                new Screen.Line(Text.of("柜门", "Box"), Text.of(box + " 号", box)),
                deposit ? Text.of("没有", "None") : Text.of("还在柜里", "Still there"),
                deposit ? Text.of("有", "Yes") : Text.of("已领走", "Taken"),
                (yes, context, certificate) -> record.answered(unknown, yes, context, certificate));
    }
}
