package org.zizhu.field;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.zizhu.kiosk.catalogue.Catalogue;
import org.zizhu.kiosk.catalogue.Item;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Troubles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** How a running unit is, in words: what it can't serve and why, from its page for machines. */
final class Status {

    private static final Set<String> USABLE = Set.of("ONLINE", "DEVICE_BUSY");

    private final PrintWriter out;
    private final UnitPage page;
    private final Troubles troubles = Troubles.shipped();

    Status(PrintWriter out, int port) {
        this.out = out;
        this.page = new UnitPage(port);
    }

    int run() throws IOException, InterruptedException {
        JsonNode health = page.get("/health");
        JsonNode words = page.get("/words.json");
        out.println(health.path("terminal").asString("?"));
        return tell(health, words);
    }

    /** The same of what its page has said before. */
    int tell(JsonNode health, JsonNode words) {
        List<String> wrong = new ArrayList<>();
        unit(health, wrong);
        for (JsonNode device : health.path("devices")) {
            device(device, words, wrong);
        }
        for (JsonNode service : health.path("services")) {
            String code = service.path("closed").asString("");
            if (!code.isEmpty()) {
                wrong.add(line(name(service), reason(code, words)));
            }
        }
        if (wrong.isEmpty()) {
            say("全部事项可办", "all is offered");
            return Field.GOOD;
        }
        wrong.forEach(one -> out.println("  " + one));
        int all = health.path("services").size();
        int open = open(health).size();
        say("可办 " + open + " 项，共 " + all + " 项", open + " of " + all + " services are offered");
        return Field.BAD;
    }

    /** What citizens can have. */
    static List<Text> open(JsonNode health) {
        List<Text> open = new ArrayList<>();
        for (JsonNode service : health.path("services")) {
            if (service.path("closed").asString("").isEmpty()) {
                open.add(name(service));
            }
        }
        return open;
    }

    private static void unit(JsonNode health, List<String> wrong) {
        String out = health.path("outOfService").asString("");
        if (!out.isEmpty()) {
            wrong.add(line(
                    Text.of("终端", "unit"),
                    Text.of("已由工作人员暂停服务（" + out + "）", "taken out of service by staff: " + out)));
        }
        if (!health.path("platformReachable").asBoolean(true)) {
            wrong.add(line(Text.of("政务平台", "platform"), Text.of("连不上", "not reachable")));
        }
        if (!health.path("journal").asString("ok").equals("ok")) {
            wrong.add(line(Text.of("流水", "journal"), Text.of("写不进去", "can't be written")));
        }
        if (health.path("clockCorrected").asBoolean(false)) {
            wrong.add(line(
                    Text.of("时钟", "clock"),
                    Text.of("本机时钟不准，按平台时间运行", "the machine's own is wrong; the unit goes by the platform's")));
        }
    }

    private static void device(JsonNode device, JsonNode words, List<String> wrong) {
        String state = device.path("state").asString("");
        List<Text> reasons = new ArrayList<>();
        if (!USABLE.contains(state)) {
            reasons.add(word(words.path("state"), state));
        }
        for (JsonNode reason : device.path("reasons")) {
            reasons.add(word(words.path("reason"), reason.asString()));
        }
        if (!reasons.isEmpty()) {
            wrong.add(line(
                    word(words.path("class"), device.path("class").asString("")),
                    Text.of(
                            String.join("，", reasons.stream().map(Text::chinese).toList()),
                            String.join(
                                    ", ", reasons.stream().map(Text::english).toList()))));
        }
    }

    private static Text name(JsonNode service) {
        String item = service.path("id").asString("");
        return Catalogue.shipped().items().stream()
                .filter(one -> one.id().equals(item))
                .map(Item::name)
                .findFirst()
                .orElse(Text.same(item));
    }

    private Text reason(String code, JsonNode words) {
        return troubles.foreseen(code) ? troubles.words(code).what() : word(words.path("reason"), code);
    }

    /** As the unit's own page says it; what it has no words for is said by its keyword. */
    private static Text word(JsonNode words, String keyword) {
        JsonNode found = words.path(keyword);
        return found instanceof MissingNode
                ? Text.same(keyword)
                : Text.of(found.path("zh").asString(keyword), found.path("en").asString(keyword));
    }

    private static String line(Text what, Text why) {
        return Field.both(Text.of(what.chinese() + "：" + why.chinese(), what.english() + ": " + why.english()));
    }

    private void say(String chinese, String english) {
        out.println("  " + Field.both(Text.of(chinese, english)));
    }
}
