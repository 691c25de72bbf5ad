package org.zizhu.drivers.camera.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of pictures before the camera. */
class FilmTest {

    @TempDir
    Path folder;

    private void put(String name, Color colour) throws IOException {
        BufferedImage picture = new BufferedImage(40, 60, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, 40, 60);
        graphics.dispose();
        Files.write(folder.resolve(name), Jpeg.of(picture));
    }

    private static int red(BufferedImage picture, int x, int y) {
        return new Color(picture.getRGB(x, y)).getRed();
    }

    @Test
    void picturesOfAFolder_arePlayedByTheirNames_againAndAgain() throws IOException {
        put("2.jpg", new Color(100, 0, 0));
        put("1.jpg", new Color(200, 0, 0));
        Files.writeString(folder.resolve("notes.txt"), "no picture");
        Scene.Film film = Scene.Film.of(folder);
        assertEquals(2, film.pictures());
        int[] reds = {200, 100, 200};
        for (int number = 0; number < reds.length; number++) {
            BufferedImage seen = film.taken(number, 320, 240, 0, new SplittableRandom(1));
            assertEquals(reds[number], red(seen, 160, 120), 4);
            // Upright in a camera that lies on its side: black beside it.
            assertEquals(0, red(seen, 20, 120));
        }
    }

    @Test
    void folderWithoutPictures_isRefused() {
        assertThrows(IOException.class, () -> Scene.Film.of(folder));
        assertThrows(IOException.class, () -> Scene.Film.of(folder.resolve("none")));
    }
}
