package org.zizhu.drivers.face.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.zizhu.drivers.face.FacePhotos.HEIGHT;
import static org.zizhu.drivers.face.FacePhotos.WIDTH;
import static org.zizhu.drivers.face.FacePhotos.covered;
import static org.zizhu.drivers.face.FacePhotos.drawn;
import static org.zizhu.drivers.face.FacePhotos.jpeg;
import static org.zizhu.drivers.face.FacePhotos.lit;
import static org.zizhu.drivers.face.FacePhotos.smeared;
import static org.zizhu.drivers.face.FacePhotos.turned;
import static org.zizhu.drivers.face.FacePhotos.wall;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.zizhu.drivers.face.FacePhotos;
import org.zizhu.drivers.face.FaceView;
import org.zizhu.drivers.face.Guidance;

/** One good picture, and each way in which it can be a bad one: the citizen is told the one thing that helps. */
class GuidanceTest {
    private static final BufferedImage WELL = FacePhotos.standing();

    private static FaceSight sight;
    private static FaceView.OneFace well;

    @BeforeAll
    static void open() throws IOException {
        sight = FaceSight.open(FacePhotos.models());
        well = (FaceView.OneFace) sight.look(jpeg(WELL), 1);
    }

    @AfterAll
    static void close() {
        well.close();
        sight.close();
    }

    private static FaceView look(BufferedImage picture) throws IOException {
        try (FaceView view = sight.look(jpeg(picture), 1)) {
            return view;
        }
    }

    private static void assertTold(Guidance told, BufferedImage picture) throws IOException {
        FaceView view = look(picture);
        assertEquals(Optional.of(told), view.guidance(), view::toString);
    }

    /** The whole picture, smaller, before a wall. */
    private static BufferedImage smaller(int times) {
        return drawn(WELL, WIDTH / 4, HEIGHT / 4, WIDTH / times, HEIGHT / times, wall());
    }

    @Test
    void goodPicture_needsNoWord() {
        assertEquals(Optional.empty(), well.guidance(), well::toString);
        assertTrue(well.liveness() > 0.9, well::toString);
        assertTrue(Math.abs(well.pose().yaw()) < 5, well::toString);
        assertEquals(0.41, well.place().centreX(), 0.03);
        assertEquals(0.52, well.place().centreY(), 0.03);
    }

    @Test
    void nobody_isAskedToCome() throws IOException {
        assertTold(Guidance.STEP_BEFORE_THE_CAMERA, wall());
    }

    @Test
    void twoFaces_areOneTooMany() throws IOException {
        BufferedImage second = drawn(WELL, -WIDTH / 4, 0, WIDTH, HEIGHT, wall());
        assertEquals(2, ((FaceView.Several) look(drawn(WELL, WIDTH / 2, 0, WIDTH, HEIGHT, second))).faces());
    }

    @Test
    void smallFaceFarBehind_isNotMeant() throws IOException {
        BufferedImage queue = drawn(WELL, WIDTH * 2 / 3, 0, WIDTH / 3, HEIGHT / 3, WELL);
        assertEquals(Optional.empty(), look(queue).guidance());
    }

    @Test
    void farAway_isToldToComeCloser() throws IOException {
        assertTold(Guidance.COME_CLOSER, smaller(3));
    }

    @Test
    void tooNear_isToldToStepBack() throws IOException {
        assertTold(Guidance.STEP_BACK, drawn(WELL, -800, -340, 2 * WIDTH, 2 * HEIGHT + 60, wall()));
    }

    @Test
    void atTheEdge_isToldToMove() throws IOException {
        assertTold(Guidance.MOVE_TO_THE_MIDDLE, drawn(WELL, -400, 0, WIDTH, HEIGHT, wall()));
    }

    @Test
    void inTheDark_isToldSo() throws IOException {
        assertTold(Guidance.TOO_DARK, lit(WELL, 0.15f));
    }

    @Test
    void inGlaringLight_isToldSo() throws IOException {
        assertTold(Guidance.TOO_BRIGHT, lit(WELL, 1.7f));
    }

