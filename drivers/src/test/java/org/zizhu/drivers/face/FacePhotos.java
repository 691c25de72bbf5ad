package org.zizhu.drivers.face;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.awt.image.RescaleOp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.zizhu.drivers.camera.emulator.Jpeg;

/**
 * Photos of faces, and what a camera makes of them. They are those that {@code ./run test} takes out of Debian's packages: none is
 * in the repository.
 */
public final class FacePhotos {
    private static final Path PREPARED = Path.of(System.getProperty("zizhu.prepared", "../target"));

    /** As a camera for booths takes it. */
    public static final int WIDTH = 1280;

    public static final int HEIGHT = 720;

    private FacePhotos() {}

    /** The folder with the networks. */
    public static Path models() {
        return prepared("models/SHA256SUMS").getParent();
    }

    private static Path prepared(String what) {
        Path there = PREPARED.resolve(what);
        assertTrue(Files.exists(there), there + " is not there: ./run test prepares it");
        return there;
    }

    /** Several photos of each of five people, by name. */
    public static Map<String, List<Path>> people() {
        prepared("faces/complete");
        try (Stream<Path> files = Files.walk(PREPARED.resolve("faces/pairs"))) {
            return files.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .collect(Collectors.groupingBy(
                            file -> file.getParent().getFileName().toString(), TreeMap::new, Collectors.toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody who stands before the camera and looks into it: the public-domain portrait of an astronaut. */
    public static BufferedImage standing() {
        BufferedImage portrait = read(prepared("faces/alone/astronaut.png"));
        // Her head in the middle of the upper half, without the edges of the photo.
        return part(portrait, 60, 0, 400, 225);
    }

    public static BufferedImage read(Path file) {
        try {
            return ImageIO.read(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A part of a photo as the whole picture. */
    public static BufferedImage part(BufferedImage photo, int left, int top, int width, int height) {
        return drawn(photo.getSubimage(left, top, width, height), 0, 0, WIDTH, HEIGHT, wall());
    }

    /** A grey wall. */
    public static BufferedImage wall() {
        BufferedImage wall = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = wall.createGraphics();
        graphics.setColor(new Color(128, 130, 134));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.dispose();
        return wall;
    }

    /** A photo before something, at that place and of that size. */
    public static BufferedImage drawn(
            BufferedImage photo, int left, int top, int width, int height, BufferedImage behind) {
        BufferedImage picture = new BufferedImage(behind.getWidth(), behind.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(behind, 0, 0, null);
        graphics.drawImage(photo, left, top, width, height, null);
        graphics.dispose();
        return picture;
    }

    /** Brightness times that. */
    public static BufferedImage lit(BufferedImage picture, float times) {
        return new RescaleOp(times, 0, null).filter(picture, null);
    }

    /** Each pixel the average of so many in a row: what moves, or is out of focus. */
    public static BufferedImage smeared(BufferedImage picture, int across, int down) {
        float[] same = new float[across * down];
        Arrays.fill(same, 1f / same.length);
        return new ConvolveOp(new Kernel(across, down, same), ConvolveOp.EDGE_NO_OP, null).filter(picture, null);
    }

    /** Turned in its plane, clockwise around its middle. */
    public static BufferedImage turned(BufferedImage picture, double degrees) {
        BufferedImage turned = wall();
        Graphics2D graphics = turned.createGraphics();
        graphics.rotate(Math.toRadians(degrees), picture.getWidth() / 2.0, picture.getHeight() / 2.0);
        graphics.drawImage(picture, 0, 0, null);
        graphics.dispose();
        return turned;
    }

    /** A part painted over. */
    public static BufferedImage covered(
            BufferedImage picture, double left, double top, double width, double height, Color by) {
        BufferedImage covered = drawn(picture, 0, 0, picture.getWidth(), picture.getHeight(), picture);
        Graphics2D graphics = covered.createGraphics();
        graphics.setColor(by);
        graphics.fillRect((int) left, (int) top, (int) width, (int) height);
        graphics.dispose();
        return covered;
    }

    public static byte[] jpeg(BufferedImage picture) {
        return Jpeg.of(picture);
    }
}
