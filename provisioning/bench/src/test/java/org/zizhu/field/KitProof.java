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
import java.util.concurrent.TimeUnit;
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
    private static final Duration PATIENCE = Duration.ofMinutes(4);

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

    /** Has it done; throws with what was said if something is not as it should be. */
    void prove(Path kit) throws IOException, InterruptedException, SQLException {
        Files.createDirectories(root.resolve("dev"));
        Files.createDirectories(root.resolve("proc"));
        Files.copy(kit, root.resolve("zizhu-field.run"));
        try (Fleet fleet = Fleet.start(Settings.inFolder(work.resolve("centre"), 0, 0, new Division("430100")))) {
            fleet.enrolment().register(UNIT, new Division("430102"), "op");
            Token token =
                    fleet.enrolment().tokenFor(UNIT, Duration.ofHours(1), "op").orElseThrow();
            holds(enter("enrol", token.line()) == 0);
            System.out.print(said);
            holds(said.contains("the fleet knows this unit"));
            holds(!said.contains(token.secret()));
            holds(standing().equals("enrolled 1"));
            Path unit = root.resolve("var/lib/zizhu/unit");
            holds(rights(unit).equals("rwx------")
                    && rights(unit.resolve("fleet")).equals("rwx------"));
            holds(rights(unit.resolve("fleet/unit.p12")).equals("rw-------"));

            holds(enter("enrol", token.line()) == 0);
            holds(said.contains("this token has done its work before"));
            holds(standing().equals("enrolled 1"));
            holds(enter("enrol", token.line().replace(token.secret(), "A".repeat(22))) == 1);
            holds(said.contains("refused (token-unknown)"));
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
                "mount --rbind /dev \"$0/dev\" && mount --rbind /proc \"$0/proc\" && exec chroot \"$0\" \"$@\"",
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
