package org.zizhu.bench.table;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.zizhu.drivers.camera.emulator.CameraModel;
import org.zizhu.drivers.camera.emulator.PhotoSheet;
import org.zizhu.drivers.camera.emulator.Scene;
import org.zizhu.drivers.camera.emulator.TurnedHead;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.people.Person;

/**
 * The faces that the people of the table share, for there are fewer photos than people. Each folder of the given one holds a
 * person: {@code record.jpg} as the platform has it, and close-ups of the face, {@code straight.jpg} and {@code left.jpg} or {@code
 * right.jpg}, turned to the person's own side (the other side is its mirror image). How they turn is no photo, it is drawn ({@link
 * TurnedHead}). One folder is the {@link #STRANGER}'s, who is on no record, and of whom there is something in everybody's double.
 */
final class Portraits {

    static final String STRANGER = "stranger";

    /** Where somebody looks. */
    enum Gaze {
        STRAIGHT(0),
        LEFT(1),
        RIGHT(-1);

        /** Whose head is to be turned by fifteen degrees turns it somewhat further. */
        private static final double TURNED_DEGREES = 28;

        private final int sign;

        Gaze(int sign) {
            this.sign = sign;
        }

        double degrees() {
            return sign * TURNED_DEGREES;
        }
    }

    /** Half-way between accepted and somebody else, as measured: so much of the stranger is in each one's double. */
    private static final float[] TWIN_SHARES = {0.31f, 0.34f, 0.28f, 0.22f};

    private static final int WIDTH = CameraModel.AXIS_M1065_L.width();
    private static final int HEIGHT = CameraModel.AXIS_M1065_L.height();

    /** Of a face before the camera, its ears and chin included. */
    private static final int NEAR_PIXELS = 440;

    /** A child's eyes are at the lower edge of what the camera sees. */
    private static final int CHILD_TOP_PIXELS = 440;

    private static final int HELD_UP_PIXELS = 340;

    /** Of the camera: as slowly as somebody turns who was asked to, so that also a loaded machine sees enough of it. */
    private static final int PICTURES_OF_A_TURN = 30;

    /** A sheet is turned further than a head. */
    private static final double SHEET_TO_HEAD = 1.5;

    /** As a hand bends a sheet; in shares of the face's breadth. */
    private static final double BEND_RADIUS = 0.5;

    private static final float IN_SHADE = 0.28f;

    private final List<Path> people;
    private final Path stranger;

    Portraits(Path folder) throws IOException {
        this.stranger = folder.resolve(STRANGER);
        try (Stream<Path> folders = Files.list(folder)) {
            this.people = folders.filter(one -> !one.equals(stranger)).sorted().toList();
        }
    }

    /** Gives the city's people their photos on record; the last of them has none. */
    void record(SandboxCity city) throws IOException {
        List<Person> all = city.people();
        for (int number = 0; number < all.size() - 1; number++) {
            city.photos()
                    .put(all.get(number).id(), Files.readAllBytes(folder(number).resolve("record.jpg")));
        }
    }

    /** What the camera sees of the person of that number, counted from 0 and around. */
    Scene before(int number, Guise guise, Gaze gaze) throws IOException {
        if (guise == Guise.SWAPPED) {
            return new Scene.Film(List.of(standing(close(folder(number), gaze))));
        }
        return new Scene.Film(List.of(pictures(number, guise).apply(gaze.degrees())));
    }

    /** The same, as they look elsewhere; two photos that are swapped don't move. */
    Scene turning(int number, Guise guise, Gaze from, Gaze to) throws IOException {
        if (guise == Guise.SWAPPED) {
            return before(number, guise, to);
        }
        // Read now: a photo that can't be read is told to who presses the button.
        DoubleFunction<BufferedImage> pictures = pictures(number, guise);
        return new Scene.Movement(
                PICTURES_OF_A_TURN,
                taken -> pictures.apply(from.degrees() + (to.degrees() - from.degrees()) * taken / PICTURES_OF_A_TURN));
    }

