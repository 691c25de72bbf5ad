package org.zizhu.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zizhu.kiosk.screen.Screen;

/** What the centre sees of a window. */
class PictureTest {

    private final Map<String, Screen> screens = Sample.usual();
    private final Panel panel = new Panel(false);

    @AfterEach
    void closed() {
        panel.close();
    }

    @Test
    void ofTheIdleScreen_isAPictureAtHalfItsSize_andOfAnyOtherThereIsNone() throws Exception {
        assertEquals(Optional.empty(), panel.window.picture().join(), "nothing is shown yet");
        panel.show(Sample.view(
                1, screens.get("attract"), Gallery.presentations(false).get(0)));
        byte[] png = panel.window.picture().join().orElseThrow();
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(540, picture.getWidth());
        assertEquals(960, picture.getHeight());
        assertTrue(png.length < 512 * 1024, () -> png.length + " bytes");

        panel.show(
                Sample.view(2, screens.get("home"), Gallery.presentations(false).get(0)));
        assertEquals(Optional.empty(), panel.window.picture().join());
    }
}
