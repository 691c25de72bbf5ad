package org.zizhu.kiosk.step;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zizhu.kiosk.identity.qr.PrintedDocument;
import org.zizhu.kiosk.identity.qr.QrClaims;
import org.zizhu.kiosk.identity.qr.QrKind;
import org.zizhu.kiosk.identity.qr.QrVerdict;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.step.Showing.Outcome;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.Unit;
import org.zizhu.kiosk.visit.VisitOver;

/** Somebody holds a certificate's code before the scanner (验真): what stands on the paper is compared by the number that the code proves. */
final class VerifyDocument {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE;

    private final Matter matter;
    private final byte[] code;

    VerifyDocument(Matter matter, byte[] code) {
        this.matter = matter;
        this.code = code;
    }

    Optional<Outcome> perform() throws VisitOver {
        QrVerdict verdict = matter.unit().codes().accept(code, Set.of(QrKind.CERTIFICATE_VERIFICATION));
        if (verdict instanceof QrVerdict.Refused refused) {
            String code =
                    switch (refused.why()) {
                        case EXPIRED -> "document-expired";
                        case BAD_SIGNATURE, MALFORMED -> "document-not-genuine";
                        default -> refused.why().code();
                    };
            return Recognition.after(TroubleTalk.askFor(matter, code, false));
        }
        QrClaims claims = ((QrVerdict.Accepted) verdict).claims();
        matter.desk().ask(genuine(claims));
        return Optional.of(Outcome.SHOWN);
    }

    private static Screen genuine(QrClaims claims) {
        List<Screen.Line> lines = new ArrayList<>();
        lines.add(new Screen.Line(
                Text.of("文书编号", "Number"),
                Text.same(
                        PrintedDocument.of(claims).map(PrintedDocument::number).orElse(claims.subject()))));
        lines.add(new Screen.Line(
                Text.of("开具日期", "Issued"),
                Text.same(DAY.format(claims.notBefore().atZone(Unit.ZONE)))));
        // The code runs out with the midnight that ends the last day.
        lines.add(new Screen.Line(
                Text.of("有效期至", "Valid until"),
                Text.same(DAY.format(claims.expires().minusSeconds(1).atZone(Unit.ZONE)))));
        return new Screen.Confirmation(
                Text.of("这个编号的文书是真的", "A document of this number is genuine"),
                Text.of(
                        "请对照纸上的编号。是否已作废，请用手机扫码查看",
                        "Compare it with the number on the paper. Scan the code by phone to see whether it was revoked"),
                lines,
                List.of(Choice.strong("看完了", "Done", new Action.Confirm())));
    }
}