    private Path folder(int number) {
        return people.get(number % people.size());
    }

    /** By degrees to their own left. */
    private DoubleFunction<BufferedImage> pictures(int number, Guise guise) throws IOException {
        BufferedImage face = close(folder(number), Gaze.STRAIGHT);
        BufferedImage next = close(folder(number + 1), Gaze.STRAIGHT);
        return switch (guise) {
            case THEMSELVES -> standing(face, UnaryOperator.identity());
            case STRANGER -> standing(next, UnaryOperator.identity());
            case TWIN -> {
                float share = TWIN_SHARES[number % people.size() % TWIN_SHARES.length];
                yield standing(blended(face, close(stranger, Gaze.STRAIGHT), share), UnaryOperator.identity());
            }
            case TWO -> degrees -> beside(standing(TurnedHead.of(face, degrees)), next);
            case MASK -> standing(face, turned -> covered(turned, 0.5, 1, new Color(205, 222, 235)));
            case DARK_GLASSES -> standing(face, turned -> covered(turned, 0.2, 0.4, new Color(16, 16, 18)));
            case HAT -> standing(face, turned -> covered(turned, 0, 0.36, new Color(40, 44, 60)));
            case BACK_LIGHT -> degrees -> againstTheLight(TurnedHead.of(face, degrees));
            case CHILD -> degrees -> atTheLowerEdge(TurnedHead.of(face, degrees));
            case PRINTED, ON_A_PHONE -> degrees -> held(face, guise, degrees * SHEET_TO_HEAD);
            case BENT -> {
                BufferedImage behind = drawn(WIDTH, HEIGHT, graphics -> outOfFocus(graphics, face));
                yield degrees -> before(behind, PhotoSheet.bent(face, BEND_RADIUS, degrees * SHEET_TO_HEAD));
            }
            case SWAPPED -> degrees -> standing(face);
        };
    }

    /** Their head turns, and with what they wear on it; what is behind them stays, and is painted once. */
    private static DoubleFunction<BufferedImage> standing(BufferedImage face, UnaryOperator<BufferedImage> wearing) {
        BufferedImage behind = drawn(WIDTH, HEIGHT, graphics -> outOfFocus(graphics, face));
        return degrees -> before(behind, wearing.apply(TurnedHead.of(face, degrees)));
    }

    /** As large as it stands before the camera. */
    private static BufferedImage close(Path person, Gaze gaze) throws IOException {
        if (gaze == Gaze.STRAIGHT) {
            return near(read(person.resolve("straight.jpg")));
        }
        Path left = person.resolve("left.jpg");
        boolean toTheLeft = Files.exists(left);
        BufferedImage turned = near(read(toTheLeft ? left : person.resolve("right.jpg")));
        return toTheLeft == (gaze == Gaze.LEFT) ? turned : mirrored(turned);
    }

    private static BufferedImage near(BufferedImage photo) {
        return drawn(
                NEAR_PIXELS, NEAR_PIXELS, graphics -> graphics.drawImage(photo, 0, 0, NEAR_PIXELS, NEAR_PIXELS, null));
    }

    private static BufferedImage read(Path file) throws IOException {
        BufferedImage picture = ImageIO.read(file.toFile());
        if (picture == null) {
            throw new IOException(file.getFileName() + " is no picture");
        }
        return picture;
    }

    private static BufferedImage mirrored(BufferedImage face) {
        int side = face.getWidth();
        return drawn(
                side, face.getHeight(), graphics -> graphics.drawImage(face, side, 0, -side, face.getHeight(), null));
    }

