package org.zizhu.drivers.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.zizhu.drivers.face.FaceCheck.Ask;
import org.zizhu.drivers.face.FaceCheck.Sign;
import org.zizhu.drivers.face.FaceCheck.Step;
import org.zizhu.drivers.face.FaceCheck.Verdict;

/** What a citizen is led through, and who does not come through it. Faces are directions in a plane here: an angle apart. */
class FaceCheckTest {
    private static final double ALIVE = 0.95;

    private final FaceTemplate reference = face(0);
    private final FaceCheck check = new FaceCheck(reference, FacePolicy.USUAL, new SplittableRandom(1));
    private final List<FaceTemplate> shown = new ArrayList<>();
    private Duration now = Duration.ZERO;
    private double nose = Reliefs.OF_A_HEAD;
    private double brightness = 130;

    private static FaceTemplate face(double degrees) {
        return FaceTemplate.of(
                new float[] {(float) Math.cos(Math.toRadians(degrees)), (float) Math.sin(Math.toRadians(degrees))});
    }

    private Step see(double face, double yaw, double live, Guidance... guidance) {
        return see(face, yaw, live, 0.5, guidance);
    }

    private Step see(double face, double yaw, double live, double at, Guidance... guidance) {
        now = now.plusMillis(100);
        FaceTemplate template = face(face);
        shown.add(template);
        return check.see(new FaceView.OneFace(
                now.toNanos(),
                new FacePlace(at, 0.5, 0.2, 0.3),
                new HeadPose(yaw, 0, 0),
                new FaceQuality(100, 0.3, brightness, 130),
                guidance.length == 0 ? Optional.empty() : Optional.of(guidance[0]),
                live,
                template,
                Reliefs.of(yaw, nose)));
    }

    /** Five good pictures; what is asked then. */
    private HeadTurn.Side fiveGood(double face) {
        Step step = new Ask.LookBack();
        for (int i = 0; i < FaceCheck.GOOD_PICTURES; i++) {
            step = see(face, 1, ALIVE);
        }
        return assertInstanceOf(Ask.Turn.class, step).side();
    }

    /** In steps of five degrees, until there is something else to do. */
    private Step turn(double face, HeadTurn.Side side, double degrees) {
        return turn(face, side, degrees, 5);
    }

    /** To there from straight, which is seen once more. */
    private Step turn(double face, HeadTurn.Side side, double degrees, double step) {
        int sign = sign(side);
        Step next = see(face, 0, ALIVE);
        Ask.Turn asked = new Ask.Turn(side);
        for (double at = step; at <= degrees + 2 * step && next.equals(asked); at += step) {
            next = see(face, sign * Math.min(at, degrees), ALIVE, Guidance.LOOK_STRAIGHT);
        }
        return next;
    }

    private static int sign(HeadTurn.Side side) {
        return side == HeadTurn.Side.LEFT ? 1 : -1;
    }

    @Test
    void samePerson_whoTurnsAndLooksBack_isAccepted() {
        assertEquals(new Ask.Better(Guidance.COME_CLOSER), see(20, 0, ALIVE, Guidance.COME_CLOSER));
        assertEquals(new Ask.HoldStill(1, 5), see(20, 0, ALIVE));
        assertEquals(new Ask.HoldStill(2, 5), see(25, 0, ALIVE));
        see(15, 0, ALIVE);
        see(20, 0, ALIVE);
        HeadTurn.Side side = ((Ask.Turn) see(20, 0, ALIVE)).side();
        assertEquals(new Ask.LookBack(), turn(40, side, 20));
        assertEquals(new Ask.LookBack(), see(20, 12, ALIVE, Guidance.LOOK_STRAIGHT));
        Verdict.Accepted accepted = assertInstanceOf(Verdict.Accepted.class, see(20, 0, ALIVE));
        assertEquals(Math.cos(Math.toRadians(20)), accepted.similarity(), 0.01);
    }

    @Test
    void bands_areThoseOfThePolicy() {
        assertInstanceOf(Verdict.Doubtful.class, through(66));
    }

