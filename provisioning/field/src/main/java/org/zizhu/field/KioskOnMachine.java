package org.zizhu.field;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.screen.Text;

/**
 * The kiosk as this machine's only purpose: it runs as a user of its own, from the kit. systemd starts it, and again; where there is none
 * (decisions/1), it is started in the background, once. As root; what is done already is not done again.
 */
final class KioskOnMachine {

    static final String USER = "zizhu";

    /** Holds the unit's folder. */
    private static final String HOME = "/var/lib/zizhu";

    /** Serial ports, printers on USB, cameras, sound. */
    private static final List<String> GROUPS = List.of("dialout", "lp", "video", "audio");

    private static final String SERVICE = "zizhu-kiosk";
    private static final Path UNITS = Path.of("/etc/systemd/system");
    private static final Path RULES = Path.of("/etc/polkit-1/rules.d");
    private static final Path MODELS = Path.of("/opt/zizhu/models");
    private static final Path PID = Path.of("/run/zizhu-kiosk.pid");
    private static final Path LOG = Path.of("/var/log/zizhu-kiosk.log");

    /** A visit ends at a safe point within it. */
    private static final long STOP_SECONDS = 30;

    private final PrintWriter out;
    private final Path kit;
    private final Path folder;
    private final @Nullable String display = System.getenv("DISPLAY");

    KioskOnMachine(PrintWriter out, Path kit, Path folder) {
        this.out = out;
        this.kit = kit;
        this.folder = folder;
    }

    /** What it needs of Debian. */
    List<String> packages() throws IOException {
        return withoutDisplay()
                ? DebianPackages.named(kit.resolve("packages"), kit.resolve("packages-host"))
                : DebianPackages.named(kit.resolve("packages"));
    }

    private boolean withoutDisplay() {
        return Machine.hasSystemd() || display == null;
    }

    /** Makes the user, whose the unit's folder then is. */
    void makeUser() throws IOException, InterruptedException {
        if (Machine.run(List.of("id", USER), line -> {}) != 0) {
            Machine.must(
                    "useradd",
                    "--system",
                    "--user-group",
                    "--home-dir",
                    HOME,
                    "--no-create-home",
                    "--shell",
                    "/usr/sbin/nologin",
                    USER);
            say("新建用户 " + USER, "made the user " + USER);
        }
        for (String group : GROUPS) {
            // Not every machine has every group.
            var unused = Machine.run(List.of("usermod", "--append", "--groups", group, USER), line -> {});
        }
        Files.createDirectories(Path.of(HOME));
        // Also what somebody has edited there as root.
        Machine.must("chown", "-hR", USER + ":" + USER, HOME);
        if (Machine.run(as("test", "-r", kit.resolve("lib").toString()), line -> {}) != 0) {
            throw new IOException(Field.both(Text.of(
                    "用户 " + USER + " 读不到 " + kit + "，请设 ZIZHU_FIELD 为 /opt 下的文件夹",
                    "the user " + USER + " can't read " + kit + ": set ZIZHU_FIELD to a folder in /opt")));
        }
    }

    /** A command that runs as that user. */
    static List<String> as(String... command) {
        List<String> all =
                new ArrayList<>(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--init-groups", "--"));
        all.addAll(List.of(command));
        return all;
    }

    /** Has it run, with this kit. */
    void start() throws IOException, InterruptedException {
        if (Files.isDirectory(kit.resolve("models")) && Files.notExists(MODELS)) {
            Machine.must("install", "--directory", "/opt/zizhu");
            // Also one that leads to a kit that is gone.
            Files.deleteIfExists(MODELS);
            Files.createSymbolicLink(MODELS, kit.resolve("models"));
        }
        if (Machine.hasSystemd()) {
            startService();
        } else {
            startInBackground();
        }
    }

    private void startService() throws IOException, InterruptedException {
        boolean changed = false;
        for (String unit : List.of("zizhu-screen.service", "zizhu-kiosk.service")) {
            changed |= put(UNITS.resolve(unit), unit);
        }
        changed |= put(RULES.resolve("50-zizhu.rules"), "50-zizhu.rules");
        if (changed) {
            Machine.must("systemctl", "daemon-reload");
            Machine.must("systemctl", "enable", "--quiet", "zizhu-screen", SERVICE);
            // Also those that run from another kit.
            Machine.must("systemctl", "restart", "zizhu-screen", SERVICE);
            say("服务 zizhu-kiosk 已安装并启动", "the service zizhu-kiosk is installed and started");
        } else {
            Machine.must("systemctl", "start", "zizhu-screen", SERVICE);
            say("服务 zizhu-kiosk 在运行", "the service zizhu-kiosk runs");
        }
    }

    /** Whether the file was not there like this before. */
    private boolean put(Path file, String template) throws IOException {
        String content = Files.readString(kit.resolve(template)).replace("@KIT@", kit.toString());
        if (Files.exists(file) && Files.readString(file).equals(content)) {
            return false;
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, content);
        // polkit has a user of its own.
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    private void startInBackground() throws IOException, InterruptedException {
        Optional<ProcessHandle> before = running();
        if (before.isPresent() && commandLine(before.get()).contains(kit.toString())) {
            say("终端程序在运行", "the kiosk runs");
            return;
        }
        if (before.isPresent()) {
            // From another kit; with all that it has started.
            Machine.must("kill", "--", "-" + before.get().pid());
            before.get().onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join();
        }
        say(
                "这里没有 systemd：终端程序在后台启动，重启机器后要再运行本命令",
                "no systemd here: the kiosk is started in the background; after the machine's next start, run this again");
        Map<String, String> environment = Map.of();
        if (display == null) {
            background(List.of(kit.resolve("zizhu-screen").toString()), Map.of(), Path.of("/var/log/zizhu-screen.log"));
            environment = Map.of("DISPLAY", ":0", "XAUTHORITY", "/run/zizhu/xauthority");
        }
        long pid =
                background(as(kit.resolve("zizhu-kiosk").toString(), "--again", folder.toString()), environment, LOG);
        Files.writeString(PID, pid + "\n");
    }

    /** Its process, which leads a session of its own and outlives this one. */
    private long background(List<String> command, Map<String, String> environment, Path log) throws IOException {
        List<String> all = new ArrayList<>(List.of("setsid"));
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all)
                .directory(new File("/"))
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("HOME", HOME);
        builder.environment().putAll(environment);
        return builder.start().pid();
    }

    private static Optional<ProcessHandle> running() throws IOException {
        if (Files.notExists(PID)) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(Files.readString(PID).strip()))
                .filter(ProcessHandle::isAlive)
                // Else the number has been given to somebody else since.
                .filter(process -> commandLine(process).contains("zizhu-kiosk"));
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** The last that it has said of trouble, for whoever has to look further; empty if nothing. */
    Optional<String> lastWords() throws IOException, InterruptedException {
        List<String> said;
        if (Machine.hasSystemd()) {
            said = Machine.ask("journalctl", "--no-pager", "--output=cat", "--lines=40", "--unit=" + SERVICE);
        } else {
            said = Files.exists(LOG) ? Files.readAllLines(LOG) : List.of();
        }
        return said.stream()
                .filter(line -> line.contains("ERROR") || line.contains("zizhu-kiosk:") || line.contains("Exception"))
                .reduce((first, last) -> last);
    }

    /** Where the rest of it stands. */
    static String log() {
        return Machine.hasSystemd() ? "journalctl -u " + SERVICE : LOG.toString();
    }

    private void say(String chinese, String english) {
        out.println("  " + Field.both(Text.of(chinese, english)));
    }
}
