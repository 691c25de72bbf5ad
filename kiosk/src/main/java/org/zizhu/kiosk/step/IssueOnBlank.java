package org.zizhu.kiosk.step;

import java.util.List;
import java.util.Optional;
import org.zizhu.drivers.blank.BlankPrinter;
import org.zizhu.kiosk.catalogue.Item.Need;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.Licence;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Citizen.Identity;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/**
 * Looks up what the citizen runs and has them agree, then issues the item's document for a numbered blank, prints it on that and hands it over
 * with a receipt. No blank is fed for who has nothing to be printed.
 */
public final class IssueOnBlank implements Step {

    @Override
    public Next perform(Matter matter) throws VisitOver {
        String type = matter.item().document();
        if (type == null) {
            throw new IllegalStateException(matter.item().id() + " names no document");
        }
        Optional<Licence> licence = lookUp(matter);
        if (licence.isEmpty() || !agrees(matter, licence.get())) {
            return Next.LEAVE;
        }
        while (true) {
            Optional<String> closed = matter.unit().availability().missing(Need.BLANK_PRINTER);
            Optional<BlankPrinter> printer = matter.unit().cabinet().blankPrinter();
            Optional<Identity> identity = matter.citizen().identity();
            if (identity.isEmpty()) {
                return Next.LEAVE;
            }
            boolean again;
            if (closed.isPresent() || printer.isEmpty()) {
                again = TroubleTalk.wantsRetry(matter, closed.orElse("blank-fault"));
            } else {
                DocumentHandover.Ended ended = new BlankHandover(matter, printer.get())
                        .run(identity.get().session(), type);
                if (ended instanceof DocumentHandover.Ended.HandedOver) {
                    return Next.GO_ON;
                }
                again = ended instanceof DocumentHandover.Ended.NotAnswered not
                        ? Again.wanted(matter, not.answer())
                        : TroubleTalk.wantsRetry(matter, ((DocumentHandover.Ended.NotHandedOver) ended).code());
            }
            if (!again) {
                return Next.LEAVE;
            }
        }
    }

    /** Empty when there is none, and the citizen has been told why. */
    private static Optional<Licence> lookUp(Matter matter) throws VisitOver {
        while (true) {
            Optional<Identity> identity = matter.citizen().identity();
            if (identity.isEmpty()) {
                return Optional.empty();
            }
            matter.desk()
                    .showUnlessShown(new Screen.Working(
                            Text.of("正在查询", "Looking it up"),
                            List.of(Text.of("查询您名下的经营主体", "Look for the business that you run")),
                            0));
            Answer<Licence> answer = matter.desk()
                    .await(matter.unit()
                            .platform()
                            .licence(matter.context(), identity.get().session()));
            if (answer instanceof Answer.Given<Licence> given) {
                return Optional.of(given.value());
            }
            if (!Again.wanted(matter, answer)) {
                return Optional.empty();
            }
        }
    }

    private static boolean agrees(Matter matter, Licence licence) throws VisitOver {
        Optional<Identity> identity = matter.citizen().identity();
        if (identity.isEmpty()) {
            return false;
        }
        Screen confirmation = new Screen.Confirmation(
                Text.of("请核对后打印", "Check, then print"),
                Text.of("执照印在有编号的空白证照上，请当场取走。", "It is printed on a numbered blank. Please take it at once."),
                List.of(
                        new Screen.Line(Text.of("名称", "Business"), Text.same(licence.name())),
                        new Screen.Line(Text.of("统一社会信用代码", "Code"), Text.same(licence.code())),
                        new Screen.Line(Text.of("类型", "Kind"), licence.kind()),
                        new Screen.Line(
                                Text.of("办理人", "Applicant"),
                                Text.same(identity.get().name())),
                        new Screen.Line(Text.of("收费", "Fee"), Text.of("不收费", "Free of charge"))),
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
