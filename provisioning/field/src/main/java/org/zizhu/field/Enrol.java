package org.zizhu.field;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.UnitSettings;
import org.zizhu.kiosk.fleet.Enrolment;
import org.zizhu.kiosk.fleet.Enrolment.Outcome;
import org.zizhu.kiosk.fleet.Enrolment.Whose;
import org.zizhu.kiosk.fleet.UnitSetup;
import org.zizhu.kiosk.screen.Text;

/** Enrols a unit, and says how it goes. */
final class Enrol {

    /** A kiosk that runs looks for a token this often, and more. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** No clock that is right says less. */
    private static final Instant LONG_PAST = Instant.parse("2025-01-01T00:00:00Z");

    private static final Duration CLOCK_TOLERATED = Duration.ofMinutes(2);

    private final PrintWriter out;
    private final Path folder;
    private int steps;

    Enrol(PrintWriter out, Path folder) {
        this.out = out;
        this.folder = folder;
    }

    /**
     * @param name of a bare unit, where its token does not say it
     * @param seconds how long to wait for an operator, or a running kiosk
     */
    int run(String given, @Nullable String name, int seconds) throws IOException, InterruptedException {
        if (BareUnit.isOne(folder)) {
            // What is wrong with the unit itself is said before anything is asked of its fleet.
            var unused = Enrolment.of(folder);
        }
        String token = token(given);
        Optional<String> address = Enrolment.addressIn(token);
        if (address.isEmpty()) {
            say("这不是登记令牌", "this is no enrolment token");
            return Field.BAD;
        }
        step("时钟与网络", "clock and network");
        @Nullable Whose whose = ask(address.get(), token);
        step("终端文件夹 " + folder, "the unit's folder");
        Optional<String> trouble = makeFolder(whose, name);
        if (trouble.isPresent()) {
            out.println(trouble.get());
            return whose == null ? Field.UNKNOWN : Field.BAD;
        }
        Enrolment enrolment = Enrolment.of(folder);
        if (whose instanceof Whose.Said said
                && !said.unit().orElse(enrolment.terminal()).equals(enrolment.terminal())) {
            say(
                    "令牌属于 " + said.unit().get() + "，这台终端是 " + enrolment.terminal(),
                    "the token is for " + said.unit().get() + ", this unit is " + enrolment.terminal());
            return Field.BAD;
        }
        enrolment.checkKeys();
        step(
                "终端 " + enrolment.terminal() + " 向 " + address.get() + " 登记",
                "enrolling " + enrolment.terminal() + " with " + address.get());
        if (enrolment.isEnrolledBy(token)) {
            say("这个令牌已经用过，终端已登记", "this token has done its work before: the unit is enrolled");
            return enrolled(enrolment);
        }
        if (whose instanceof Whose.Refused refused && !enrolment.tokenIsThere()) {
            return refused(refused.code());
        }
        return enrol(enrolment, token, seconds);
    }

    /** What the fleet says of the token; null if there was no answer, which was said. */
    private @Nullable Whose ask(String address, String token) throws InterruptedException {
        if (Instant.now().isBefore(LONG_PAST)) {
            // No reason to stop: a unit that doesn't trust its clock leaves dates out of its judgement.
            say("时钟显示 " + Instant.now() + "，请校准", "the clock says " + Instant.now() + ": set it");
        }
        try {
            Network.reach(address);
            Whose whose = Enrolment.whose(token);
            if (whose instanceof Whose.Said said && said.clockBehind().abs().compareTo(CLOCK_TOLERATED) > 0) {
                say(
                        "时钟比中心" + (said.clockBehind().isNegative() ? "快 " : "慢 ")
                                + said.clockBehind().abs().toMinutes() + " 分钟，请校准",
                        "the clock is " + said.clockBehind().abs().toMinutes() + " minutes "
                                + (said.clockBehind().isNegative() ? "ahead of" : "behind") + " the fleet's: set it");
            }
            say("中心 " + address + " 可以连通", "the fleet at " + address + " answers");
            return whose;
        } catch (IOException e) {
            out.println("  " + Network.why(address, e));
            return null;
        }
    }

