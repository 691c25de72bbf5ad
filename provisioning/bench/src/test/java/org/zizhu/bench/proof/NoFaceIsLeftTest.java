package org.zizhu.bench.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.bench.table.Prepared;
import org.zizhu.bench.table.Table;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.face.FaceTemplate;
import org.zizhu.drivers.face.Photo;
import org.zizhu.drivers.face.onnx.FaceSight;
import org.zizhu.kiosk.UnitSettings;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.platform.people.Person;

/** After a face check, what a thief of the kiosk would find of the face: in its memory, its files and its log. */
@Timeout(300)
class NoFaceIsLeftTest {

    private static final Prepared PREPARED = FaceOnTheTableTest.PREPARED;

    private static final String CITIZEN = "certificate";

    /** So many bytes in a row are in two pictures by no accident. */
    private static final int MARKER_BYTES = 48;

    private static final int DIFFERENT_PICTURES = 6;
    private static final int MARKER_FLOATS = 6;

    private final BlockingQueue<Sight> eyes = new LinkedBlockingQueue<>();
    private KioskOutside kiosk;
    private Path log;
    private final List<Sight> seen = new ArrayList<>();
    private Sight last;

    /** Else one that is left after a failure takes part in what comes next: it has the card reader too. */
    @AfterEach
    void switchOff() {
        if (kiosk != null) {
            kiosk.kill();
        }
    }

    @Test
    void afterTheVisit_neitherMemoryNorFilesKnowTheFace(@TempDir Path folder) throws Exception {
        Path temp = folder.resolve("tmp");
        log = folder.resolve("kiosk.log");
        try (Table table =
                Table.set(folder.resolve("table"), folder.resolve("unit"), PREPARED, (u, p) -> List.of(), n -> {})) {
            PanelButtons buttons = new PanelButtons(table.panel());
            Person person = table.city().person(CITIZEN);
            buttons.press("visitor", "themselves", CITIZEN);
            Map<String, byte[]> markers = new LinkedHashMap<>(pictures(table.unit()));
            byte[] photo = table.city().photos().of(person.id()).orElseThrow();
            markers.put("photo", middle(photo));
            markers.put("template", template(photo));

            kiosk = new KioskOutside(List.of(), table.unit(), temp, log, "never", eyes::add);
            begin(buttons, UnitSettings.read(table.unit()).webPort());
            reaches(sight -> sight.is("face-check", "STRAIGHT 1"));
            List<String> during = in(dump(folder, "during"), markers);
            assertTrue(
                    during.contains("template") && during.stream().anyMatch(what -> what.startsWith("picture")),
                    () -> "the search does not find what is there: " + during);

            turnsAsTold(buttons);
            // A camera that proves itself looks at whoever stands there.
            buttons.press("visitor", "leave", "");
            buttons.press("reader", "lift", "");
            kiosk.touch(last.view(), new Action.EndVisit());
            reaches(sight -> sight.is("attract"));

            byte[] after = dump(folder, "after");
            assertEquals(List.of(), in(after, markers));
            assertEquals(List.of(), Traces.in(after, person));
            kiosk.close();
            assertEquals(List.of(), Traces.of(person, table.unit(), temp, log));
            for (Path place : List.of(table.unit(), temp, log)) {
                assertEquals(List.of(), inFiles(place, markers));
            }
        }
    }

    private void begin(PanelButtons buttons, int webPort) throws Exception {
        reaches(sight -> sight.is("attract"));
        // The kiosk starts faster than its devices: where only one way is open, it is gone without a question.
        URI reader = URI.create("http://127.0.0.1:" + webPort + "/devices/id-card-reader.json");
        Eventually.holds(() -> state(reader).equals("ONLINE"), () -> state(reader));
        kiosk.touch(last.view(), new Action.Begin());
        reaches(sight -> sight.is("home", "open"));
        kiosk.touch(last.view(), new Action.ChooseItem("annual-statement"));
        reaches(sight -> sight.is("guide", "open"));
        kiosk.touch(last.view(), new Action.Confirm());
        reaches(sight -> sight.is("present-card"));
        buttons.press("reader", "put", CITIZEN);
        reaches(sight -> sight.is("choose-way") && sight.detail().contains("face"));
        kiosk.touch(last.view(), new Action.ChooseWay("face"));
        reaches(sight -> sight.is("consent"));
        kiosk.touch(last.view(), new Action.Agree());
    }