    private static BufferedImage blended(BufferedImage face, BufferedImage other, float share) {
        return drawn(face.getWidth(), face.getHeight(), graphics -> {
            graphics.drawImage(face, 0, 0, null);
            graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, share));
            graphics.drawImage(other, 0, 0, face.getWidth(), face.getHeight(), null);
        });
    }

    /** From one height to another, of the face's height. */
    private static BufferedImage covered(BufferedImage face, double from, double to, Color by) {
        return drawn(face.getWidth(), face.getHeight(), graphics -> {
            graphics.drawImage(face, 0, 0, null);
            graphics.setColor(by);
            int top = (int) (from * face.getHeight());
            graphics.fillRect(0, top, face.getWidth(), (int) (to * face.getHeight()) - top);
        });
    }

    private static BufferedImage standing(BufferedImage face) {
        return before(drawn(WIDTH, HEIGHT, graphics -> outOfFocus(graphics, face)), face);
    }

    /** In the middle of the picture. */
    private static BufferedImage before(BufferedImage behind, BufferedImage face) {
        return drawn(WIDTH, HEIGHT, graphics -> {
            graphics.drawImage(behind, 0, 0, null);
            graphics.drawImage(face, (WIDTH - face.getWidth()) / 2, (HEIGHT - face.getHeight()) / 2, null);
        });
    }

    /** The photo's own colours, washed out: a sharp edge around a face is what passive liveness takes for a picture's. */
    private static void outOfFocus(Graphics2D graphics, BufferedImage face) {
        int across = 8;
        int down = 5;
        BufferedImage few = drawn(across, down, small -> small.drawImage(face, 0, 0, across, down, null));
        graphics.drawImage(few, 0, 0, WIDTH, HEIGHT, null);
    }

    private static BufferedImage beside(BufferedImage picture, BufferedImage other) {
        return drawn(WIDTH, HEIGHT, graphics -> {
            graphics.drawImage(picture, -WIDTH / 4, 0, null);
            graphics.drawImage(standing(other), WIDTH / 4, 0, null);
            graphics.drawImage(picture.getSubimage(WIDTH / 4, 0, WIDTH / 2, HEIGHT), 0, 0, null);
        });
    }

    private static BufferedImage againstTheLight(BufferedImage face) {
        BufferedImage dark = new RescaleOp(IN_SHADE, 0, null).filter(face, null);
        return drawn(WIDTH, HEIGHT, graphics -> {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, WIDTH, HEIGHT);
            graphics.drawImage(dark, (WIDTH - NEAR_PIXELS) / 2, (HEIGHT - NEAR_PIXELS) / 2, null);
        });
    }

    private static BufferedImage atTheLowerEdge(BufferedImage face) {
        return drawn(WIDTH, HEIGHT, graphics -> {
            outOfFocus(graphics, face);
            graphics.drawImage(face, (WIDTH - NEAR_PIXELS) / 2, CHILD_TOP_PIXELS, null);
        });
    }

    /** A flat picture: whoever holds it can turn only the sheet. */
    private static BufferedImage held(BufferedImage face, Guise guise, double degrees) {
        BufferedImage booth = new Scene.EmptyBooth().taken(WIDTH, HEIGHT, 0, new SplittableRandom(0));
        int high = HELD_UP_PIXELS;
        int wide = (int) (Math.cos(Math.toRadians(degrees)) * high);
        int left = (WIDTH - wide) / 2;
        int top = (HEIGHT - high) / 2;
        return drawn(WIDTH, HEIGHT, graphics -> {
            graphics.drawImage(booth, 0, 0, null);
            if (guise == Guise.PRINTED) {
                graphics.setColor(new Color(235, 235, 230));
                graphics.fillRect(left - 40, top - 40, wide + 80, high + 80);
            } else {
                graphics.setColor(new Color(15, 15, 18));
                graphics.fillRoundRect(left - 22, top - 90, wide + 44, high + 180, 40, 40);
            }
            graphics.drawImage(face, left, top, wide, high, null);
        });
    }

    private interface Drawing {
        void on(Graphics2D graphics);
    }

    private static BufferedImage drawn(int width, int height, Drawing drawing) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        drawing.on(graphics);
        graphics.dispose();
        return picture;
    }
}
