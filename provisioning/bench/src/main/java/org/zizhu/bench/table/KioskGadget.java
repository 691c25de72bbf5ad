package org.zizhu.bench.table;

import java.util.ArrayList;
import java.util.List;
import org.zizhu.bench.panel.Gadget;
import org.zizhu.kiosk.screen.Text;

/** The kiosk and its plug. */
final class KioskGadget implements Gadget {

    private static final int SIGKILL_STATUS = 128 + 9;

    private final KioskProcess kiosk;

    KioskGadget(KioskProcess kiosk) {
        this.kiosk = kiosk;
    }

    @Override
    public String id() {
        return "kiosk";
    }

    @Override
    public Group group() {
        return Group.KIOSK;
    }

    @Override
    public Face face() {
        boolean running = kiosk.running();
        List<Fact> facts = new ArrayList<>();
        if (running) {
            facts.add(new Fact(Text.of("进程", "process"), Long.toString(kiosk.pid())));
        }
        Integer status = kiosk.exitStatus();
        if (status != null && status != SIGKILL_STATUS) {
            facts.add(new Fact(Text.of("退出状态", "exit status"), status.toString()));
        }
        return new Face(
                Text.of("自助终端", "The kiosk"),
                running ? Mood.WELL : Mood.DOWN,
                running ? Text.of("运行中", "running") : Text.of("已断电", "without power"),
                facts,
                List.of(
                        Button.harm("pull-plug", "拔电源", "pull the plug", running),
                        Button.serve("start", "通电", "switch on", !running)));
    }

    @Override
    public Outcome press(String button, String argument) {
        return switch (button) {
            case "pull-plug" -> {
                kiosk.pullPlug();
                yield Outcome.done("拔了电源", "pulled the plug");
            }
            case "start" -> {
                kiosk.start();
                yield Outcome.done("通了电", "switched it on");
            }
            default -> Outcome.unknown(button);
        };
    }
}
