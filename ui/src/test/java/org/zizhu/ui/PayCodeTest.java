package org.zizhu.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.ChecksumException;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.kiosk.screen.Presentation;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.part.QrCode;

/** A citizen with a phone before the screens about money. */
class PayCodeTest {
    /** 9 cm on a 21.5" panel of 1080 pixels across. */
    private static final double LEAST_CODE = 362;

    private final Map<String, Screen> screens = Sample.usual();
    private Panel panel = new Panel(false);

    @AfterEach
    void closed() {
        panel.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void phone_readsTheCodeInEveryVariant_andItIsLarge(boolean landscape) {
        panel.close();
        panel = new Panel(landscape);
        Screen.PayByCode screen = (Screen.PayByCode) screens.get("pay-by-code");
        long number = 0;
        for (Presentation presentation : Gallery.presentations(landscape)) {
            panel.show(Sample.view(++number, screen, presentation));
            String where = Gallery.name(landscape, presentation);
            assertEquals(Optional.of(screen.code()), read(panel.picture()), where);
            Bounds code = Panel.on(() -> panel.frame.lookup(".qr-code").getBoundsInParent());
            assertTrue(code.getWidth() >= LEAST_CODE, () -> where + " is " + code.getWidth());
        }
    }

    @Test
    void phone_readsTheCodeOnAScreenOfAnotherResolution() {
        panel.close();
        panel = new Panel(new Rectangle2D(0, 0, 768, 1366));
        Screen.PayByCode screen = (Screen.PayByCode) screens.get("pay-by-code");
        show(1, screen);
        assertEquals(Optional.of(screen.code()), read(panel.picture()));
    }

    @Test
    void secondsGoOn_whileTheCodeStaysAsItIsDrawn() {
        show(4, screens.get("pay-by-code"));
        Node code = code();
        show(4, at(12, false));
        assertSame(code, code());
        assertTrue(words().contains("0:12"), this::words);
    }

    @Test
    void codeThatIsGivenUp_canNotBeReadAnyMore() {
        show(4, screens.get("pay-by-code"));
        Node code = code();
        show(4, at(0, true));
        assertNotSame(code, code());
        assertEquals(Optional.empty(), read(panel.picture()));
        assertTrue(words().contains("正在确认是否已付款"), this::words);
    }

    @Test
    void electronicReceipt_isReadByThePhone() {
        Screen.Paid screen = (Screen.Paid) screens.get("paid");
        show(5, screen);
        assertEquals(screen.receipt(), read(panel.picture()));
    }

    @Test
    void dueThatIsMarked_changesInPlace_soThatTheListStaysAtItsPage() {
        Screen.ChooseDues before = (Screen.ChooseDues) screens.get("choose-dues");
        show(6, before);
        Node tile = node("#due-fine-2");
        var dues = before.dues().stream()
                .map(due -> new Screen.DueTile(due.due(), due.name(), due.detail(), due.amount(), true))
                .toList();
        show(6, new Screen.ChooseDues(before.title(), dues, dues.get(0).amount(), before.choices()));
        assertSame(tile, node("#due-fine-2"));
        assertTrue(tile.getPseudoClassStates().contains(PseudoClass.getPseudoClass("on")));
    }

    private void show(long number, Screen screen) {
        panel.show(Sample.view(number, screen, Presentation.USUAL));
    }

    private Screen at(int seconds, boolean checking) {
        Screen.PayByCode was = (Screen.PayByCode) screens.get("pay-by-code");
        return new Screen.PayByCode(
                was.means(),
                was.icon(),
                was.code(),
                was.amount(),
                was.payee(),
                seconds,
                checking,
                checking ? java.util.List.of() : was.choices());
    }

    private Node code() {
        return Panel.on(() -> panel.frame.lookupAll(".qr-plate").stream()
                .filter(QrCode.class::isInstance)
                .findFirst()
                .orElseThrow());
    }

    private Node node(String id) {
        return Panel.on(() -> Optional.ofNullable(panel.frame.lookup(id))).orElseThrow();
    }

    private String words() {
        return Panel.on(() -> panel.frame.lookupAll(".label").stream()
                .map(node -> ((Label) node).getText())
                .reduce("", (all, one) -> all + " " + one));
    }

    /** As a phone would, from nothing but the picture. */
    private static Optional<String> read(WritableImage picture) {
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        int[] pixels = new int[width * height];
        picture.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        try {
            return Optional.of(new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))))
                    .getText());
        } catch (NotFoundException | ChecksumException | FormatException e) {
            return Optional.empty();
        }
    }
}
