package org.zizhu.field;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.zizhu.kiosk.screen.Text;

/** Debian's packages that a kiosk needs of its machine: those that are missing are brought in, by apt-get, without a question. As root. */
final class DebianPackages {

    /** All that apt-get says. */
    private static final Path LOG = Path.of("/var/log/zizhu-install.log");

    /** Debian's own updates hold the lock this long, seldom longer. */
    private static final String LOCK_SECONDS = "300";

    /** There are some two hundred, with what they need themselves. */
    private static final int TOLD_EVERY = 20;

    /** What apt-get and dpkg say in English, and what it means to a person. The first that fits is it. */
    private static final List<Trouble> TROUBLES = List.of(
            new Trouble(
                    "Could not get lock|Unable to acquire the dpkg frontend lock|Unable to lock",
                    "另一个程序正在安装软件；等它结束后再运行一次",
                    "another program is installing packages: wait until it is done, then run this again"),
            new Trouble(
                    "No space left|enough free space",
                    "磁盘空间不足（约需 1.5 GB）；清理后再运行一次",
                    "the disk is full, about 1.5 GB are needed: make room, then run this again"),
            new Trouble("Read-only file system", "磁盘只读，不能安装", "the disk is read-only: nothing can be installed on it"),
            new Trouble(
                    "resolving|Could not connect|Unable to connect|Network is unreachable|Failed to fetch|Connection failed",
                    "连不上 Debian 软件源；检查网络和 /etc/apt 里的地址，再运行一次",
                    "Debian's archive can't be reached: look at the network and at the addresses in /etc/apt, then run this again"),
            new Trouble(
                    "Unable to locate package|has no installation candidate",
                    "软件源里没有所需的包；/etc/apt 里要有 Debian 12 或更新的 main",
                    "the archive does not have them: /etc/apt has to name main of Debian 12 or later"));

    private record Trouble(String sign, String chinese, String english) {}

    private final PrintWriter out;
    private final List<String> wanted;

    /** @param wanted "a|b": the same under its names in different releases */
    DebianPackages(PrintWriter out, List<String> wanted) {
        this.out = out;
        this.wanted = wanted;
    }

    /** Those named in files of the kit. */
    static List<String> named(Path... files) throws IOException {
        List<String> named = new ArrayList<>();
        for (Path file : files) {
            Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(named::add);
        }
        return named;
    }

    /** Why nothing can be brought in here, in words; empty where it can be tried. */
    Optional<Text> unfit() {
        if (Machine.has("apt-get") && Machine.has("dpkg-query")) {
            return Optional.empty();
        }
        return Optional.of(
                Text.of(
                        "这不是 Debian，终端程序不能由本工具安装；只登记：--no-kiosk",
                        "this is no Debian, and the kiosk can't be brought into service on it by this; to enrol only, add --no-kiosk"));
    }

    /** Brings in what is missing; why that can't be, in words, or empty if all is there now. */
    Optional<Text> bring() throws IOException, InterruptedException {
        if (missing().isEmpty()) {
            say("所需软件包已齐", "all packages are there");
            return Optional.empty();
        }
        try (BufferedWriter log = Files.newBufferedWriter(LOG, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            say("更新软件包目录…", "renewing the lists of packages…");
            // With a network that is down, the lists at hand may do.
            List<String> lists = apt(log, List.of("update", "-o", "APT::Update::Error-Mode=any"));
            // Asked again: only now are the names known.
            List<String> missing = missing();
            say(
                    "安装 " + missing.size() + " 个软件包，需几分钟…",
                    "bringing in " + missing.size() + " packages, which takes some minutes: "
                            + String.join(" ", missing));
            List<String> command = new ArrayList<>(List.of("install", "--no-install-recommends"));
            command.addAll(missing);
            List<String> said = apt(log, command);
            if (String.join("", said).contains("dpkg was interrupted")) {
                // The power went while it worked.
                var unusedSettling = Machine.run(List.of("dpkg", "--configure", "-a"), line -> write(log, line));
                said = apt(log, command);
            }
            if (said.isEmpty()) {
                return Optional.empty();
            }
            // A package that is not known may be so because the lists could not be had.
            lists = new ArrayList<>(lists);
            lists.addAll(said);
            return Optional.of(why(lists));
        }
    }

    /** What it said where it failed; empty if it did not. */
    private List<String> apt(Writer log, List<String> what) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "apt-get",
                "-q",
                "-y",
                "-o",
                "DPkg::Lock::Timeout=" + LOCK_SECONDS,
                "-o",
                "Dpkg::Options::=--force-confold",
                "-o",
                "Acquire::Retries=2"));
        command.addAll(what);
        List<String> said = new ArrayList<>();
        AtomicInteger unpacked = new AtomicInteger();
        AtomicInteger waiting = new AtomicInteger();
        int status = Machine.run(command, line -> {
            write(log, line);
            if (line.startsWith("Waiting for cache lock")) {
                if (waiting.incrementAndGet() == 1) {
                    say("另一个程序正在安装软件，等待它结束…", "another program is installing packages; waiting for it…");
                }
                return;
            }
            said.add(line);
            if (line.startsWith("Unpacking ") && unpacked.incrementAndGet() % TOLD_EVERY == 0) {
                out.println("    · " + unpacked + " " + line.split(" ", 3)[1]);
            }
        });
        if (status == 0) {
            return List.of();
        }
        said.add("apt-get: " + status);
        return said;
    }

    private static void write(Writer log, String line) {
        try {
            log.write(line + "\n");
            log.flush();
        } catch (IOException e) {
            // Of a full disk apt-get says more.
        }
    }

    /** @param said by apt-get, which has failed */
    static Text why(List<String> said) {
        String all = String.join("\n", said);
        String first =
                said.stream().filter(line -> line.startsWith("E: ")).findFirst().orElse(said.get(said.size() - 1));
        return TROUBLES.stream()
                .filter(trouble -> Arrays.stream(trouble.sign.split("\\|", -1)).anyMatch(all::contains))
                .findFirst()
                .map(trouble -> Text.of(trouble.chinese, trouble.english + " (" + first + "; " + LOG + ")"))
                .orElse(Text.of(
                        "软件包装不上：" + first + "（" + LOG + "）",
                        "packages can't be installed: " + first + " (" + LOG + ")"));
    }

    /** Those that are missing, by a name that this release knows. */
    private List<String> missing() throws IOException, InterruptedException {
        Set<String> there = new HashSet<>();
        for (String line : Machine.ask("dpkg-query", "-W", "-f", "${db:Status-Status} ${Package}\\n")) {
            if (line.startsWith("installed ")) {
                there.add(line.substring("installed ".length()));
            }
        }
        List<String> missing = new ArrayList<>();
        for (String one : wanted) {
            List<String> names = Arrays.asList(one.split("\\|", -1));
            if (names.stream().noneMatch(there::contains)) {
                missing.add(known(names));
            }
        }
        return missing;
    }

    private static String known(List<String> names) throws IOException, InterruptedException {
        for (String name : names) {
            if (names.size() > 1 && Machine.run(List.of("apt-cache", "show", name), line -> {}) == 0) {
                return name;
            }
        }
        return names.get(0);
    }

    private void say(String chinese, String english) {
        out.println("  " + Field.both(Text.of(chinese, english)));
    }
}
