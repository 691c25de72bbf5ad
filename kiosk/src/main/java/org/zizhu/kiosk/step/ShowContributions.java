package org.zizhu.kiosk.step;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.zizhu.kiosk.catalogue.Item.Need;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.Contributions;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Citizen.Identity;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/** Shows the citizen's social insurance contributions as a table, and prints them as a sealed statement if they want. */
public final class ShowContributions implements Step {

    /** What fits a screen in large type without scrolling. */
    private static final int ROWS = 8;

    @Override
    public Next perform(Matter matter) throws VisitOver {
        while (true) {
            Identity identity = matter.citizen().identity().orElse(null);
            if (identity == null) {
                return Next.LEAVE;
            }
            matter.desk()
                    .show(new Screen.Working(
                            Text.of("正在查询", "Looking it up"),
                            List.of(Text.of("查询社保缴费记录", "Fetch your contribution records")),
                            0));
            Answer<Contributions> answer =
                    matter.desk().await(matter.unit().platform().contributions(matter.context(), identity.session()));
            if (answer instanceof Answer.Given<Contributions> given) {
                if (given.value().records().isEmpty()) {
                    TroubleTalk.wantsRetry(matter, "nothing-to-certify");
                    return Next.LEAVE;
                }
                return show(matter, given.value());
            }
            if (!Again.wanted(matter, answer)) {
                return Next.LEAVE;
            }
        }
    }

    private static Next show(Matter matter, Contributions contributions) throws VisitOver {
        int pages = (contributions.records().size() + ROWS - 1) / ROWS;
        int page = 0;
        while (true) {
            Action action = matter.desk().ask(screen(matter, contributions, page, pages));
            if (action instanceof Action.NextPage) {
                page = Math.min(page + 1, pages - 1);
            } else if (action instanceof Action.PreviousPage) {
                page = Math.max(page - 1, 0);
            } else if (action instanceof Action.Print) {
                if (IssueAndPrint.handOver(matter)) {
                    return Next.GO_ON;
                }
                if (matter.citizen().identity().isEmpty()) {
                    return Next.LEAVE;
                }
            } else if (action instanceof Action.Confirm || action instanceof Action.Back) {
                return Next.GO_ON;
            }
        }
    }

    private static Screen screen(Matter matter, Contributions contributions, int page, int pages) {
        Contributions.Summary summary = contributions.summary();
        List<Screen.Line> lines = List.of(
                new Screen.Line(Text.of("参保状态", "Status"), summary.status()),
                new Screen.Line(
                        Text.of("累计月数", "Months"),
                        Text.of(summary.months() + " 个月", Integer.toString(summary.months()))),
                new Screen.Line(Text.of("个人缴费合计", "Paid by you"), yuan(summary.personalFen())),
                new Screen.Line(Text.of("单位缴费合计", "Paid by employer"), yuan(summary.employerFen())));
        List<List<Text>> rows = contributions.records().stream()
                .skip((long) page * ROWS)
                .limit(ROWS)
                .map(record -> List.of(
                        Text.same(record.month()),
                        record.insurance(),
                        yuan(record.baseFen()),
                        yuan(record.personalFen()),
                        record.state()))
                .toList();
        List<Choice> choices = new ArrayList<>();
        if (page + 1 < pages) {
            choices.add(Choice.plain("下一页", "Next page", new Action.NextPage()));
        }
        if (page > 0) {
            choices.add(Choice.plain("上一页", "Previous page", new Action.PreviousPage()));
        }
        if (matter.unit().availability().missing(Need.DOCUMENT_PRINTER).isEmpty()) {
            choices.add(Choice.plain("打印记录单", "Print statement", new Action.Print()));
        }
        choices.add(Choice.strong("看完了", "Done", new Action.Confirm()));
        return new Screen.Records(
                matter.item().name(),
                lines,
                List.of(
                        Text.of("月份", "Month"),
                        Text.of("险种", "Insurance"),
                        Text.of("缴费基数", "Base"),
                        Text.of("个人缴费", "You paid"),
                        Text.of("状态", "State")),
                rows,
                page,
                pages,
                choices);
    }

    private static Text yuan(long fen) {
        return Text.same("¥" + String.format(java.util.Locale.ROOT, "%,.2f", BigDecimal.valueOf(fen, 2)));
    }
}
