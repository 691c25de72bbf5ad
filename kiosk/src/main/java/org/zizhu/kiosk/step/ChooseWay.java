package org.zizhu.kiosk.step;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zizhu.kiosk.identity.Demand;
import org.zizhu.kiosk.identity.Evidence;
import org.zizhu.kiosk.identity.NextStep;
import org.zizhu.kiosk.identity.Way;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/** Asks in which way a citizen wants to show who they are. */
final class ChooseWay {

    /** What they did not want, and may want after all. */
    static final String REFUSED = "face-refused";

    private final Matter matter;
    private final Demand demand;

    ChooseWay(Matter matter, Demand demand) {
        this.matter = matter;
        this.demand = demand;
    }

    /** The way chosen; empty when they went back. Looks at the devices meanwhile: one that comes back can be chosen at once. */
    Optional<Way> choose() throws VisitOver {
        Screen shown = screen(ways());
        matter.desk().show(shown);
        while (true) {
            Optional<Action> action = matter.desk().listen(Wait.TICK);
            if (action.isPresent() && action.get() instanceof Action.Back) {
                return Optional.empty();
            }
            if (action.isPresent() && action.get() instanceof Action.ChooseWay choice) {
                Optional<Way> way = Way.of(choice.way()).filter(ways()::contains);
                if (way.isPresent()) {
                    return way;
                }
            }
            Screen now = screen(ways());
            if (!now.equals(shown)) {
                shown = now;
                matter.desk().update(now);
            }
        }
    }

    /** Those that can be gone now, the easiest first. */
    List<Way> ways() {
        NextStep next = NextStep.towards(demand, matter.citizen().shown(), Identify.open(matter));
        return next instanceof NextStep.OneOf steps ? Way.to(steps.steps()) : List.of();
    }

    private Screen screen(List<Way> ways) {
        boolean named = matter.citizen().identity().isPresent();
        return new Screen.ChooseWay(
                named
                        ? Text.of("还需确认是您本人", "One more check that it is you")
                        : Text.of("请选择证明身份的方式", "How would you like to identify?"),
                named
                        ? Text.of("为保护您的信息，请任选一种，效果相同", "To protect your data. Choose any, they count the same")
                        : Text.of("任选一种，效果相同", "Choose any, they count the same"),
                tiles(ways),
                List.of(Choice.plain("返回", "Back", new Action.Back())));
    }

    /** No way is left: whether they think again about what they refused. */
    boolean reconsiders() throws VisitOver {
        boolean refused =
                matter.citizen().closed(Evidence.FACE).filter(REFUSED::equals).isPresent();
        if (refused && TroubleTalk.wantsRetry(matter, "no-way-but-refused")) {
            matter.citizen().reconsiders(REFUSED);
            return true;
        }
        return !refused && TroubleTalk.wantsRetry(matter, "no-way-left");
    }

    /** Those that can be chosen, and after them those that could be if something were otherwise. */
    private List<Screen.WayTile> tiles(List<Way> ways) {
        List<Screen.WayTile> tiles = new ArrayList<>();
        ways.forEach(way -> tiles.add(tile(way, Optional.empty())));
        Set<Evidence> equipped = EnumSet.allOf(Evidence.class);
        equipped.removeIf(evidence ->
                Identify.closed(matter, evidence).filter("not-equipped"::equals).isPresent());
        NextStep next = NextStep.towards(demand, matter.citizen().shown(), equipped);
        if (next instanceof NextStep.OneOf all) {
            for (Way way : Way.to(all.steps())) {
                Optional<String> because = ways.contains(way)
                        ? Optional.empty()
                        : all.steps().stream()
                                .filter(way::leadsTo)
                                .map(evidence -> Identify.closed(matter, evidence))
                                .flatMap(Optional::stream)
                                .findFirst();
                because.ifPresent(code -> tiles.add(tile(
                        way, Optional.of(matter.unit().troubles().words(code).what()))));
            }
        }
        return tiles;
    }

    private static Screen.WayTile tile(Way way, Optional<Text> closed) {
        return switch (way) {
            case ID_CARD ->
                tile(way, "身份证", "ID card", "放在读卡区，居住证、永居证也可以", "Or a residence permit, on the reader", closed);
            case CODE ->
                tile(
                        way,
                        "手机扫码",
                        "Code on your phone",
                        "电子社保卡、医保码等",
                        "Electronic social security card and others",
                        closed);
            case SOCIAL_CARD ->
                tile(
                        way,
                        "社保卡",
                        "Social security card",
                        "插入读卡器，不需要密码",
                        "Into the card reader; no PIN is needed",
                        closed);
            case FACE ->
                tile(
                        way,
                        "看一下摄像头",
                        "Look into the camera",
                        "与证件照片比对，约 10 秒",
                        "Compared with your photo, about 10 seconds",
                        closed);
            case PHONE_CODE ->
                tile(way, "手机验证码", "Code by text message", "发到您登记的手机上", "To your phone on record", closed);
            case ATTENDANT ->
                tile(
                        way,
                        "请工作人员核对",
                        "Ask staff to check you",
                        "有人在场时，当面看您和证件照片",
                        "If someone is here: they compare you with your card",
                        closed);
        };
    }

    private static Screen.WayTile tile(
            Way way, String zh, String en, String captionZh, String captionEn, Optional<Text> closed) {
        return new Screen.WayTile(way.id(), Text.of(zh, en), Text.of(captionZh, captionEn), way.id(), closed);
    }
}
