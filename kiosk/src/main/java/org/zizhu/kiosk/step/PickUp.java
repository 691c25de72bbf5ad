package org.zizhu.kiosk.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zizhu.kiosk.catalogue.Item.Need;
import org.zizhu.kiosk.identity.qr.QrCodes;
import org.zizhu.kiosk.identity.qr.QrKind;
import org.zizhu.kiosk.identity.qr.QrVerdict;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.Box;
import org.zizhu.kiosk.platform.CaseRecord;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.step.Showing.Outcome;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/**
 * Whoever has a pick-up code (取件码) is taken straight to its case, and told where its result waits. Looking uses nothing up: a
 * code serves once where something is handed out for it.
 */
final class PickUp {

    private final Matter matter;
    private final byte[] code;

    PickUp(Matter matter, byte[] code) {
        this.matter = matter;
        this.code = code;
    }

    Optional<Outcome> perform() throws VisitOver {
        QrVerdict looked = matter.unit().codes().look(code, Set.of(QrKind.CASE_PICKUP));
        if (looked instanceof QrVerdict.Refused refused) {
            return Recognition.after(TroubleTalk.askFor(matter, refused.why().code(), false));
        }
        String number = ((QrVerdict.Accepted) looked).claims().subject();
        matter.desk()
                .show(new Screen.Working(
                        Text.of("正在查询", "Looking it up"),
                        List.of(Text.of("核验取件码", "Verify the code"), Text.of("查询办件", "Fetch the case")),
                        1));
        Answer<CaseRecord> answer =
                matter.desk().await(matter.unit().platform().caseByCode(matter.context(), QrCodes.text(code), number));
        if (!(answer instanceof Answer.Given<CaseRecord> given)) {
            String trouble = answer instanceof Answer.Failed ? "pickup-offline" : answer.code();
            return Recognition.after(TroubleTalk.askFor(matter, answer, trouble, false));
        }
        List<Box> here = given.value().closed() ? boxes(number) : List.of();
        if (!here.isEmpty() && wantsItNow(given.value(), here)) {
            return OpenBox.each(matter, here) ? Optional.of(Outcome.SHOWN) : Optional.of(Outcome.BACK);
        }
        ShowCases.showOne(
                matter,
                given.value(),
                Optional.of(ready(given.value())),
                Choice.strong("看完了", "Done", new Action.Confirm()));
        return Optional.of(Outcome.SHOWN);
    }

    /** The boxes of this unit in which the result lies; none where it lies elsewhere, or can't be opened now. */
    private List<Box> boxes(String number) {
        if (matter.unit().availability().missing(Need.LOCKER).isPresent()) {
            return List.of();
        }
        Answer<List<Box>> answer = matter.desk()
                .await(matter.unit().collection().boxesByCode(matter.context(), QrCodes.text(code), number));
        return answer instanceof Answer.Given<List<Box>> given ? given.value() : List.of();
    }

    private boolean wantsItNow(CaseRecord found, List<Box> boxes) throws VisitOver {
        List<Screen.Line> lines = new ArrayList<>();
        lines.add(new Screen.Line(Text.of("办件", "Case"), found.itemName()));
        for (Box box : boxes) {
            lines.add(new Screen.Line(Text.of(box.box() + " 号柜", "Box " + box.box()), box.what()));
        }
        Screen confirmation = new Screen.Confirmation(
                Text.of("您的结果在本机柜内", "Your result waits in this kiosk's locker"),
                Text.of("柜门打开后请取走，并关好柜门。", "Take it when the door has opened, and close the door."),
                lines,
                List.of(
                        Choice.strong("打开柜门", "Open it", new Action.Confirm()),
                        Choice.plain("先不取", "Not now", new Action.Back())));
        while (true) {
            Action action = matter.desk().ask(confirmation);
            if (action instanceof Action.Confirm || action instanceof Action.Back) {
                return action instanceof Action.Confirm;
            }
        }
    }

    private static Screen.Line ready(CaseRecord found) {
        return new Screen.Line(
                Text.of("领取", "To collect"),
                found.closed()
                        ? Text.of("结果已办好，请到承办部门窗口出示此码领取", "Ready: show this code at the office's counter")
                        : Text.of("结果还没有办好", "Not ready yet"));
    }
}
