package org.zizhu.kiosk.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zizhu.drivers.receipt.Receipt;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.CaseRecord;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Language;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Citizen.Identity;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/** Shows the citizen's cases and how far each is (办件进度), and prints one as a slip if they want. */
public final class ShowCases implements Step {

    @Override
    public Next perform(Matter matter) throws VisitOver {
        while (true) {
            Identity identity = matter.citizen().identity().orElse(null);
            if (identity == null) {
                return Next.LEAVE;
            }
            matter.desk()
                    .show(new Screen.Working(
                            Text.of("正在查询", "Looking it up"), List.of(Text.of("查询办件", "Fetch your cases")), 0));
            Answer<List<CaseRecord>> answer =
                    matter.desk().await(matter.unit().platform().cases(matter.context(), identity.session()));
            if (answer instanceof Answer.Given<List<CaseRecord>> given) {
                return show(matter, given.value());
            }
            if (!Again.wanted(matter, answer)) {
                return Next.LEAVE;
            }
        }
    }

    private static Next show(Matter matter, List<CaseRecord> cases) throws VisitOver {
        while (true) {
            Action action = matter.desk().ask(list(matter, cases));
            if (action instanceof Action.ChooseCase choice) {
                if (choice.index() >= 0 && choice.index() < cases.size()) {
                    showOne(
                            matter,
                            cases.get(choice.index()),
                            Optional.empty(),
                            Choice.strong("返回列表", "Back to the list", new Action.Back()));
                }
            } else if (action instanceof Action.Confirm || action instanceof Action.Back) {
                return Next.GO_ON;
            }
        }
    }

    private static Screen list(Matter matter, List<CaseRecord> cases) {
        List<Screen.CaseLine> lines = cases.stream()
                .map(found -> new Screen.CaseLine(
                        found.itemName(), found.number(), found.state(), found.closed(), found.updated()))
                .toList();
        return new Screen.Cases(
                matter.item().name(), lines, List.of(Choice.strong("看完了", "Done", new Action.Confirm())));
    }

    /**
     * Shows one until they have seen enough.
     *
     * @param first what to know of it before anything else
     * @param onward where the way leads from here
     */
    static void showOne(Matter matter, CaseRecord found, Optional<Screen.Line> first, Choice onward) throws VisitOver {
        ReceiptTalk receipt = new ReceiptTalk(matter);
        while (true) {
            List<Choice> choices = new ArrayList<>();
            if (receipt.possible()) {
                choices.add(Choice.plain("打印进度凭条", "Print a slip", new Action.Print()));
            }
            choices.add(onward);
            Action action = matter.desk().ask(progress(found, first, choices));
            if (action instanceof Action.Print) {
                // A courtesy: if it fails, the screen still says the same.
                var unused = receipt.courtesy(Text.of("办件进度", "Case progress"), slip(matter, found));
            } else if (action instanceof Action.Back || action instanceof Action.Confirm) {
                return;
            }
        }
    }

    private static Screen progress(CaseRecord found, Optional<Screen.Line> first, List<Choice> choices) {
        List<Screen.Line> lines = new ArrayList<>(first.stream().toList());
        lines.add(new Screen.Line(Text.of("当前状态", "State"), found.state()));
        if (found.promisedBy() != null) {
            lines.add(new Screen.Line(Text.of("承诺办结", "Promised by"), Text.same(found.promisedBy())));
        }
        lines.add(new Screen.Line(Text.of("承办部门", "Office"), Text.same(found.office())));
        lines.add(new Screen.Line(Text.of("联系电话", "Phone"), Text.same(found.phone())));
        List<Screen.Milestone> milestones = found.milestones().stream()
                .map(milestone -> new Screen.Milestone(
                        milestone.name(), milestone.at() == null ? "" : milestone.at(), milestone.state()))
                .toList();
        return new Screen.CaseProgress(found.itemName(), found.number(), milestones, lines, choices);
    }

    private static List<Receipt.Part> slip(Matter matter, CaseRecord found) {
        Language language = matter.desk().presentation().language();
        List<Receipt.Part> parts = new ArrayList<>();
        parts.add(new Receipt.Heading(found.itemName().in(language)));
        parts.add(new Receipt.Field(Text.of("受理编号", "Number").in(language), found.number()));
        parts.add(new Receipt.Field(
                Text.of("当前状态", "State").in(language), found.state().in(language)));
        for (CaseRecord.Milestone milestone : found.milestones()) {
            if (milestone.at() != null) {
                parts.add(new Receipt.Field(milestone.name().in(language), milestone.at()));
            }
        }
        parts.add(new Receipt.Field(Text.of("承办部门", "Office").in(language), found.office()));
        parts.add(new Receipt.Field(Text.of("联系电话", "Phone").in(language), found.phone()));
        return parts;
    }
}