    /** Makes what is missing of it; empty if all is well. */
    private Optional<String> makeFolder(@Nullable Whose whose, @Nullable String name) throws IOException {
        if (BareUnit.isOne(folder)) {
            if (!Files.isWritable(folder)) {
                return Optional.of(Field.both(Text.of(
                        "无权写入 " + folder + "，请以它的所有者运行",
                        "nothing may be written into " + folder + ": run this as its owner, "
                                + Files.getOwner(folder).getName())));
            }
            return Optional.empty();
        }
        String told = whose instanceof Whose.Said said ? said.unit().orElse("") : "";
        String called = name == null ? told : name;
        if (whose instanceof Whose.Refused refused) {
            return Optional.of(Field.both(Text.of(
                    "中心拒绝登记（" + refused.code() + "）：请要一个新令牌",
                    "refused (" + refused.code() + "): ask for a new token")));
        }
        if (!told.isEmpty() && !told.equals(called)) {
            return Optional.of(Field.both(Text.of("令牌属于 " + told, "the token is for " + told)));
        }
        if (called.isEmpty() && whose == null) {
            return Optional.of(Field.both(Text.of("连通中心后再运行一次", "run this again when the fleet can be reached")));
        }
        if (!BareUnit.isName(called)) {
            return Optional.of(Field.both(
                    Text.of("令牌没有说明终端编号，请加 --unit 编号", "the token does not say which unit this is: add --unit NAME")));
        }
        try {
            BareUnit.make(folder, called);
            return Optional.empty();
        } catch (AccessDeniedException e) {
            return Optional.of(Field.both(Text.of(
                    "无权写入 " + e.getFile() + "，请用 root 运行，或另选文件夹",
                    "nothing may be written at " + e.getFile() + ": run this as root, or name another folder")));
        }
    }

    private int enrol(Enrolment enrolment, String token, int seconds) throws IOException, InterruptedException {
        String before = certificate(enrolment);
        enrolment.leave(token);
        long until = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        if (running(enrolment.terminal())) {
            say("终端程序正在运行，由它登记…", "the kiosk runs and enrols by itself…");
            while (enrolment.tokenIsThere()) {
                if (System.nanoTime() - until >= 0) {
                    return notNow();
                }
                Thread.sleep(LOOK_EVERY.toMillis());
            }
            return certificate(enrolment).equals(before) ? refused("?") : tell(enrolment);
        }
        while (true) {
            Outcome outcome;
            try {
                outcome = enrolment.attempt();
            } catch (IOException e) {
                // Also where the one that answers is not the token's fleet.
                out.println(e.getMessage()
                        + (e.getCause() == null ? "" : ": " + e.getCause().getMessage()));
                return notNow();
            }
            if (outcome instanceof Outcome.Enrolled) {
                return enrolled(enrolment);
            }
            if (outcome instanceof Outcome.Refused refused) {
                return refused(refused.code());
            }
            if (outcome instanceof Outcome.Waiting waiting && System.nanoTime() - until < 0) {
                say("等待中心的值班员同意…", "waiting for an operator to agree…");
                Thread.sleep(waiting.retry().toMillis());
            } else {
                return notNow();
            }
        }
    }

    /** The token itself, which may be given by a file that holds it. */
    static String token(String given) throws IOException {
        if (Enrolment.addressIn(given).isPresent() || !Files.isRegularFile(Path.of(given))) {
            return given;
        }
        return Files.readString(Path.of(given)).strip();
    }

    private static String certificate(Enrolment enrolment) throws IOException {
        return enrolment.standing().map(Enrolment.Standing::certificate).orElse("");
    }

    private boolean running(String terminal) throws IOException, InterruptedException {
        int port = UnitSettings.read(folder).webPort();
        if (port == 0) {
            return false;
        }
        try {
            return new UnitPage(port)
                    .get("/health")
                    .path("terminal")
                    .asString("")
                    .equals(terminal);
        } catch (IOException e) {
            return false;
        }
    }

    /** Proves it, by being let in. */
    private int enrolled(Enrolment enrolment) throws IOException, InterruptedException {
        int told = tell(enrolment);
        if (running(enrolment.terminal())) {
            return told;
        }
        step("用证书连接中心", "calling the fleet with the certificate");
        Outcome outcome;
        try {
            outcome = enrolment.recognised();
        } catch (IOException e) {
            out.println("  " + e.getMessage());
            outcome = new Outcome.NotNow();
        }
        if (outcome instanceof Outcome.Refused refused) {
            return refused(refused.code());
        }
        if (outcome instanceof Outcome.Enrolled) {
            say("中心认得这台终端", "the fleet knows this unit");
            return BareUnit.lacking(folder).isEmpty() ? next(enrolment) : fill(enrolment);
        }
        say("中心没有应答，稍后再运行一次", "the fleet did not answer: run this again later");
        return Field.UNKNOWN;
    }

