package org.zizhu.bench.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zizhu.drivers.camera.GreyPicture;
import org.zizhu.drivers.camera.emulator.HarshPhotograph;
import org.zizhu.drivers.camera.emulator.Harshness;
import org.zizhu.drivers.codescanner.camera.FrameReader;
import org.zizhu.drivers.loop.MonotonicClock;

/**
 * What three readers of QR codes make of the same pictures: ours, zbar ({@code zbarimg}) and ZXing-C++ ({@code ZXingReader}).
 * All are given the same JPEG files, and decoding those counts as their time.
 */
final class CodeScores {

    /** More than any picture needs: all ways to look are tried. */
    private static final Duration ALL_LOOKS = Duration.ofSeconds(10);

    /** What a scan gives to one picture of a camera. */
    private static final Duration ONE_PICTURE = Duration.ofMillis(50);

    /** A citizen holds a code for two seconds before it is turned or moved: so many pictures. */
    private static final int HELD_PICTURES = 30;

    private static final Duration PEER_LIMIT = Duration.ofMinutes(5);
    private static final int WARM_UP = 12;

    private static final Pattern OF_ZBAR =
            Pattern.compile("<source href='([^']+)'>|<data><!\\[CDATA\\[(.*?)]]></data>", Pattern.DOTALL);
    private static final Pattern OF_ZXING = Pattern.compile("^(\\S+\\.jpg) QRCode \"(.*)\"", Pattern.MULTILINE);

    private final List<HarshPhotograph> pictures = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private final Path folder;

    /**
     * One reader's.
     *
     * @param read codes read rightly
     * @param wrong what was read though it isn't there
     * @param millis for each picture; of a peer, which is called once for all, the mean
     */
    record Score(int read, int wrong, Sample millis) {}

    /**
     * Takes the pictures.
     *
     * @param folder where the peers find them
     * @param ofEach of each kind of harshness; and twice as many without a code
     */
    CodeScores(Path folder, int ofEach) throws IOException {
        this.folder = Files.createDirectories(folder);
        for (int i = 0; i < ofEach; i++) {
            for (Harshness harshness : Harshness.values()) {
                take(HarshPhotograph.of(harshness, i));
            }
            take(HarshPhotograph.without(2L * i));
            take(HarshPhotograph.without(2L * i + 1));
        }
    }

    private void take(HarshPhotograph picture) throws IOException {
        String file = "%03d.jpg".formatted(pictures.size());
        Files.write(folder.resolve(file), picture.jpeg());
        pictures.add(picture);
        files.add(file);
    }

    int codes() {
        return (int)
                pictures.stream().filter(picture -> picture.says().isPresent()).count();
    }

    /** Each picture by itself, looked at in all ways until it is read. */
    Score oursAtOnce() {
        FrameReader reader = new FrameReader(MonotonicClock.SYSTEM);
        for (int i = 0; i < WARM_UP; i++) {
            var unused = atOnce(reader, HarshPhotograph.of(Harshness.MIXED, -1 - i));
        }
        return score(picture -> atOnce(reader, picture));
    }

    private static Optional<String> atOnce(FrameReader reader, HarshPhotograph picture) {
        reader.beginAnew();
        return GreyPicture.of(picture.jpeg())
                .flatMap(grey -> reader.read(grey, ALL_LOOKS))
                .map(CodeScores::text);
    }

    /** Each picture held before the camera, looked at in some ways each time that it comes; its time is until it is read. */
    Score oursHeld() {
        FrameReader reader = new FrameReader(MonotonicClock.SYSTEM);
        return score(picture -> {
            reader.beginAnew();
            Optional<String> read = Optional.empty();
            for (int frame = 0; frame < HELD_PICTURES && read.isEmpty(); frame++) {
                read = GreyPicture.of(picture.jpeg())
                        .flatMap(grey -> reader.read(grey, ONE_PICTURE))
                        .map(CodeScores::text);
            }
            return read;
        });
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @FunctionalInterface
    private interface Reader {
        Optional<String> read(HarshPhotograph picture);
    }

    private Score score(Reader reader) {
        int read = 0;
        int wrong = 0;
        List<Double> millis = new ArrayList<>();
        for (HarshPhotograph picture : pictures) {
            long began = System.nanoTime();
            Optional<String> found = reader.read(picture);
            millis.add((System.nanoTime() - began) / 1e6);
            if (found.isPresent() && found.equals(picture.says())) {
                read++;
            } else if (found.isPresent()) {
                wrong++;
            }
        }
        return new Score(read, wrong, new Sample(millis));
    }

    // --- peers ------------------------------------------------------------------------------------------------------

    Score zbar() throws NotMeasured, IOException, InterruptedException {
        long began = System.nanoTime();
        String said = call("zbarimg", "--quiet", "--xml", "-Sdisable", "-Sqrcode.enable");
        double millis = (System.nanoTime() - began) / 1e6 / files.size();
        Map<String, String> found = new HashMap<>();
        String file = "";
        for (Matcher matcher = OF_ZBAR.matcher(said); matcher.find(); ) {
            if (matcher.group(1) != null) {
                file = matcher.group(1);
            } else {
                found.put(file, matcher.group(2));
            }
        }
        return score(found, millis);
    }

    Score zxingCpp() throws NotMeasured, IOException, InterruptedException {
        long began = System.nanoTime();
        String said = call("ZXingReader", "-1", "-format", "QRCode");
        double millis = (System.nanoTime() - began) / 1e6 / files.size();
        Map<String, String> found = new HashMap<>();
        for (Matcher matcher = OF_ZXING.matcher(said); matcher.find(); ) {
            found.put(matcher.group(1), matcher.group(2));
        }
        return score(found, millis);
    }

    private Score score(Map<String, String> found, double millis) {
        int read = 0;
        int wrong = 0;
        for (int i = 0; i < files.size(); i++) {
            Optional<String> text = Optional.ofNullable(found.get(files.get(i)));
            if (text.isPresent() && text.equals(pictures.get(i).says())) {
                read++;
            } else if (text.isPresent()) {
                wrong++;
            }
        }
        return new Score(read, wrong, new Sample(List.of(millis)));
    }

    /** One call for all pictures, so that starting the program hardly counts. */
    private String call(String... command) throws NotMeasured, IOException, InterruptedException {
        List<String> whole = new ArrayList<>(Arrays.asList(command));
        whole.addAll(files);
        Path said = folder.resolve(command[0] + ".txt");
        Process process;
        try {
            process = new ProcessBuilder(whole)
                    .directory(folder.toFile())
                    .redirectOutput(said.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new NotMeasured(command[0] + " is not installed");
        }
        if (!process.waitFor(PEER_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new NotMeasured(command[0] + " did not end");
        }
        // Their exit status says that some picture had no code, which is so.
        return Files.readString(said, StandardCharsets.ISO_8859_1);
    }
}
