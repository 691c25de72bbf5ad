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
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.zizhu.drivers.camera.emulator.CameraModel;
import org.zizhu.drivers.camera.emulator.Scene;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.people.Person;

/**
 * The faces that the people of the table share, for there are fewer photos than people. Each folder of the given one holds a
 * person: {@code record.jpg} as the platform has it, and close-ups of the face, {@code straight.jpg} and {@code left.jpg} or {@code
 * right.jpg}, turned to the person's own side (the other side is its mirror image). One folder is the {@link #STRANGER}'s, who is on no record, and of whom
 * there is something in everybody's double.
 */
final class Portraits {

    static final String STRANGER = "stranger";

    /** Where somebody looks. */
    enum Gaze {
        STRAIGHT,
        LEFT,
        RIGHT
    }

    /** Half-way between accepted and somebody else, as measured: so much of the stranger is in each one's double. */
    private static final float[] TWIN_SHARES = {0.31f, 0.34f, 0.28f, 0.22f};

    private static final int WIDTH = CameraModel.AXIS_M1065_L.width();
    private static final int HEIGHT = CameraModel.AXIS_M1065_L.height();

    /** Of a face before the camera, its ears and chin included. */
    private static final int NEAR_PIXELS = 440;

    private static final int FAR_PIXELS = 230;
    private static final int HELD_UP_PIXELS = 340;

    /** A sheet of paper that is turned by 40° is so much narrower. */
    private static final double TURNED_SHEET = 0.77;

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
        return new Scene.Film(List.of(picture(number, guise, gaze)));
    }

    private Path folder(int number) {
        return people.get(number % people.size());
    }

    private BufferedImage picture(int number, Guise guise, Gaze gaze) throws IOException {
        BufferedImage face = close(folder(number), gaze);
        return switch (guise) {
            case THEMSELVES -> standing(face, NEAR_PIXELS);
            case STRANGER -> standing(close(folder(number + 1), gaze), NEAR_PIXELS);
            case TWIN ->
                standing(
                        blended(face, close(stranger, gaze), TWIN_SHARES[number % people.size() % TWIN_SHARES.length]),
                        NEAR_PIXELS);
            case TWO -> beside(standing(face, NEAR_PIXELS), close(folder(number + 1), Gaze.STRAIGHT));
            case MASK -> standing(covered(face, 0.5, 1, new Color(205, 222, 235)), NEAR_PIXELS);
            case DARK_GLASSES -> standing(covered(face, 0.2, 0.4, new Color(16, 16, 18)), NEAR_PIXELS);
            case HAT -> standing(covered(face, 0, 0.33, new Color(40, 44, 60)), NEAR_PIXELS);
            case BACK_LIGHT -> againstTheLight(face);
            case CHILD -> atTheLowerEdge(face);
            case PRINTED, ON_A_PHONE -> held(close(folder(number), Gaze.STRAIGHT), guise, gaze);
        };
    }

    private static BufferedImage close(Path person, Gaze gaze) throws IOException {
        if (gaze == Gaze.STRAIGHT) {
            return read(person.resolve("straight.jpg"));
        }
        Path left = person.resolve("left.jpg");
        boolean toTheLeft = Files.exists(left);
        BufferedImage turned = read(toTheLeft ? left : person.resolve("right.jpg"));
        return toTheLeft == (gaze == Gaze.LEFT) ? turned : mirrored(turned);
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

    /** Before what is out of focus behind them. */
    private static BufferedImage standing(BufferedImage face, int side) {
        return drawn(WIDTH, HEIGHT, graphics -> {
            outOfFocus(graphics, face);
            graphics.drawImage(face, (WIDTH - side) / 2, (HEIGHT - side) / 2, side, side, null);
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
            graphics.drawImage(standing(other, NEAR_PIXELS), WIDTH / 4, 0, null);
            graphics.drawImage(picture.getSubimage(WIDTH / 4, 0, WIDTH / 2, HEIGHT), 0, 0, null);
        });
    }

    private static BufferedImage againstTheLight(BufferedImage face) {
        BufferedImage dark = new RescaleOp(IN_SHADE, 0, null).filter(face, null);
        return drawn(WIDTH, HEIGHT, graphics -> {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, WIDTH, HEIGHT);
            graphics.drawImage(
                    dark, (WIDTH - NEAR_PIXELS) / 2, (HEIGHT - NEAR_PIXELS) / 2, NEAR_PIXELS, NEAR_PIXELS, null);
        });
    }

    private static BufferedImage atTheLowerEdge(BufferedImage face) {
        return drawn(WIDTH, HEIGHT, graphics -> {
            outOfFocus(graphics, face);
            graphics.drawImage(
                    face, (WIDTH - FAR_PIXELS) / 2, HEIGHT - FAR_PIXELS * 3 / 4, FAR_PIXELS, FAR_PIXELS, null);
        });
    }

    /** A flat picture: whoever holds it can turn only the sheet. */
    private static BufferedImage held(BufferedImage face, Guise guise, Gaze gaze) {
        BufferedImage booth = new Scene.EmptyBooth().taken(WIDTH, HEIGHT, 0, new SplittableRandom(0));
        int high = HELD_UP_PIXELS;
        int wide = gaze == Gaze.STRAIGHT ? high : (int) (TURNED_SHEET * high);
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