    @Test
    void somebodyElse_isRejected_onlyAtTheEnd() {
        assertInstanceOf(Verdict.Rejected.class, through(80));
    }

    private Step through(double face) {
        assertEquals(new Ask.LookBack(), turn(face, fiveGood(face), 20));
        return see(face, 0, ALIVE);
    }

    @Test
    void whatLooksLikeAPicture_isNotLive_andOneFrameDoesNotDecide() {
        double[] scores = {0.1, 0.9, 0.2, 0.3, 0.1};
        Step step = new Ask.LookBack();
        for (double score : scores) {
            step = see(0, 0, score);
        }
        assertEquals(new Verdict.NotLive(Sign.LOOKS_LIKE_A_PICTURE), step);
    }

    @Test
    void aMinorityOfFramesThatLookLikeAPicture_doesNoHarm() {
        double[] scores = {0.1, 0.9, 0.9, 0.9, 0.1};
        Step step = new Ask.LookBack();
        for (double score : scores) {
            step = see(0, 0, score);
        }
        assertInstanceOf(Ask.Turn.class, step);
    }

    @Test
    void flatPicture_neverTurns() {
        HeadTurn.Side side = fiveGood(0);
        Step step = new Ask.Turn(side);
        while (step instanceof Ask) {
            assertEquals(new Ask.Turn(side), step);
            step = see(0, 4, ALIVE);
        }
        assertEquals(new Verdict.NotLive(Sign.DID_NOT_TURN), step);
        assertTrue(now.compareTo(FacePolicy.USUAL.turnWithin()) > 0);
    }

    /** It bit once: the photo's own yaw was measured as nothing while the paper was turned. */
    @Test
    void photoOfATurnedHead_thatIsMeasuredStraightForOnce_hasNotTurned() {
        for (double of : new double[] {18, -18}) {
            HeadTurn turn = new HeadTurn(FacePolicy.USUAL, new SplittableRandom(1), of, 0);
            for (int frame = 0; frame < 9; frame++) {
                HeadTurn.Progress progress = turn.see(0, Reliefs.of(0, Reliefs.OF_A_HEAD), frame);
                assertTrue(progress != HeadTurn.Progress.DONE);
            }
        }
    }

    @Test
    void filmThatTurnsToTheOtherSide_isNotLive() {
        HeadTurn.Side side = fiveGood(0);
        Step step = new Ask.Turn(side);
        for (int degrees = 5; degrees <= 25; degrees += 5) {
            assertEquals(new Ask.Turn(side), step);
            step = see(0, -sign(side) * degrees, ALIVE);
        }
        assertEquals(new Verdict.NotLive(Sign.DID_NOT_TURN), step);
    }

    @Test
    void bothSides_areAskedFor() {
        long left = 0;
        for (int seed = 0; seed < 200; seed++) {
            HeadTurn turn = new HeadTurn(FacePolicy.USUAL, new SplittableRandom(seed), 0, 0);
            left += turn.side() == HeadTurn.Side.LEFT ? 1 : 0;
        }
        assertTrue(left > 70 && left < 130, "left " + left + " times of 200");
    }

    @Test
    void oneWrongMeasurement_isNoTurn_andNoJump() {
        HeadTurn.Side side = fiveGood(0);
        int sign = sign(side);
        assertEquals(new Ask.Turn(side), see(0, sign * 30, ALIVE));
        assertEquals(new Ask.Turn(side), see(0, 0, ALIVE));
        assertEquals(new Ask.Turn(side), see(0, -sign * 30, ALIVE));
        assertEquals(new Ask.LookBack(), turn(0, side, 20));
    }

    // --- the turn is a movement ------------------------------------------------------------------------------------

    /** 30° in a second, on a machine that sees five pictures of it. */
    @Test
    void turnOfASecond_isSeenInFivePictures() {
        assertEquals(new Ask.LookBack(), turn(0, fiveGood(0), 30, 6));
    }

