package org.zizhu.bench.table;

import java.time.Duration;
import java.util.List;
import org.zizhu.bench.panel.Gadget;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.fault.Fault;

/** The government platform and the line to it. */
final class PlatformGadget implements Gadget {

    /** Slower than a citizen has patience for, and quicker than the kiosk gives up. */
    private static final Duration SLOW = Duration.ofSeconds(6);

    private final SandboxCity city;
    private String condition = "heal";

    PlatformGadget(SandboxCity city) {
        this.city = city;
    }

    @Override
    public String id() {
        return "platform";
    }

    @Override
    public Group group() {
        return Group.KIOSK;
    }

    @Override
    public synchronized Face face() {
        return new Face(
                Text.of("政务服务平台", "Government platform · sandbox city"),
                condition.equals("heal") ? Mood.WELL : condition.equals("cut") ? Mood.DOWN : Mood.NEEDS_CARE,
                state(),
                List.of(
                        new Fact(Text.of("接口", "interface"), city.apiUri().toString()),
                        new Fact(
                                Text.of("居民", "people"),
                                Integer.toString(city.people().size()))),
                List.of(
                        Button.heal("heal", "恢复正常", "make it well", !condition.equals("heal")),
                        Button.harm("cut", "断网", "cut the network", !condition.equals("cut")),
                        Button.harm("slow", "变慢", "make it slow", !condition.equals("slow")),
                        Button.harm("error", "返回500", "answer 500", !condition.equals("error")),
                        Button.harm("nonsense", "胡乱应答", "answer nonsense", !condition.equals("nonsense"))));
    }

    private Text state() {
        return switch (condition) {
            case "cut" -> Text.of("网络断开", "network cut");
            case "slow" -> Text.of("慢" + SLOW.toSeconds() + "秒", SLOW.toSeconds() + " s slow");
            case "error" -> Text.of("一律返回500", "answers 500 to everything");
            case "nonsense" -> Text.of("应答网页而不是数据", "answers with pages, not data");
            default -> Text.of("正常", "well");
        };
    }

    @Override
    public synchronized Outcome press(String button, String argument) {
        if (!List.of("heal", "cut", "slow", "error", "nonsense").contains(button)) {
            return Outcome.unknown(button);
        }
        city.faults().heal();
        switch (button) {
            case "cut" -> city.faults().unreachable();
            case "slow" -> city.faults().everywhere(new Fault.Slow(SLOW));
            case "error" -> city.faults().everywhere(new Fault.ServerError());
            case "nonsense" -> city.faults().everywhere(new Fault.Nonsense(Fault.Kind.HTML));
            default -> {
                // Healed above.
            }
        }
        condition = button;
        return new Outcome.Done(state());
    }
}
