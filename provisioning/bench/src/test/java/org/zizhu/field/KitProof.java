package org.zizhu.field;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.zizhu.fleet.Fleet;
import org.zizhu.fleet.Settings;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.enrolment.Token;
import org.zizhu.fleet.unit.Division;

/**
 * A bare root becomes a unit of a real fleet, by one command and a token: what is run in it sees no file of this machine, and shares its loopback
 * network. What is mounted for it is so in a namespace of that command alone, which takes it along however it ends.
 */
final class KitProof {

    private static final UnitId UNIT = new UnitId("ZZ-430102-0107");
    /** For what is fetched from Debian over a slow line. */
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private static final Duration TOLD_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Path root;
    private final Path work;
    private final boolean isRoot;
    private String said = "";

    /**
     * @param root as the machine's own would be
     * @param work for what the fleet keeps; outside
     */
    KitProof(Path root, Path work) throws IOException, InterruptedException {
        this.root = root.toRealPath();
        this.work = work;
        this.isRoot = run(List.of("sh", "-c", "test $(id -u) = 0")) == 0;
    }

    /** Has it enrolled, and nothing else; throws with what was said if something is not as it should be. */
    void proveEnrolment(Path kit) throws IOException, InterruptedException, SQLException {
        bring(kit);
        try (Fleet fleet = Fleet.start(Settings.inFolder(work.resolve("centre"), 0, 0, new Division("430100")))) {
            fleet.enrolment().register(UNIT, new Division("430102"), "op");
            Token token =
                    fleet.enrolment().tokenFor(UNIT, Duration.ofHours(1), "op").orElseThrow();
            holds(enter("enrol", "--no-kiosk", token.line()) == 0);
            System.out.print(said);
            holds(said.contains("the fleet knows this unit"));
            holds(!said.contains(token.secret()));
            holds(standing().equals("enrolled 1"));
            Path unit = root.resolve("var/lib/zizhu/unit");
            holds(rights(unit).equals("rwx------")
                    && rights(unit.resolve("fleet")).equals("rwx------"));
            holds(rights(unit.resolve("fleet/unit.p12")).equals("rw-------"));

            holds(enter("enrol", "--no-kiosk", token.line()) == 0);
            holds(said.contains("this token has done its work before"));
            holds(standing().equals("enrolled 1"));
            holds(enter("enrol", "--no-kiosk", token.line().replace(token.secret(), "A".repeat(22))) == 1);
            holds(said.contains("refused (token-unknown)"));
        }
    }

    /**
     * Has a root of Debian, where apt-get works, brought into service: enrolled, what it needs brought in, the kiosk before the display that DISPLAY
     * names, open for citizens by the fleet's own books.
     *
     * @param picture gets what is on the display then
     */
    void proveService(Path kit, Path picture) throws IOException, InterruptedException, SQLException {
        bring(kit);
        try (Fleet fleet = Fleet.start(Settings.inFolder(work.resolve("centre"), 0, 0, new Division("430100")));
                TableUnit table = new TableUnit(work.resolve("table"))) {
            fleet.enrolment().register(UNIT, new Division("430102"), "op");
            holds(fleet.setups().keep(UNIT, table.setup(UNIT.value()), "op").isEmpty());
            String token = fleet.enrolment()
                    .tokenFor(UNIT, Duration.ofHours(1), "op")
                    .orElseThrow()
                    .line();
            long begun = System.nanoTime();
            holds(enter("enrol", token) == 0);
            System.out.print(said);
            holds(said.contains("the platform knows this unit"));
            holds(said.contains("is in service"));
            System.out.printf("in service: %d s%n", secondsSince(begun));
            awaitBook("SELECT count(*) FROM presence WHERE unit = ? AND gone_at IS NULL");
            awaitBook("SELECT count(*) FROM present WHERE unit = ? AND kind = 'unit' AND state = 'inService'");
            awaitBook("SELECT count(*) FROM present WHERE unit = ? AND kind = 'service' AND state = 'available'");
            holds(run(List.of(
                            "ffmpeg",
                            "-y",
                            "-loglevel",
                            "error",
                            "-f",
                            "x11grab",
                            "-i",
                            System.getenv("DISPLAY"),
                            "-frames:v",
                            "1",
                            picture.toAbsolutePath().toString()))
                    == 0);

            begun = System.nanoTime();
            holds(enter("enrol", token) == 0);
            holds(said.contains("this token has done its work before") && said.contains("the kiosk runs"));
            System.out.printf("the same again: %d s%n", secondsSince(begun));
            holds(enter("enrol", token.substring(0, token.length() - 4) + "AAAA") == 1);
        } finally {
            endKiosk();
        }
    }