    @Test
    void verySlowTurn_isSeen() {
        assertEquals(new Ask.LookBack(), turn(0, fiveGood(0), 20, 0.7));
    }

    /** Two photos that are swapped from one picture to the next: it bit once. */
    @Test
    void jumpToTheTurnedPose_beginsAnew_andTheThirdTimeIsNotLive() {
        for (int time = 1; time <= 2; time++) {
            assertEquals(new Ask.Slower(), jump(fiveGood(0)));
            assertEquals(new Ask.Slower(), see(0, 20, ALIVE, Guidance.LOOK_STRAIGHT));
            assertEquals(new Ask.Better(Guidance.TOO_DARK), see(0, 20, ALIVE, Guidance.TOO_DARK));
        }
        assertEquals(new Verdict.NotLive(Sign.DID_NOT_TURN), jump(fiveGood(0)));
    }

    private Step jump(HeadTurn.Side side) {
        assertEquals(new Ask.Turn(side), see(0, 0, ALIVE));
        assertEquals(new Ask.Turn(side), see(0, sign(side) * 16.5, ALIVE));
        return see(0, sign(side) * 16.5, ALIVE);
    }

    /** Each step is small enough, but there is only one pose between. */
    @Test
    void threePhotosOfATurn_areNone() {
        HeadTurn.Side side = fiveGood(0);
        assertEquals(new Ask.Turn(side), see(0, sign(side) * 8, ALIVE));
        Step step = new Ask.Turn(side);
        while (step.equals(new Ask.Turn(side))) {
            step = see(0, sign(side) * 17, ALIVE);
        }
        assertEquals(new Ask.Slower(), step);
    }

    @Test
    void whoTurnedTooQuickly_turnsSlowlyThen_andIsAccepted() {
        assertEquals(new Ask.Slower(), jump(fiveGood(0)));
        assertEquals(new Ask.HoldStill(1, 5), see(0, 0, ALIVE));
        for (int i = 0; i < 3; i++) {
            see(0, 0, ALIVE);
        }
        HeadTurn.Side side = assertInstanceOf(Ask.Turn.class, see(0, 0, ALIVE)).side();
        assertEquals(new Ask.LookBack(), turn(0, side, 20));
        assertInstanceOf(Verdict.Accepted.class, see(0, 0, ALIVE));
    }

    /** All the points of a face go as those of a head do: a sheet bent about an upright axis. */
    @Test
    void noseThatDoesNotStandOut_hasNotTurned() {
        nose = Reliefs.OF_PAPER;
        Step step = new Ask.Slower();
        for (int time = 1; time <= 3; time++) {
            assertEquals(new Ask.Slower(), step);
            HeadTurn.Side side = fiveGood(0);
            step = turn(0, side, 20);
            while (step.equals(new Ask.Turn(side))) {
                step = see(0, sign(side) * 20, ALIVE);
            }
        }
        assertEquals(new Verdict.NotLive(Sign.DID_NOT_TURN), step);
    }

    @Test
    void lightThatJumpsMidTurn_beginsAnew() {
        HeadTurn.Side side = fiveGood(0);
        assertEquals(new Ask.Turn(side), see(0, sign(side) * 6, ALIVE));
        brightness += 50;
        assertEquals(new Ask.Slower(), see(0, sign(side) * 8, ALIVE));
    }

    @Test
    void photoOfTheRightPerson_thenSomebodyElseWhoTurns_isNotLive() {
        HeadTurn.Side side = fiveGood(0);
        assertEquals(new Verdict.NotLive(Sign.CHANGED), see(85, sign(side) * 2, ALIVE));
    }

    /** Less like the picture before than a face in two pictures in a row is, but not somebody else: another photo of them. */
    @Test
    void anotherPhotoOfThemMidTurn_beginsAnew() {
        HeadTurn.Side side = fiveGood(0);
        assertEquals(new Ask.Turn(side), see(5, sign(side) * 5, ALIVE));
        assertEquals(new Ask.Slower(), see(45, sign(side) * 8, ALIVE));
    }