    @Test
    void windowBehind_isToldSo() throws IOException {
        double left = (well.place().centreX() - well.place().width() * 0.6) * WIDTH;
        double right = (well.place().centreX() + well.place().width() * 0.6) * WIDTH;
        BufferedImage shaded = lit(WELL, 0.35f);
        BufferedImage oneSide = covered(shaded, 0, 0, left, HEIGHT, Color.WHITE);
        assertTold(Guidance.BACK_LIGHT, covered(oneSide, right, 0, WIDTH, HEIGHT, Color.WHITE));
    }

    @Test
    void headTilted_isToldToLookStraight() throws IOException {
        assertTold(Guidance.LOOK_STRAIGHT, turned(WELL, 30));
    }

    @Test
    void mouthBehindAMask_isToldToUncover() throws IOException {
        double side = well.place().width() * WIDTH;
        double left = well.place().centreX() * WIDTH - side / 2;
        double middle = well.place().centreY() * HEIGHT;
        assertTold(
                Guidance.UNCOVER_THE_FACE,
                covered(WELL, left, middle + side * 0.1, side, side * 0.5, new Color(190, 205, 215)));
    }

    /** From one height to another, of the face's box, as wide as the face. */
    private static BufferedImage painted(double from, double to, Color by) {
        double side = well.place().width() * WIDTH;
        double left = well.place().centreX() * WIDTH - side / 2;
        double top = well.place().centreY() * HEIGHT - side / 2;
        return covered(WELL, left, top + from * side, side, (to - from) * side, by);
    }

    @Test
    void eyesBehindDarkGlasses_areToldToUncover() throws IOException {
        assertTold(Guidance.UNCOVER_THE_FACE, painted(0.28, 0.5, new Color(18, 18, 20)));
    }

    @Test
    void eyesUnderAHat_areToldToUncover() throws IOException {
        assertTold(Guidance.UNCOVER_THE_FACE, painted(-0.3, 0.42, new Color(40, 44, 60)));
    }

    /** Rims, and glass that takes little light: who wears glasses every day keeps them on. */
    @Test
    void ordinaryGlasses_needNoWord() throws IOException {
        double side = well.place().width() * WIDTH;
        double left = well.place().centreX() * WIDTH - side / 2;
        double top = well.place().centreY() * HEIGHT - side / 2;
        BufferedImage glasses = drawn(WELL, 0, 0, WIDTH, HEIGHT, WELL);
        Graphics2D graphics = glasses.createGraphics();
        graphics.setColor(new Color(60, 45, 40));
        graphics.setStroke(new BasicStroke(3));
        for (double eye : new double[] {0.14, 0.54}) {
            graphics.drawOval(
                    (int) (left + eye * side), (int) (top + 0.26 * side), (int) (0.32 * side), (int) (0.24 * side));
        }
        graphics.dispose();
        assertEquals(Optional.empty(), look(glasses).guidance());
    }

    /** Who is too small for the camera is seen at its lower edge, if at all; the kiosk then tells of the other ways. */
    @Test
    void child_atTheLowerEdge_isToldToMove() throws IOException {
        assertTold(Guidance.MOVE_TO_THE_MIDDLE, drawn(WELL, 0, 300, WIDTH, HEIGHT, wall()));
    }

    @Test
    void halfBehindAHand_isNotGood() throws IOException {
        double side = well.place().width() * WIDTH;
        double middle = well.place().centreX() * WIDTH;
        BufferedImage hand = covered(WELL, middle, 0, side, HEIGHT, new Color(190, 150, 130));
        assertTrue(look(hand).guidance().isPresent());
    }

    @Test
    void outOfFocus_orMoving_isToldToHoldStill() throws IOException {
        assertTold(Guidance.HOLD_STILL, smeared(WELL, 17, 17));
        assertTold(Guidance.HOLD_STILL, smeared(WELL, 25, 1));
        assertTold(Guidance.HOLD_STILL, smeared(WELL, 1, 31));
    }
}
