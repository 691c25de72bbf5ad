package org.zizhu.kiosk.step;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zizhu.kiosk.payment.Purse;
import org.zizhu.kiosk.payment.Yuan;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/** Tells that the money has come and is entered, and offers a receipt. */
final class ShowPaid {

    private ShowPaid() {}

    static void to(Matter matter, Purse.Payment payment) throws VisitOver {
        ReceiptTalk receipt = new ReceiptTalk(matter);
        boolean printable = receipt.possible();
        while (true) {
            Action action = matter.desk().ask(screen(payment, printable));
            if (action instanceof Action.Confirm) {
                return;
            }
            if (action instanceof Action.Print && printable) {
                receipt.paymentSlip(payment);
                printable = false;
            }
        }
    }

    private static Screen screen(Purse.Payment payment, boolean printable) {
        List<Choice> choices = new ArrayList<>();
        if (printable) {
            choices.add(Choice.plain("打印凭条", "Print a receipt", new Action.Print()));
        }
        choices.add(Choice.strong("完成", "Done", new Action.Confirm()));
        return new Screen.Paid(
                Text.of("缴费成功", "Paid"),
                payment.bill().dues().stream()
                        .map(due -> new Screen.Line(due.what(), Yuan.of(due.fen())))
                        .toList(),
                Yuan.of(payment.bill().fen()),
                Optional.ofNullable(payment.receipt()).map(URI::toString),
                choices);
    }
}