    private static String state(URI device) {
        try {
            return PanelButtons.get(device).get("state").asString();
        } catch (IOException notYet) {
            return "no page";
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void turnsAsTold(PanelButtons buttons) throws Exception {
        while (!last.is("confirmation")) {
            String pose = last.is("face-check") ? last.detail().split(" ", -1)[0] : "";
            if (!pose.isEmpty()) {
                buttons.press("visitor", "look-" + pose.toLowerCase(Locale.ROOT), "");
            }
            reaches(sight -> sight.is("confirmation")
                    || (sight.is("face-check") && !sight.detail().startsWith(pose)));
        }
    }

    private void reaches(Predicate<Sight> goal) throws InterruptedException, IOException {
        do {
            Sight next = eyes.poll(60, TimeUnit.SECONDS);
            if (next == null || next.is("trouble") || next.is("dark")) {
                throw new AssertionError("after " + seen + " came " + next + "\n" + Files.readString(log));
            }
            seen.add(next);
            last = next;
        } while (!goal.test(last));
    }

    /** What the camera shows of them now, from its own stream. */
    private static Map<String, byte[]> pictures(Path unit) throws IOException {
        Matcher source = Pattern.compile("driver: ffmpeg, source: \"([^\"]+)\"")
                .matcher(Files.readString(unit.resolve("cabinet.yaml")));
        if (!source.find()) {
            throw new AssertionError("no camera in the unit's wiring");
        }
        Map<String, byte[]> pictures = new LinkedHashMap<>();
        try (InputStream stream = URI.create(source.group(1)).toURL().openStream()) {
            for (int i = 0; i < DIFFERENT_PICTURES; i++) {
                pictures.put("picture " + i, middle(jpeg(stream)));
            }
        }
        return pictures;
    }

    /** The next part of the stream. */
    private static byte[] jpeg(InputStream stream) throws IOException {
        int length = 0;
        StringBuilder line = new StringBuilder();
        while (true) {
            int c = stream.read();
            if (c != '\n') {
                line.append((char) c);
                continue;
            }
            String header = line.toString().strip();
            line.setLength(0);
            if (header.startsWith("Content-Length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip());
            } else if (header.isEmpty() && length > 0) {
                return stream.readNBytes(length);
            }
        }
    }

    private static byte[] middle(byte[] file) {
        byte[] marker = new byte[MARKER_BYTES];
        System.arraycopy(file, file.length / 2, marker, 0, MARKER_BYTES);
        return marker;
    }

    /** As a heap dump has it: big-endian. */
    private static byte[] template(byte[] photo) throws Exception {
        try (FaceSight sight = FaceSight.open(PREPARED.folder().resolve("models"));
                FaceTemplate template =
                        ((Completion.Success<FaceTemplate>) sight.reference(new Photo.Encoded(photo))).value()) {
            var direction = FaceTemplate.class.getDeclaredField("direction");
            direction.setAccessible(true);
            ByteBuffer marker = ByteBuffer.allocate(MARKER_FLOATS * Float.BYTES).order(ByteOrder.BIG_ENDIAN);
            float[] all = (float[]) direction.get(template);
            for (int i = 0; i < MARKER_FLOATS; i++) {
                marker.putFloat(all[i]);
            }
            return marker.array();
        }
    }

    /** Of what somebody in the kiosk still holds: the dump collects garbage first. */
    private byte[] dump(Path folder, String when) throws IOException {
        Path dump = folder.resolve(when + ".hprof");
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Judge.says(folder, "openjdk-17-jdk-headless", jcmd, "" + kiosk.pid(), "GC.heap_dump", dump.toString());
        return Files.readAllBytes(dump);
    }

    private static List<String> in(byte[] content, Map<String, byte[]> markers) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        List<String> found = new ArrayList<>();
        markers.forEach((what, marker) -> {
            if (text.contains(new String(marker, StandardCharsets.ISO_8859_1))) {
                found.add(what);
            }
        });
        return found;
    }

    private static List<String> inFiles(Path place, Map<String, byte[]> markers) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                in(Files.readAllBytes(file), markers).forEach(what -> found.add(what + " in " + file.getFileName()));
            }
        }
        return found;
    }
}
