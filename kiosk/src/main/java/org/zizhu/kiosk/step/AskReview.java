package org.zizhu.kiosk.step;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.zizhu.kiosk.journal.Message;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Screen.Reason;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;
import tools.jackson.databind.json.JsonMapper;

/** Asks for a review (好差评, GB/T 39735-2020): five levels, none marked beforehand, and it may be left out. */
public final class AskReview implements Step {

    private static final int GOOD_ENOUGH = 3;
    private static final List<Reason> PRAISE = List.of(
            new Reason("quick", Text.of("办得快", "It was quick")),
            new Reason("simple", Text.of("操作简单", "It was simple")),
            new Reason("clear", Text.of("说明清楚", "It was clear")),
            new Reason("convenient", Text.of("地点时间方便", "Convenient place and time")));
    private static final List<Reason> COMPLAINTS = List.of(
            new Reason("slow", Text.of("等待太久", "It took too long")),
            new Reason("complicated", Text.of("操作复杂", "It was complicated")),
            new Reason("unclear", Text.of("说明不清楚", "It was unclear")),
            new Reason("fault", Text.of("机器有故障", "The machine had a fault")),
            new Reason("wrong-data", Text.of("信息有误", "The data was wrong")),
            new Reason("not-done", Text.of("事没办成", "It could not be done")));

    @Override
    public Next perform(Matter matter) throws VisitOver {
        OptionalInt level = OptionalInt.empty();
        Set<String> marked = new TreeSet<>();
        while (true) {
            Action action = matter.desk().ask(screen(matter, level, marked));
            if (action instanceof Action.Rate rate && rate.level() >= 1 && rate.level() <= 5) {
                level = OptionalInt.of(rate.level());
                marked.clear();
            } else if (action instanceof Action.ToggleReason toggle) {
                if (!marked.remove(toggle.reason())) {
                    marked.add(toggle.reason());
                }
            } else if (action instanceof Action.SkipReview || action instanceof Action.Back) {
                return Next.GO_ON;
            } else if (action instanceof Action.SubmitReview && level.isPresent()) {
                tell(matter, level.getAsInt(), marked);
                return Next.GO_ON;
            }
        }
    }

    private static Screen screen(Matter matter, OptionalInt level, Set<String> marked) {
        Choice skip = Choice.plain("不评价", "Skip", new Action.SkipReview());
        List<Choice> choices = level.isPresent()
                ? List.of(Choice.strong("提交评价", "Send", new Action.SubmitReview()), skip)
                : List.of(skip);
        List<Reason> reasons = level.isPresent() ? reasons(level.getAsInt()) : List.of();
        return new Screen.Review(matter.item().name(), level, reasons, Set.copyOf(marked), choices);
    }

    private static List<Reason> reasons(int level) {
        return level >= GOOD_ENOUGH ? PRAISE : COMPLAINTS;
    }

    private static void tell(Matter matter, int level, Set<String> marked) {
        List<String> known =
                reasons(level).stream().map(Reason::id).filter(marked::contains).toList();
        Map<String, Object> body = new TreeMap<>();
        body.put("context", matter.context());
        body.put("level", level);
        body.put("reasons", known);
        body.put("at", matter.unit().clock().instant().toString());
        matter.unit()
                .journal()
                .tell(Message.to(
                        "/v1/reviews",
                        matter.caseNumber() + ":review",
                        JsonMapper.shared().writeValueAsString(body)));
    }
}
