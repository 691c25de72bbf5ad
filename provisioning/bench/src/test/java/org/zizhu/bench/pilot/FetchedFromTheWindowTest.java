package org.zizhu.bench.pilot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.bench.table.Jvm;
import org.zizhu.bench.table.Prepared;
import org.zizhu.bench.table.Table;
import org.zizhu.bench.table.UnitFolder;
import org.zizhu.fleet.Fleet;
import org.zizhu.fleet.Settings;
import org.zizhu.fleet.command.Command;
import org.zizhu.fleet.command.ContentBook;
import org.zizhu.fleet.command.Ordered;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.unit.Division;
import org.zizhu.platform.people.Card;

/**
 * What the centre fetches from a unit in service: the kiosk in its real window on the display that {@code DISPLAY} names, a whole visit by
 * touch and card, and the real fleet over TLS.
 */
@Timeout(900)
class FetchedFromTheWindowTest {

    private static final UnitId UNIT = new UnitId(UnitFolder.TERMINAL);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final ZoneId UNITS_ZONE = ZoneId.of("Asia/Shanghai");

    @TempDir
    private Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private Fleet fleet;

    @Test
    void pictureOfTheIdleScreen_neverOfAVisit_andTheLogWithoutTheCitizen() throws Exception {
        assertNotNull(System.getenv("DISPLAY"), "needs a display: ./run test makes a virtual one (package xvfb)");
        try (Table table =
                Table.set(folder, folder.resolve("unit"), Prepared.NOTHING, (unit, panel) -> List.of(), notice -> {})) {
            Card card = table.city().person("certificate").card();
            try (Fleet centre = Fleet.start(Settings.inFolder(folder.resolve("fleet"), 0, 0, new Division("430100")))) {
                fleet = centre;
                enrol(table.unit());
                Process kiosk = kiosk(table);
                try (Writer comes = kiosk.outputWriter(StandardCharsets.UTF_8)) {
                    await(
                            "attract",
                            () -> screen().equals("attract") && fleet.links().connected(UNIT));

                    BufferedImage idle = picture(done(new Deed.Screenshot()));
                    shows(idle);

                    comes.write("\n");
                    comes.flush();
                    await("a citizen", () -> !screen().equals("attract") && !screen().equals("home"));
                    Command refused = order(new Deed.Screenshot());
                    await("a word", () -> over(refused.id()));
                    assertTrue(told(WaitedForKiosk.VISIT).isEmpty(), "the visit is under way");
                    assertEquals("in-use", find(refused.id()).reason());
                    assertEquals(Optional.empty(), content(refused.id()), "nothing of the visit has left the unit");

                    await("the visit's end", () -> !told(WaitedForKiosk.VISIT).isEmpty());
                    assertEquals(List.of(Account.DONE), told(WaitedForKiosk.VISIT));
                    await("attract", () -> screen().equals("attract"));
                    shows(picture(done(new Deed.Screenshot())));

                    // As a defect would write it, or a library that knows no better.
                    byDefect(table.unit(), card);
                    String log =
                            new String(content(done(new Deed.FetchLogs(1))).orElseThrow(), StandardCharsets.US_ASCII);
                    assertTrue(log.contains("DefectTest number ... of ... was read"), log);
                    assertFalse(log.contains(card.number()), log);
                    assertFalse(log.contains(card.number().substring(6)), log);
                    assertTrue(log.chars().allMatch(letter -> letter < 128), "no name is in it");
                } finally {
                    kiosk.destroy();
                    kiosk.waitFor();
                }
            }
        }
    }

    // --- the kiosk --------------------------------------------------------------------------------------------------

    private void enrol(Path unit) throws IOException {
        fleet.enrolment().register(UNIT, new Division(UnitFolder.DIVISION), "op");
        Path there = Files.createDirectories(unit.resolve(UnitFolder.FLEET));
        Files.writeString(
                there.resolve("token"),
                fleet.enrolment()
                        .tokenFor(UNIT, Duration.ofDays(1), "op")
                        .orElseThrow()
                        .line());
    }

