package org.zizhu.field;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.UnitSettings;
import org.zizhu.kiosk.fleet.Enrolment;
import org.zizhu.kiosk.screen.Text;
import tools.jackson.databind.JsonNode;

/** Tests each device of a running unit, by the unit's own pages, and writes the page on which the unit is handed over. */
final class TestRun {

    private static final Duration LOOK_EVERY = Duration.ofMillis(300);

    /** A page printed by a printer that slept, twice; what takes longer is stuck. */
    private static final Duration WITHIN = Duration.ofMinutes(2);

    private final PrintWriter out;
    private final Path folder;
    private final UnitSettings settings;
    private final UnitPage page;

    /** @param port of the unit's own pages; null for that in its settings */
    TestRun(PrintWriter out, Path folder, @Nullable Integer port) throws IOException {
        this.out = out;
        this.folder = folder;
        this.settings = UnitSettings.read(folder);
        this.page = new UnitPage(port == null ? settings.webPort() : port);
    }

    /**
     * @param byHand whether devices are worked too, with somebody before them: a card read, a page printed
     * @param pdf where the page goes
     */
    int run(boolean byHand, Path pdf) throws IOException, InterruptedException {
        JsonNode words = page.get("/words.json");
        JsonNode unit = page.get("/devices.json");
        if (!unit.path("terminal").asString("").equals(settings.terminal())) {
            throw new IOException("正在运行的是另一台终端 / another unit runs there: "
                    + unit.path("terminal").asString("?"));
        }
        List<Evidence> all = new ArrayList<>();
        int count = unit.path("devices").size();
        for (JsonNode device : unit.path("devices")) {
            Text what = word(words.path("class"), device.path("class").asString(""));
            out.printf("[%d/%d] %s…%n", all.size() + 1, count, Field.both(what));
            out.flush();
            Evidence evidence = tested(device.path("name").asString(""), what, byHand);
            all.add(evidence);
            out.println("      " + Field.both(result(evidence.passed())) + "  " + evidence.found()
                    + (evidence.facts().isEmpty() ? "" : "  (" + evidence.facts() + ")"));
        }
        long passed = all.stream().filter(Evidence::passed).count();
        say("通过 " + passed + " 个，共 " + count + " 个设备", passed + " of " + count + " devices have passed");
        HandoverPage handover =
                new HandoverPage(settings.terminal(), settings.place(), certificate(), Instant.now(), all);
        Files.write(pdf, handover.pdf());
        say("交机单 " + pdf, "the page to hand it over: " + pdf);
        return passed == count && count > 0 ? Field.GOOD : Field.BAD;
    }

    static Text result(boolean passed) {
        return passed ? Text.of("通过", "PASSED") : Text.of("未通过", "FAILED");
    }

    private Evidence tested(String name, Text what, boolean byHand) throws IOException, InterruptedException {
        Evidence test = worked(name, what, "self-test");
        if (!byHand || !test.passed() || !at(name).path("canBeTried").asBoolean(false)) {
            return test;
        }
        say("      现在实际操作一次，请在 15 秒内配合", "      now it is worked once: do your part within 15 seconds");
        Evidence trial = worked(name, what, "trial");
        return new Evidence(name, what, trial.passed(), test.found() + "; " + trial.found(), trial.facts());
    }

    private Evidence worked(String name, Text what, String deed) throws IOException, InterruptedException {
        Optional<String> refused = page.post("/devices/" + name + "/" + deed);
        JsonNode device = at(name);
        long until = System.nanoTime() + WITHIN.toNanos();
        while (refused.isEmpty() && isUnderWay(device)) {
            if (System.nanoTime() - until >= 0) {
                return new Evidence(name, what, false, "no-end", facts(device));
            }
            Thread.sleep(LOOK_EVERY.toMillis());
            device = at(name);
        }
        JsonNode care = device.path("care");
        boolean passed = refused.isEmpty() && care.path("code").isNull();
        return new Evidence(
                name, what, passed, refused.orElse(care.path("words").asString("")), facts(device));
    }

    private JsonNode at(String name) throws IOException, InterruptedException {
        return page.get("/devices/" + name + ".json");
    }

    private static boolean isUnderWay(JsonNode device) {
        return device.path("care").path("ended").isNull();
    }

    private static String facts(JsonNode device) {
        return device.path("facts")
                .propertyStream()
                .map(fact -> fact.getKey() + " " + fact.getValue().asString(""))
                .collect(Collectors.joining(", "));
    }

    private Text certificate() throws IOException {
        Optional<Enrolment.Standing> standing = settings.fleet() == null
                ? Optional.empty()
                : Enrolment.of(folder).standing();
        return standing.map(known -> Text.same(known.certificate() + " · " + known.address() + " · "
                        + known.until().toString().substring(0, "2026-11-29".length())))
                .orElse(Text.of("未登记入网", "not enrolled with a fleet"));
    }

    private static Text word(JsonNode words, String keyword) {
        JsonNode found = words.path(keyword);
        return Text.of(found.path("zh").asString(keyword), found.path("en").asString(keyword));
    }

    private void say(String chinese, String english) {
        out.println(Field.both(Text.of(chinese, english)));
    }
}