    @Test
    void somebodyElseWhoLooksBack_isNotLive() {
        turn(0, fiveGood(0), 20);
        assertEquals(new Verdict.NotLive(Sign.CHANGED), see(85, 0, ALIVE));
    }

    @Test
    void faceThatJumps_beginsAnew() {
        HeadTurn.Side side = fiveGood(0);
        assertEquals(new Ask.Turn(side), see(0, 0, ALIVE));
        assertEquals(new Ask.Slower(), see(0, 0, ALIVE, 0.85));
    }

    /** What stands there when it is bright again need not be what stood there before. */
    @Test
    void oneEmptyOrDarkPictureMidTurn_beginsAnew_andTheThirdTimeIsNotLive() {
        fiveGood(0);
        assertEquals(new Ask.Slower(), check.see(new FaceView.Nobody()));
        assertEquals(new Ask.HoldStill(1, 5), see(0, 20, ALIVE));
        assertEquals(new Ask.Better(Guidance.STEP_BEFORE_THE_CAMERA), check.see(new FaceView.Nobody()));
        fiveGood(0);
        assertEquals(new Ask.Slower(), check.see(new FaceView.Several(2)));
        fiveGood(0);
        assertEquals(new Verdict.NotLive(Sign.CHANGED), check.see(new FaceView.Nobody()));
    }

    @Test
    void damagedPictureMidTurn_isNothing_butALongGapIs() {
        HeadTurn.Side side = fiveGood(0);
        assertEquals(new Ask.Turn(side), check.see(new FaceView.Unreadable()));
        assertEquals(new Ask.Turn(side), see(0, 0, ALIVE));
        now = now.plusSeconds(1);
        assertEquals(new Ask.Turn(side), check.see(new FaceView.Unreadable()));
        assertEquals(new Ask.Slower(), see(0, 0, ALIVE));
    }

    /** A head turned far is not found in one picture or another. */
    @Test
    void faceMissedForAMomentAfterTheTurn_isNothing_butALongGapIsNotLive() {
        turn(0, fiveGood(0), 20);
        assertEquals(new Ask.LookBack(), check.see(new FaceView.Nobody()));
        assertEquals(new Ask.LookBack(), see(0, 15, ALIVE, Guidance.LOOK_STRAIGHT));
        now = now.plusSeconds(1);
        assertEquals(new Verdict.NotLive(Sign.CHANGED), see(0, 0, ALIVE));
    }

    @Test
    void whoLeavesBeforeTheTurn_isAskedFromTheBeginning() {
        see(0, 0, ALIVE);
        see(0, 0, ALIVE);
        assertEquals(new Ask.Better(Guidance.STEP_BEFORE_THE_CAMERA), check.see(new FaceView.Nobody()));
        assertEquals(new Ask.HoldStill(1, 5), see(0, 0, ALIVE));
        assertEquals(new Ask.HoldStill(1, 5), see(0, 0, ALIVE, 0.9));
    }

    @Test
    void whoNeverLooksBack_isNotLive() {
        HeadTurn.Side side = fiveGood(0);
        Step step = turn(0, side, 20);
        while (step instanceof Ask) {
            step = see(0, sign(side) * 20, ALIVE, Guidance.LOOK_STRAIGHT);
        }
        assertEquals(new Verdict.NotLive(Sign.DID_NOT_TURN), step);
    }

    @Test
    void closed_nothingThatItSawIsLeft_andTheReferenceIs() {
        see(0, 0, ALIVE, Guidance.TOO_DARK);
        turn(0, fiveGood(0), 20);
        see(0, 0, ALIVE);
        check.close();
        assertEquals(1, reference.similarity(face(0)), 1e-6);
        assertTrue(shown.size() > FaceCheck.GOOD_PICTURES + 3);
        for (FaceTemplate seen : shown) {
            assertThrows(IllegalStateException.class, () -> seen.similarity(reference));
        }
    }
}
