package org.zizhu.field;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.UnitSettings;
import org.zizhu.kiosk.screen.Text;

/** Brings a bare machine into service with a token: user, enrolment, packages, kiosk, until it serves. Run again, it goes on where it was. */
final class Commission {

    private final PrintWriter out;
    private final Path kit;
    private final Path folder;

    /** @param kit where it is unpacked */
    Commission(PrintWriter out, Path kit, Path folder) {
        this.out = out;
        this.kit = kit.toAbsolutePath().normalize();
        this.folder = folder;
    }

    /**
     * @param name of a bare unit, where its token does not say it
     * @param operatorSeconds how long to wait for an operator who has to agree
     * @param servingSeconds how long to wait until the kiosk serves
     */
    int run(String token, @Nullable String name, int operatorSeconds, int servingSeconds)
            throws IOException, InterruptedException {
        if (!Machine.isRoot()) {
            say(
                    "请用 root 运行：要安装软件包和服务；只登记用 --no-kiosk",
                    "run this as root: it brings in packages and a service; to enrol only, add --no-kiosk");
            return Field.BAD;
        }
        KioskOnMachine kiosk = new KioskOnMachine(out, kit, folder);
        DebianPackages packages = new DebianPackages(out, kiosk.packages());
        Optional<Text> unfit = packages.unfit();
        if (unfit.isPresent()) {
            say(unfit.get().chinese(), unfit.get().english());
            return Field.BAD;
        }
        kiosk.makeUser();
        // As the one whose folder it is, so that a running kiosk can read what is left there for it.
        int enrolled = Machine.hand(KioskOnMachine.as(enrolment(token, name, operatorSeconds)));
        if (enrolled != Field.GOOD) {
            return enrolled;
        }
        step("Debian 软件包", "Debian's packages");
        Optional<Text> trouble = packages.bring();
        if (trouble.isPresent()) {
            say(trouble.get().chinese(), trouble.get().english());
            return Field.BAD;
        }
        step("终端程序", "the kiosk");
        UnitSettings settings = UnitSettings.read(folder);
        List<String> lacking = BareUnit.lacking(folder);
        if (!lacking.isEmpty()) {
            say(
                    "还缺 " + String.join("、", lacking) + "：请中心填写开通设置，或在文件夹里补齐，再运行一次本命令",
                    "not yet to be started, " + String.join(", ", lacking)
                            + " is missing: have the unit's setup entered at the centre, or fill it in, then run this again");
            return Field.BAD;
        }
        kiosk.start();
        step("等待开始服务", "waiting until it serves");
        return new InService(out, settings, kiosk).await(Duration.ofSeconds(servingSeconds));
    }

    private String[] enrolment(String token, @Nullable String name, int seconds) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(kit.resolve("zizhu-field").toString(), "enrol", "--no-kiosk", "--wait=" + seconds));
        if (name != null) {
            command.add("--unit=" + name);
        }
        command.add(folder.toString());
        command.add(Enrol.token(token));
        return command.toArray(String[]::new);
    }

    private void step(String chinese, String english) {
        out.println("[+] " + Field.both(Text.of(chinese, english)));
    }

    private void say(String chinese, String english) {
        out.println("  " + Field.both(Text.of(chinese, english)));
    }
}
