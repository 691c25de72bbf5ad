package org.zizhu.drivers.face.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.zizhu.drivers.face.FacePhotos.HEIGHT;
import static org.zizhu.drivers.face.FacePhotos.WIDTH;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.camera.emulator.PhotoSheet;
import org.zizhu.drivers.camera.emulator.TurnedHead;
import org.zizhu.drivers.face.FaceCheck;
import org.zizhu.drivers.face.FacePhotos;
import org.zizhu.drivers.face.FacePolicy;
import org.zizhu.drivers.face.FaceTemplate;
import org.zizhu.drivers.face.FaceView;
import org.zizhu.drivers.face.HeadTurn;
import org.zizhu.drivers.face.Photo;

/** Five people in eleven photos each are told apart, and a photo of a person is not taken for the person. */
class PeopleTest {
    private static final long FRAME_NANOS = 200_000_000;
    private static final double STRAIGHT_DEGREES = 3;

    /** A second: nobody swaps sheets faster. */
    private static final int SWAPPING_FRAMES = 5;

    private static FaceSight sight;

    @BeforeAll
    static void open() throws IOException {
        sight = FaceSight.open(FacePhotos.models());
    }

    @AfterAll
    static void close() {
        sight.close();
    }

    private static FaceTemplate template(byte[] photo) throws IOException {
        return made(sight.reference(new Photo.Encoded(photo)));
    }

    private static FaceTemplate made(Completion<FaceTemplate> completion) {
        if (completion instanceof Completion.Success<FaceTemplate> success) {
            return success.value();
        }
        throw new AssertionError(completion.toString());
    }

