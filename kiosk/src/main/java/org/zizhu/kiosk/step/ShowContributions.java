package org.zizhu.kiosk.step;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.zizhu.kiosk.catalogue.Item.Need;
import org.zizhu.kiosk.payment.Yuan;
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

    /** Of a month such as 2025-03. */
    private static final int YEAR_DIGITS = 4;

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
        while (true) {
            Action action = matter.desk().ask(screen(matter, contributions));
            if (action instanceof Action.Print) {
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

    private static Screen screen(Matter matter, Contributions contributions) {
        Contributions.Summary summary = contributions.summary();
        List<Screen.Line> lines = List.of(
                new Screen.Line(Text.of("参保状态", "Status"), summary.status()),
                new Screen.Line(
                        Text.of("累计月数", "Months"),
                        Text.of(summary.months() + " 个月", Integer.toString(summary.months()))),
                new Screen.Line(Text.of("个人缴费合计", "Paid by you"), Yuan.of(summary.personalFen())),
                new Screen.Line(Text.of("单位缴费合计", "Paid by employer"), Yuan.of(summary.employerFen())));
        List<Choice> choices = new ArrayList<>();
        if (matter.unit().availability().missing(Need.DOCUMENT_PRINTER).isEmpty()) {
            choices.add(Choice.plain("打印记录单", "Print statement", new Action.Print()));
        }
        choices.add(Choice.strong("看完了", "Done", new Action.Confirm()));
        return new Screen.Records(
                matter.item().name(),
                lines,
                List.of(
                        Text.of("年度", "Year"),
                        Text.of("月数", "Months"),
                        Text.of("个人缴费", "You paid"),
                        Text.of("单位缴费", "Employer paid"),
                        Text.of("状态", "State")),
                years(contributions),
                choices);
    }

    /** A row for each year, newest first: decades of months would be a hundred pages on a screen. */
    private static List<List<Text>> years(Contributions contributions) {
        TreeMap<String, List<Contributions.Month>> years = contributions.records().stream()
                .collect(Collectors.groupingBy(
                        record -> record.month().substring(0, YEAR_DIGITS), TreeMap::new, Collectors.toList()));
        List<List<Text>> rows = new ArrayList<>();
        years.descendingMap()
                .forEach((year, months) -> rows.add(List.of(
                        Text.same(year),
                        Text.same(Long.toString(months.stream()
                                .map(Contributions.Month::month)
                                .distinct()
                                .count())),
                        Yuan.of(months.stream()
                                .mapToLong(Contributions.Month::personalFen)
                                .sum()),
                        Yuan.of(months.stream()
                                .mapToLong(Contributions.Month::employerFen)
                                .sum()),
                        state(months))));
        return rows;
    }

    /** The state that all months of a year share; else it is named that they differ, and the printed statement has each. */
    private static Text state(List<Contributions.Month> months) {
        Text first = months.get(0).state();
        return months.stream().allMatch(month -> month.state().equals(first)) ? first : Text.of("各月不同", "Varies");
    }
}