    private int tell(Enrolment enrolment) throws IOException {
        Enrolment.Standing standing = enrolment.standing().orElseThrow();
        say(
                "已登记，证书 " + standing.certificate() + "，有效至 " + standing.until(),
                "enrolled; certificate " + standing.certificate() + ", good until " + standing.until());
        return Field.GOOD;
    }

    /** Fills what is empty with what the fleet has for this unit. Wherever it ends, the same command goes on from there. */
    private int fill(Enrolment enrolment) throws IOException, InterruptedException {
        step("从中心取开通设置，向平台登记", "fetching the unit's setup, enrolling with the platform");
        UnitSetup.Outcome outcome;
        try {
            outcome = new UnitSetup(folder, enrolment).fill();
        } catch (IOException e) {
            out.println("  " + e.getMessage());
            say("没有完成，稍后再运行一次", "not finished: run this again later");
            return Field.UNKNOWN;
        }
        if (outcome instanceof UnitSetup.Outcome.Complete) {
            say("设置已写好，平台认得这台终端", "the setup is in place, and the platform knows this unit");
            return next(enrolment);
        }
        if (outcome instanceof UnitSetup.Outcome.OwnValues own) {
            say(
                    "中心有开通设置，但这里已有 " + own.what() + "，没有改动；要用中心的，请先移走",
                    "the fleet has a setup, but here are " + own.what()
                            + " already: nothing was touched; to go by the fleet's, move them away first");
            return next(enrolment);
        }
        if (outcome instanceof UnitSetup.Outcome.Unusable unusable) {
            say(
                    "中心的开通设置不能用：" + unusable.why() + "。请中心改正，再运行一次",
                    "the fleet's setup can't be used: have it corrected at the centre, then run this again");
            return Field.BAD;
        }
        if (outcome instanceof UnitSetup.Outcome.Refused refused) {
            say(
                    "平台拒绝登记（" + refused.code() + "）：请平台给一个新登记码，填进中心的开通设置，再运行一次",
                    "the platform refuses (" + refused.code()
                            + "): get a new code from it, have it entered in the unit's setup at the centre, then run this again");
            return Field.BAD;
        }
        if (outcome instanceof UnitSetup.Outcome.Stranger stranger) {
            say(
                    stranger.address() + " 应答的不是设置里的平台（中间有代理，或 ca-sha256 写错）：什么都没有告诉它，查明后再运行一次",
                    "who answers at " + stranger.address()
                            + " is not the platform of the setup (a proxy between, or a wrong ca-sha256): it was told nothing; find out, then run this again");
            return Field.BAD;
        }
        if (outcome instanceof UnitSetup.Outcome.NoPlatform away) {
            say(
                    "平台 " + away.address() + " 没有应答：检查网络、防火墙、地址，再运行一次",
                    "the platform at " + away.address()
                            + " does not answer: look at network, firewall and address, then run this again");
            return Field.UNKNOWN;
        }
        say("中心没有为这台终端准备开通设置", "the fleet has no setup for this unit");
        return next(enrolment);
    }

    /** What is between here and serving citizens. */
    private int next(Enrolment enrolment) throws IOException {
        step("终端 " + enrolment.terminal() + " 在 " + folder, "unit " + enrolment.terminal() + " is in " + folder);
        List<String> missing = BareUnit.lacking(folder);
        if (missing.isEmpty()) {
            say("文件夹已齐备", "the folder is complete");
        }
        List<String> keys =
                missing.stream().filter(key -> !key.equals(BareUnit.WIRING)).toList();
        if (!keys.isEmpty()) {
            say("接下来：在 unit.yaml 填写 " + keys, "next: fill " + keys + " into unit.yaml");
        }
        if (missing.contains(BareUnit.WIRING)) {
            say("接下来：在 cabinet.yaml 写明各设备的接口", "next: say in cabinet.yaml which device hangs on which port");
        }
        if (Field.KIT == null) {
            say("然后启动终端程序，中心会看到它上线", "then start the kiosk: the fleet sees it come on line");
        }
        return Field.GOOD;
    }

    private int refused(String code) {
        say("中心拒绝登记（" + code + "）：请要一个新令牌", "refused (" + code + "): ask for a new token");
        return Field.BAD;
    }

    private int notNow() {
        say(
                "中心没有应答；令牌留在终端，终端程序启动后会继续",
                "the fleet did not answer; the token stays in the unit, and the kiosk goes on when it runs");
        return Field.UNKNOWN;
    }

    private void step(String chinese, String english) {
        out.println("[" + ++steps + "] " + Field.both(Text.of(chinese, english)));
    }

    private void say(String chinese, String english) {
        out.println("  " + Field.both(Text.of(chinese, english)));
    }
}
