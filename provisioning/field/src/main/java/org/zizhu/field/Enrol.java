package org.zizhu.field;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.zizhu.kiosk.UnitSettings;
import org.zizhu.kiosk.fleet.Enrolment;
import org.zizhu.kiosk.fleet.Enrolment.Outcome;
import org.zizhu.kiosk.screen.Text;

/** Enrols a unit, and says how it goes. */
final class Enrol {

    /** A kiosk that runs looks for a token this often, and more. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final PrintWriter out;
    private final Path folder;

    Enrol(PrintWriter out, Path folder) {
        this.out = out;
        this.folder = folder;
    }

    /** @param seconds how long to wait for an operator, or a running kiosk */
    int run(String given, int seconds) throws IOException, InterruptedException {
        Enrolment enrolment = Enrolment.of(folder);
        String token = token(given);
        Optional<String> address = Enrolment.addressIn(token);
        if (address.isEmpty()) {
            say("这不是登记令牌", "this is no enrolment token");
            return Field.BAD;
        }
        String before = certificate(enrolment);
        say(
                "终端 " + enrolment.terminal() + " 向 " + address.get() + " 登记",
                "enrolling " + enrolment.terminal() + " with " + address.get());
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
            return certificate(enrolment).equals(before) ? refused("?") : enrolled(enrolment);
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

    private static String token(String given) throws IOException {
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

    private int enrolled(Enrolment enrolment) throws IOException {
        Enrolment.Standing standing = enrolment.standing().orElseThrow();
        say(
                "已登记，证书 " + standing.certificate() + "，有效至 " + standing.until(),
                "enrolled; certificate " + standing.certificate() + ", good until " + standing.until());
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

    private void say(String chinese, String english) {
        out.println(Field.both(Text.of(chinese, english)));
    }
}