    private static long secondsSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toSeconds();
    }

    private void bring(Path kit) throws IOException {
        Files.createDirectories(root.resolve("dev"));
        Files.createDirectories(root.resolve("proc"));
        Files.createDirectories(root.resolve("tmp/.X11-unix"));
        Files.copy(kit, root.resolve("zizhu-field.run"));
    }

    /** With all that was started with it. */
    private void endKiosk() throws IOException, InterruptedException {
        Path pid = root.resolve("run/zizhu-kiosk.pid");
        if (Files.exists(pid)) {
            ProcessHandle leader = ProcessHandle.of(
                            Long.parseLong(Files.readString(pid).strip()))
                    .orElseThrow();
            List<ProcessHandle> all =
                    Stream.concat(Stream.of(leader), leader.descendants()).toList();
            run(List.of("kill", "--", "-" + leader.pid()));
            for (ProcessHandle process : all) {
                process.onExit()
                        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .join();
            }
        }
    }

    private void holds(boolean condition) {
        if (!condition) {
            throw new AssertionError("not as it should be; said was:\n" + said);
        }
    }

    private static String rights(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }

    /** The unit tells it a moment after it is so. */
    private void awaitBook(String query) throws SQLException {
        long until = System.nanoTime() + TOLD_WITHIN.toNanos();
        while (book(query) == 0) {
            if (System.nanoTime() - until > 0) {
                throw new AssertionError("the fleet's books do not say so: " + query);
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    /** A number from the fleet's books of the unit. */
    private long book(String query) throws SQLException {
        try (Connection books = DriverManager.getConnection("jdbc:sqlite:" + work.resolve("centre/fleet.sqlite"));
                PreparedStatement asked = books.prepareStatement(query)) {
            asked.setString(1, UNIT.value());
            try (ResultSet row = asked.executeQuery()) {
                return row.getLong(1);
            }
        }
    }

    /** As the fleet has it in its books. */
    private String standing() throws SQLException {
        try (Connection books = DriverManager.getConnection("jdbc:sqlite:" + work.resolve("centre/fleet.sqlite"));
                PreparedStatement query =
                        books.prepareStatement("SELECT standing, generation FROM unit WHERE id = ?")) {
            query.setString(1, UNIT.value());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getString(1).toLowerCase(Locale.ROOT) + " " + row.getLong(2) : "none";
            }
        }
    }

    private int enter(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
        if (!isRoot) {
            command.add("--map-root-user");
        }
        // What a kernel gives every machine. It is mounted for this command alone, and goes with it.
        command.addAll(List.of(
                "sh",
                "-c",
                "mount --rbind /dev \"$0/dev\" && mount --rbind /proc \"$0/proc\" && { [ ! -d /tmp/.X11-unix ] ||"
                        + " mount --bind /tmp/.X11-unix \"$0/tmp/.X11-unix\"; } && exec chroot \"$0\" \"$@\"",
                root.toString(),
                "/bin/sh",
                "/zizhu-field.run"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private int run(List<String> command) throws IOException, InterruptedException {
        Path output = work.resolve("said");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        // A bare machine has none of this one's.
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        Optional.ofNullable(System.getenv("DISPLAY"))
                .ifPresent(display -> builder.environment().put("DISPLAY", display));
        Process process = builder.start();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("hangs: " + command + "\n" + Files.readString(output));
            }
        } finally {
            process.destroyForcibly();
        }
        said = Files.readString(output);
        return process.exitValue();
    }
}
