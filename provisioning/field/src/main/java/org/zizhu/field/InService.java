package org.zizhu.field;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.zizhu.kiosk.UnitSettings;
import org.zizhu.kiosk.screen.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Whether a unit that has been started serves citizens and its fleet has it, by its own page. */
final class InService {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** Once it serves, devices that are slow to start get this much more until it is told which services are closed. */
    private static final Duration FOR_SLOW_DEVICES = Duration.ofSeconds(20);

    private final PrintWriter out;
    private final UnitSettings settings;
    private final KioskOnMachine kiosk;
    private final UnitPage page;

    InService(PrintWriter out, UnitSettings settings, KioskOnMachine kiosk) {
        this.out = out;
        this.settings = settings;
        this.kiosk = kiosk;
        this.page = new UnitPage(settings.webPort());
    }

    /** Says how it goes; good once it is in service. */
    int await(Duration within) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        long served = 0;
        List<String> told = List.of();
        while (true) {
            Duration waited = Duration.ofNanos(System.nanoTime() - begun);
            List<Text> why = new ArrayList<>();
            JsonNode health = look(why);
            if (why.isEmpty()) {
                served = served == 0 ? System.nanoTime() : served;
                if (settled(health) || System.nanoTime() - served > FOR_SLOW_DEVICES.toNanos()) {
                    return inService(health, waited);
                }
            } else {
                served = 0;
                List<String> words = why.stream().map(Field::both).toList();
                if (waited.compareTo(within) > 0) {
                    return not(words);
                }
                if (!words.equals(told)) {
                    words.forEach(one -> out.println("    … " + one));
                    told = words;
                }
            }
            Thread.sleep(LOOK_EVERY.toMillis());
        }
    }

    /** @param why it is not in service, if it is not */
    private JsonNode look(List<Text> why) throws InterruptedException {
        JsonNode health;
        try {
            health = page.get("/health");
        } catch (IOException e) {
            why.add(Text.of("终端程序还没有应答", "the kiosk does not answer yet"));
            return MissingNode.getInstance();
        }
        String terminal = health.path("terminal").asString("?");
        if (!terminal.equals(settings.terminal())) {
            why.add(Text.of(
                    "端口 " + settings.webPort() + " 上运行的是 " + terminal,
                    "on port " + settings.webPort() + " another unit runs, " + terminal));
        } else if (health.path("screen").asString("").equals("starting")) {
            why.add(Text.of("终端程序正在启动", "the kiosk is starting"));
        }
        if (!health.path("fleet").asString("").equals("connected")) {
            why.add(Text.of("与中心还没有连上", "not connected with the fleet"));
        }
        if (!health.path("platformReachable").asBoolean(false)) {
            why.add(Text.of(
                    "政务平台连不上，检查 unit.yaml 的 platform", "the platform is not reachable; look at platform in unit.yaml"));
        }
        if (!health.path("journal").asString("").equals("ok")) {
            why.add(Text.of("流水写不进去，检查磁盘", "the journal can't be written: look at the disk"));
        }
        if (!health.path("outOfService").asString("").isEmpty()) {
            why.add(Text.of("已由工作人员暂停服务", "taken out of service by staff"));
        }
        if (!health.path("closedByCentre").asString("").isEmpty()) {
            why.add(Text.of("已由中心关闭", "closed by the centre"));
        }
        if (Status.open(health).isEmpty()) {
            why.add(Text.of("没有可办的事项", "no service is open"));
        }
        return health;
    }

    /** Whether nothing is expected to change by itself: all is open, or every device has said how it is. */
    private static boolean settled(JsonNode health) {
        boolean starting = false;
        for (JsonNode device : health.path("devices")) {
            starting |= device.path("state").asString("").equals("STARTING");
        }
        return !starting
                || Status.open(health).size() == health.path("services").size();
    }

    private int inService(JsonNode health, Duration waited) throws IOException, InterruptedException {
        for (Text service : Status.open(health)) {
            out.println("  ✓ " + Field.both(service));
        }
        var unused = new Status(out, settings.webPort()).tell(health, page.get("/words.json"));
        out.println(Field.both(Text.of(
                settings.terminal() + " 已投入服务（等待 " + waited.toSeconds() + " 秒）",
                settings.terminal() + " is in service (waited " + waited.toSeconds() + " s)")));
        return Field.GOOD;
    }

    private int not(List<String> why) throws IOException, InterruptedException {
        out.println(Field.both(Text.of(settings.terminal() + " 没有投入服务：", settings.terminal() + " is not in service:")));
        why.forEach(one -> out.println("  ✗ " + one));
        kiosk.lastWords().ifPresent(words -> out.println("  " + words));
        out.println("  "
                + Field.both(Text.of(
                        "日志：" + KioskOnMachine.log() + "；处理后再运行一次本命令",
                        "its log: " + KioskOnMachine.log() + "; put it right, then run this again")));
        return Field.BAD;
    }
}
