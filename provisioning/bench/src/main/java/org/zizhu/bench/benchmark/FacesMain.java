package org.zizhu.bench.benchmark;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.imageio.ImageIO;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.camera.emulator.Jpeg;
import org.zizhu.drivers.camera.emulator.Scene;
import org.zizhu.drivers.face.FacePolicy;
import org.zizhu.drivers.face.FaceTemplate;
import org.zizhu.drivers.face.FaceView;
import org.zizhu.drivers.face.Photo;
import org.zizhu.drivers.face.measure.Pairs;
import org.zizhu.drivers.face.measure.Rates;
import org.zizhu.drivers.face.measure.StepTimes;
import org.zizhu.drivers.face.onnx.FaceSight;

/**
 * A process with the networks that compare faces and nothing else, which says what they cost and how well they do: the folder of
 * the networks, a folder of photos with a folder for each person, a portrait that stands before the camera, and how often.
 */
public final class FacesMain {

    /** Before each {@code name=value} that it says. */
    static final String MARK = "faces ";

    /** Classes are compiled and the processor's caches filled by then. */
    private static final int WARM_UP = 20;

    /** So many that 95 % is not the worst alone; each takes less than a second. */
    private static final int ANSWERS = 30;

    /** A network camera for halls. */
    private static final int WIDTH = 1280;

    private static final int HEIGHT = 720;

    private FacesMain() {}

    public static void main(String[] arguments) throws IOException {
        int rounds = Integer.parseInt(arguments[3]);
        BufferedImage whole = ImageIO.read(Path.of(arguments[2]).toFile());
        // Each as it comes: a reference photo from a platform, a picture from a camera.
        byte[] portrait = Jpeg.of(whole);
        byte[] frame = Jpeg.of(new Scene.Film(List.of(whole)).taken(0, WIDTH, HEIGHT, 0, new Random(1)));
        long opening = System.nanoTime();
        try (FaceSight sight = FaceSight.open(Path.of(arguments[0]))) {
            sayNumber("open", millis(opening));
            List<Double> pairs = new ArrayList<>();
            List<Double> networks = new ArrayList<>();
            StepTimes times = new StepTimes();
            for (int round = -WARM_UP; round < rounds; round++) {
                long began = System.nanoTime();
                Duration computed = sight.computed();
                try (FaceTemplate reference = template(sight, portrait);
                        FaceView view = sight.look(frame, began)) {
                    compare(view, reference);
                }
                if (round >= 0) {
                    pairs.add(millis(began));
                    networks.add(sight.computed().minus(computed).toNanos() / 1e6);
                    times.add(sight.took());
                }
            }
            Sample sample = new Sample(pairs);
            sayNumber("pair", sample.median());
            sayNumber("pair95", sample.percentile(95));
            sayNumber("networks", new Sample(networks).median());
            sayNumber("look", times.sum());
            say("steps", times.words());
            accuracy(Pairs.of(Path.of(arguments[1]), sight));
            say("resident", IdleCabinetMain.resident());
        }
        FirstAnswers.Taken answers =
                FirstAnswers.of(Path.of(arguments[0]), whole.getSubimage(60, 0, 400, 225), portrait, ANSWERS);
        sayNumber("told", new Sample(answers.told()).median());
        sayNumber("asked", new Sample(answers.asked()).median());
        sayNumber("asked95", new Sample(answers.asked()).percentile(95));
    }

    private static FaceTemplate template(FaceSight sight, byte[] portrait) throws IOException {
        if (sight.reference(new Photo.Encoded(portrait)) instanceof Completion.Success<FaceTemplate> made) {
            return made.value();
        }
        throw new IOException("the portrait is of no use as a reference");
    }

    private static void compare(FaceView view, FaceTemplate reference) throws IOException {
        boolean same = view instanceof FaceView.OneFace face
                && FacePolicy.USUAL.band(face.template().similarity(reference)) == FacePolicy.Band.ACCEPT;
        if (!same) {
            throw new IOException("the portrait is not like itself");
        }
    }

    private static void accuracy(Pairs pairs) {
        Rates rates = pairs.rates();
        FacePolicy policy = FacePolicy.USUAL;
        say("fnmr", Rates.words(rates.wronglyBelow(policy.accept()), rates.countAbove()));
        say("fmr", Rates.words(rates.wronglyAbove(policy.accept()), rates.countBelow()));
        say("genuine", rates.countAbove());
        say("impostor", rates.countBelow());
        say("people", pairs.people());
        sayNumber("wrong", rates.wronglyBelow(policy.accept()) + rates.wronglyAbove(policy.accept()));
    }

    private static double millis(long began) {
        return (System.nanoTime() - began) / 1e6;
    }

    private static void say(String what, Object value) {
        System.out.println(MARK + what + "=" + value);
    }

    private static void sayNumber(String what, double value) {
        say(what, String.format(Locale.ROOT, "%.4f", value));
    }
}