    @Test
    void samePersonIsAccepted_andEverybodyElseRejected() throws IOException {
        Map<String, List<Path>> people = FacePhotos.people();
        List<FaceTemplate> templates = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, List<Path>> person : people.entrySet()) {
            for (Path photo : person.getValue()) {
                templates.add(template(Files.readAllBytes(photo)));
                names.add(person.getKey());
            }
        }
        int accepted = 0;
        int genuine = 0;
        int impostors = 0;
        for (int i = 0; i < templates.size(); i++) {
            for (int j = 0; j < i; j++) {
                double similarity = templates.get(i).similarity(templates.get(j));
                FacePolicy.Band band = FacePolicy.USUAL.band(similarity);
                if (names.get(i).equals(names.get(j))) {
                    genuine++;
                    accepted += band == FacePolicy.Band.ACCEPT ? 1 : 0;
                } else {
                    impostors++;
                    assertEquals(FacePolicy.Band.REJECT, band, names.get(i) + " and " + names.get(j));
                }
            }
        }
        assertEquals(275, genuine);
        assertEquals(1210, impostors);
        assertEquals(genuine, accepted);
    }

    /** As large as a card's photo is. */
    @Test
    void photoAsSmallAsACards_isEnough() throws IOException {
        Map<String, List<Path>> people = FacePhotos.people();
        Path photo = people.get("John_Simm").get(0);
        BufferedImage small = new BufferedImage(102, 126, BufferedImage.TYPE_3BYTE_BGR);
        small.createGraphics().drawImage(FacePhotos.read(photo), 6, 15, 90, 90, null);
        byte[] rgb = new byte[102 * 126 * 3];
        for (int i = 0; i < 102 * 126; i++) {
            int pixel = small.getRGB(i % 102, Math.floorDiv(i, 102));
            rgb[3 * i] = (byte) (pixel >> 16);
            rgb[3 * i + 1] = (byte) (pixel >> 8);
            rgb[3 * i + 2] = (byte) pixel;
        }
        FaceTemplate template = made(sight.reference(new Photo.Pixels(102, 126, rgb)));
        assertTrue(template.similarity(
                        template(Files.readAllBytes(people.get("John_Simm").get(1))))
                > 0.45);
        assertTrue(template.similarity(
                        template(Files.readAllBytes(people.get("John_Savage").get(1))))
                < 0.35);
    }

    @Test
    void headTurnedToItsOwnLeft_hasPositiveYaw() throws IOException {
        Path photo = FacePhotos.people().get("John_Simm").stream()
                .filter(file -> file.toString().contains("000306_00470222"))
                .findFirst()
                .orElseThrow();
        BufferedImage left = FacePhotos.read(photo);
        assertEquals(20, yaw(left), 8);
        assertEquals(-20, yaw(mirrored(left)), 8);
    }

    private static double yaw(BufferedImage photo) throws IOException {
        BufferedImage before = FacePhotos.drawn(photo, 440, 160, 400, 400, FacePhotos.wall());
        try (FaceView view = sight.look(FacePhotos.jpeg(before), 1)) {
            return assertInstanceOf(FaceView.OneFace.class, view).pose().yaw();
        }
    }

    private static BufferedImage mirrored(BufferedImage photo) {
        BufferedImage mirrored = new BufferedImage(photo.getWidth(), photo.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        mirrored.createGraphics().drawImage(photo, photo.getWidth(), 0, -photo.getWidth(), photo.getHeight(), null);
        return mirrored;
    }

    /** Passive liveness switched off: the turn alone has to stop it. */
    private static final FacePolicy TURN_ALONE =
            new FacePolicy(0.45, 0.35, 0, FacePolicy.USUAL.turnDegrees(), Duration.ofSeconds(8));

    /**
     * A printed photo of the right person, moved before the camera, bent at both sides in turn and shrunk to the sides as paper
     * that is turned.
     */
    @Test
    void flatPhotoOfTheRightPerson_neverPassesTheTurn() throws IOException {
        for (Map.Entry<String, List<Path>> person : two().entrySet()) {
            Path straight = straightest(person.getValue());
            try (FaceTemplate reference = template(Files.readAllBytes(straight));
                    FaceCheck check = new FaceCheck(
                            reference,
                            TURN_ALONE,
                            new SplittableRandom(person.getKey().hashCode()))) {
                BufferedImage paper = FacePhotos.read(straight);
                FaceCheck.Step step = new FaceCheck.Ask.LookBack();
                boolean asked = false;
                for (int frame = 0; frame < 200 && !(step instanceof FaceCheck.Verdict); frame++) {
                    step = check.see(sight.look(held(paper, asked ? 3 * frame : 0), frame * FRAME_NANOS));
                    asked |= step instanceof FaceCheck.Ask.Turn;
                }
                assertTrue(asked, () -> person.getKey() + " was not asked to turn");
                FaceCheck.Verdict.NotLive end = assertInstanceOf(FaceCheck.Verdict.NotLive.class, step);
                assertEquals(FaceCheck.Sign.DID_NOT_TURN, end.sign(), person.getKey());
            }
        }
    }

    /** Sheets take their time; two people are as good as five. */
    private static Map<String, List<Path>> two() throws IOException {
        return FacePhotos.people().entrySet().stream()
                .limit(2)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Path straightest(List<Path> photos) throws IOException {
        Path best = photos.get(0);
        double least = Double.MAX_VALUE;
        for (Path photo : photos) {
            BufferedImage before = FacePhotos.drawn(FacePhotos.read(photo), 440, 160, 400, 400, FacePhotos.wall());
            try (FaceView view = sight.look(FacePhotos.jpeg(before), 1)) {
                if (view instanceof FaceView.OneFace face
                        && face.guidance().isEmpty()
                        && Math.abs(face.pose().yaw()) < least) {
                    least = Math.abs(face.pose().yaw());
                    best = photo;
                }
            }
            if (least < STRAIGHT_DEGREES) {
                break;
            }
        }
        return best;
    }

    /** A sheet that is turned about its upright axis by up to 60°, and wanders. */
    private static byte[] held(BufferedImage paper, int frame) {
        double turned = Math.toRadians(60 * Math.sin(frame / 12.0));
        int width = (int) Math.round(400 * Math.cos(turned));
        int left = WIDTH / 2 - width / 2 + (int) (60 * Math.sin(frame / 9.0));
        return FacePhotos.jpeg(FacePhotos.drawn(
                paper, left, HEIGHT / 2 - 200 + (int) (20 * Math.cos(frame / 5.0)), width, 400, FacePhotos.wall()));
    }

    /** A sheet that is bent as around a can deceives the points of a face and the network for its pose; its nose does not stand out. */
    @Test
    void bentPhotoOfTheRightPerson_neverPassesTheTurn() throws IOException {
        // Each person on a sheet that is bent another way: all with all take minutes.
        Iterator<Double> radii = Stream.generate(() -> List.of(1.5, 0.8, 0.5))
                .flatMap(List::stream)
                .iterator();
        for (Map.Entry<String, List<Path>> person : two().entrySet()) {
            BufferedImage photo = near(FacePhotos.read(straightest(person.getValue())));
            double radius = radii.next();
            Shown shown = new Shown(degrees -> onAWall(PhotoSheet.bent(photo, radius, SHEET_TO_HEAD * degrees)));
            assertNotSeenToTurn(shown, photo, person.getKey() + " bent " + radius);
        }
    }

    /** With perspective, and as far as it can be turned while a face is found on it. */
    @Test
    void flatPhotoThatIsTurned_neverPassesTheTurn() throws IOException {
        for (Map.Entry<String, List<Path>> person : two().entrySet()) {
            BufferedImage photo = near(FacePhotos.read(straightest(person.getValue())));
            Shown shown = new Shown(degrees -> onAWall(PhotoSheet.flat(photo, SHEET_TO_HEAD * degrees)));
            assertNotSeenToTurn(shown, photo, person.getKey() + " flat");
        }
    }

    private static void assertNotSeenToTurn(Shown shown, BufferedImage photo, String who) throws IOException {
        try (FaceTemplate reference = template(FacePhotos.jpeg(before(photo)))) {
            FaceCheck.Verdict.NotLive end =
                    assertInstanceOf(FaceCheck.Verdict.NotLive.class, shown.led(reference), who);
            assertTrue(end.sign() != FaceCheck.Sign.LOOKS_LIKE_A_PICTURE, who);
        }
    }

    /** Somebody who looks straight and turns to the side that is asked for. */
    @Test
    void personWhoTurns_passes() throws IOException {
        // Each person at another pace: all with all take minutes.
        Iterator<Integer> paces =
                Stream.generate(() -> List.of(8, 12, 40)).flatMap(List::stream).iterator();
        for (Map.Entry<String, List<Path>> person : FacePhotos.people().entrySet()) {
            try (FaceTemplate reference =
                    template(Files.readAllBytes(person.getValue().get(1)))) {
                int frames = paces.next();
                assertInstanceOf(
                        FaceCheck.Verdict.Accepted.class,
                        whoTurns(person.getValue(), frames).led(reference),
                        person.getKey() + " in " + frames);
            }
        }
    }

    /** In a fifth of a second: it is not seen, and they are told to turn slowly, which they don't hear. */
    @Test
    void personWhoJerksTheHead_isToldToTurnSlowly_andDoesNotPass() throws IOException {
        List<Path> photos = FacePhotos.people().get("John_Simm");
        try (FaceTemplate reference = template(Files.readAllBytes(photos.get(1)))) {
            Shown jerking = whoTurns(photos, 1);
            assertEquals(new FaceCheck.Verdict.NotLive(FaceCheck.Sign.DID_NOT_TURN), jerking.led(reference));
            assertTrue(jerking.asked.contains(new FaceCheck.Ask.Slower()));
        }
    }

    /** Somebody else who does all that is asked for: it is said at the end, and only then. */
    @Test
    void somebodyElseWithTheRightCard_isRejected() throws IOException {
        Map<String, List<Path>> people = FacePhotos.people();
        try (FaceTemplate reference =
                template(Files.readAllBytes(people.get("John_Savage").get(1)))) {
            assertInstanceOf(
                    FaceCheck.Verdict.Rejected.class,
                    whoTurns(people.get("John_Simm"), 12).led(reference));
        }
    }

    /**
     * Two prints of the right person, straight and turned to the side that is asked for, swapped from one picture to the next, behind
     * a hand for one picture, or for a second: it bit once. Passive liveness is switched off: prints that are drawn deceive it.
     */
    @Test
    void printsThatAreSwappedForTheTurn_areNotLive() throws IOException {
        List<Path> photos = FacePhotos.people().get("John_Simm");
        BufferedImage side = near(FacePhotos.read(photos.stream()
                .filter(file -> file.toString().contains("000306_00470222"))
                .findFirst()
                .orElseThrow()));
        BufferedImage straight = near(FacePhotos.read(straightest(photos)));
        try (FaceTemplate reference = template(Files.readAllBytes(photos.get(1)))) {
            for (int away : new int[] {0, 1, SWAPPING_FRAMES}) {
                Shown prints =
                        new Shown(degrees -> before(degrees == 0 ? straight : degrees > 0 ? side : mirrored(side)));
                prints.away = away;
                assertInstanceOf(FaceCheck.Verdict.NotLive.class, prints.led(reference), "away " + away);
                assertTrue(prints.asked.contains(new FaceCheck.Ask.Slower()));
            }
        }
    }

    /** The same with prints made for it: one photo, and the same as computed for a turned head. Points and light are as they should be. */
    @Test
    void computedPrintsThatAreSwappedForTheTurn_areNotLive() throws IOException {
        Iterator<Double> turns = Stream.generate(() -> List.of(16.0, 20.0, 26.0))
                .flatMap(List::stream)
                .iterator();
        for (Map.Entry<String, List<Path>> person : two().entrySet()) {
            BufferedImage straight = near(FacePhotos.read(straightest(person.getValue())));
            double turned = turns.next();
            try (FaceTemplate reference = template(FacePhotos.jpeg(before(straight)))) {
                Shown prints = new Shown(degrees -> before(TurnedHead.of(straight, Math.signum(degrees) * turned)));
                assertInstanceOf(
                        FaceCheck.Verdict.NotLive.class, prints.led(reference), person.getKey() + " " + turned);
            }
        }
    }

    private static final int NEAR_PIXELS = 440;
    private static final double TURNED_DEGREES = 28;

    /** A sheet is turned further than a head, for less comes of it. */
    private static final double SHEET_TO_HEAD = 2;

    private static BufferedImage near(BufferedImage face) {
        return FacePhotos.drawn(face, 0, 0, NEAR_PIXELS, NEAR_PIXELS, blank());
    }

    private static BufferedImage blank() {
        return new BufferedImage(NEAR_PIXELS, NEAR_PIXELS, BufferedImage.TYPE_3BYTE_BGR);
    }

    private static BufferedImage before(BufferedImage face) {
        return onAWall(face);
    }

    private static BufferedImage onAWall(BufferedImage seen) {
        return FacePhotos.drawn(
                seen,
                (WIDTH - seen.getWidth()) / 2,
                (HEIGHT - seen.getHeight()) / 2,
                seen.getWidth(),
                seen.getHeight(),
                FacePhotos.wall());
    }

    private static Shown whoTurns(List<Path> photos, int frames) throws IOException {
        BufferedImage straight = near(FacePhotos.read(straightest(photos)));
        Shown person = new Shown(degrees -> before(TurnedHead.of(straight, degrees)));
        person.framesOfATurn = frames;
        return person;
    }

    /** What does before the camera what is asked for, until there is a verdict. */
    private static final class Shown {
        private final DoubleFunction<BufferedImage> picture;
        private final List<FaceCheck.Step> asked = new ArrayList<>();
        private int framesOfATurn = 40;
        private int away;

        /** @param picture by how far it should be turned to its own left */
        Shown(DoubleFunction<BufferedImage> picture) {
            this.picture = picture;
        }

        FaceCheck.Step led(FaceTemplate reference) throws IOException {
            try (FaceCheck check = new FaceCheck(reference, TURN_ALONE, new SplittableRandom(5))) {
                FaceCheck.Step step = new FaceCheck.Ask.LookBack();
                double at = 0;
                int hidden = 0;
                for (int frame = 0; frame < 400 && !(step instanceof FaceCheck.Verdict); frame++) {
                    double to = 0;
                    if (step instanceof FaceCheck.Ask.Turn turn) {
                        to = turn.side() == HeadTurn.Side.LEFT ? TURNED_DEGREES : -TURNED_DEGREES;
                    } else {
                        hidden = 0;
                    }
                    double most = TURNED_DEGREES / framesOfATurn;
                    at += Math.max(-most, Math.min(most, to - at));
                    boolean hides = to != 0 && hidden++ < away;
                    BufferedImage shown = hides ? FacePhotos.wall() : picture.apply(at);
                    step = check.see(sight.look(FacePhotos.jpeg(shown), frame * FRAME_NANOS));
                    asked.add(step);
                }
                return step;
            }
        }
    }
}
