package org.zizhu.kiosk.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zizhu.drivers.document.DocumentPrinter;
import org.zizhu.kiosk.catalogue.Item;
import org.zizhu.kiosk.catalogue.Item.Need;
import org.zizhu.kiosk.payment.Yuan;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Citizen.Identity;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/** Has the citizen agree, then issues the item's sealed document, prints it and hands it over with a receipt. */
public final class IssueAndPrint implements Step {

    @Override
    public Next perform(Matter matter) throws VisitOver {
        Optional<Identity> identity = matter.citizen().identity();
        if (identity.isEmpty() || !agrees(matter, identity.get())) {
            return Next.LEAVE;
        }
        return handOver(matter) ? Next.GO_ON : Next.LEAVE;
    }

    /**
     * Issues, prints and hands over the item's document, again as long as it fails and the citizen wants another try. Each
     * try is a transaction of its own: what was issued in vain is revoked.
     */
    static boolean handOver(Matter matter) throws VisitOver {
        String type = matter.item().document();
        if (type == null) {
            throw new IllegalStateException(matter.item().id() + " names no document");
        }
        while (true) {
            Optional<String> closed = matter.unit().availability().missing(Need.DOCUMENT_PRINTER);
            Optional<DocumentPrinter> printer = matter.unit().cabinet().documentPrinter();
            Optional<Identity> identity = matter.citizen().identity();
            if (identity.isEmpty()) {
                return false;
            }
            boolean again;
            if (closed.isPresent() || printer.isEmpty()) {
                again = TroubleTalk.wantsRetry(matter, closed.orElse("printer-fault"));
            } else {
                DocumentHandover.Ended ended = new DocumentHandover(matter, printer.get())
                        .run(identity.get().session(), type);
                if (ended instanceof DocumentHandover.Ended.HandedOver) {
                    return true;
                }
                again = ended instanceof DocumentHandover.Ended.NotAnswered not
                        ? Again.wanted(matter, not.answer())
                        : TroubleTalk.wantsRetry(matter, ((DocumentHandover.Ended.NotHandedOver) ended).code());
            }
            if (!again) {
                return false;
            }
        }
    }

    private static Text paid(Item.Fee fee) {
        Text sum = Yuan.of(fee.fen());
        return Text.of("已付 " + sum.chinese(), sum.english() + ", paid");
    }

    private static boolean agrees(Matter matter, Identity identity) throws VisitOver {
        List<Screen.Line> lines = new ArrayList<>();
        lines.add(new Screen.Line(Text.of("姓名", "Name"), Text.same(identity.name())));
        lines.add(new Screen.Line(
                Text.of("证件号码", "Card number"), Text.same(identity.session().maskedNumber())));
        matter.citizen()
                .agent()
                .ifPresent(agent -> lines.add(new Screen.Line(Text.of("代办人", "Acting for them"), Text.same(agent))));
        Item.Fee fee = matter.item().fee();
        if (fee == null) {
            lines.add(new Screen.Line(
                    Text.of("参保地", "Insured in"), Text.same(identity.session().divisionName())));
        }
        lines.add(new Screen.Line(Text.of("办理事项", "Service"), matter.item().name()));
        lines.add(new Screen.Line(Text.of("收费", "Fee"), fee == null ? Text.of("不收费", "Free of charge") : paid(fee)));
        Screen confirmation = new Screen.Confirmation(
                Text.of("请核对后打印", "Check, then print"),
                Text.of("打印的文件加盖电子印章，请当场取走。", "The document carries an electronic seal. Please take it at once."),
                lines,
                List.of(
                        Choice.strong("确认打印", "Print", new Action.Confirm()),
                        Choice.plain("返回", "Back", new Action.Back())));
        while (true) {
            Action action = matter.desk().ask(confirmation);
            if (action instanceof Action.Confirm) {
                return true;
            }
            if (action instanceof Action.Back) {
                return false;
            }
        }
    }
}