    private Process kiosk(Table table) throws IOException {
        List<String> command = new Jvm(folder, "waited-for")
                .command(
                        List.of(),
                        WaitedForKiosk.class.getName(),
                        table.unit().toString(),
                        table.panel().toString(),
                        folder.resolve("screens").toString(),
                        "--item",
                        "certificate");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Jvm.ENVIRONMENT);
        Process process = builder.start();
        Thread reading = new Thread(() -> read(process), "reading-kiosk");
        reading.setDaemon(true);
        reading.start();
        return process;
    }

    private void read(Process process) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(told::add);
        } catch (IOException | java.io.UncheckedIOException gone) {
            // It was ended.
        }
    }

    private List<String> told(String kind) {
        return told.stream()
                .filter(line -> line.startsWith(kind + " "))
                .map(line -> line.substring(kind.length() + 1))
                .toList();
    }

    private String screen() {
        List<String> screens = told(WaitedForKiosk.SCREEN);
        return screens.isEmpty() ? "nothing" : screens.get(screens.size() - 1);
    }

    /** A line with a citizen in it, among those of the unit's own log. */
    private static void byDefect(Path unit, Card card) throws IOException {
        String at = LocalDateTime.ofInstant(InstantSource.system().instant(), UNITS_ZONE)
                .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS"));
        Files.writeString(
                unit.resolve("data").resolve("log").resolve("kiosk.log"),
                at + " INFO  DefectTest number " + card.number() + " of " + card.name() + " was read\n",
                StandardOpenOption.APPEND);
    }

    // --- the centre -------------------------------------------------------------------------------------------------

    private Command order(Deed deed) {
        Ordered ordered =
                fleet.commands().order(UNIT, deed, deed + " " + System.nanoTime(), Duration.ofMinutes(10), "op");
        return ((Ordered.Taken) ordered).command();
    }

    private String done(Deed deed) {
        String id = order(deed).id();
        await(deed.command(), () -> over(id), () -> find(id).toString());
        assertEquals("DONE", find(id).progress().name(), () -> "" + find(id) + told);
        return id;
    }

    private Command find(String id) {
        return fleet.commands().find(id).orElseThrow();
    }

    private boolean over(String id) {
        return List.of("DONE", "FAILED", "REFUSED", "EXPIRED", "LAPSED")
                .contains(find(id).progress().name());
    }

    private Optional<byte[]> content(String id) {
        String url = "jdbc:sqlite:" + folder.resolve("fleet").resolve("fleet.sqlite");
        try (Connection connection = DriverManager.getConnection(url)) {
            return ContentBook.of(connection, id);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private BufferedImage picture(String id) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(content(id).orElseThrow()));
    }

    // --- pictures ---------------------------------------------------------------------------------------------------

    /** Half the display's size, not blank, and what ffmpeg finds on the display by itself. */
    private void shows(BufferedImage picture) throws IOException, InterruptedException {
        String[] size = told(WaitedForKiosk.DISPLAY).get(0).split(" ", -1);
        assertEquals(Integer.parseInt(size[0]) / 2, picture.getWidth());
        assertEquals(Integer.parseInt(size[1]) / 2, picture.getHeight());
        Map<Integer, Integer> colours = new HashMap<>();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                colours.merge(picture.getRGB(x, y), 1, Integer::sum);
            }
        }
        int most = colours.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        assertTrue(colours.size() > 100, colours.size() + " colours");
        assertTrue(most < 0.95 * picture.getWidth() * picture.getHeight(), "blank but for some points");

        Path display = folder.resolve("display.png");
        Process ffmpeg = new ProcessBuilder(
                        "ffmpeg",
                        "-nostdin",
                        "-loglevel",
                        "error",
                        "-y",
                        "-f",
                        "x11grab",
                        "-draw_mouse",
                        "0",
                        "-video_size",
                        size[0] + "x" + size[1],
                        "-i",
                        System.getenv("DISPLAY"),
                        "-frames:v",
                        "1",
                        "-vf",
                        "scale=iw/2:ih/2",
                        display.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(ffmpeg.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, ffmpeg.waitFor(), said);
        BufferedImage seen = ImageIO.read(display.toFile());
        long difference = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    difference +=
                            Math.abs((picture.getRGB(x, y) >> shift & 0xff) - (seen.getRGB(x, y) >> shift & 0xff));
                }
            }
        }
        double mean = difference / 3.0 / picture.getWidth() / picture.getHeight();
        // What moves on the idle screen, and two ways of halving it, are within that.
        assertTrue(mean < 8, "the display shows something else: " + mean);
    }

    private void await(String what, BooleanSupplier condition) {
        await(what, condition, () -> "");
    }

    private void await(String what, BooleanSupplier condition, Supplier<String> state) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - end < 0, () -> "no " + what + " " + state.get() + "; told: " + told);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
