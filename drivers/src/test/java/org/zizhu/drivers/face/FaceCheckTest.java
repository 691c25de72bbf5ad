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
                new FaceQuality(100, 0.3, 130, 130),
                guidance.length == 0 ? Optional.empty() : Optional.of(guidance[0]),
                live,
                template));
    }

    /** Five good pictures; what is asked then. */
    private HeadTurn.Side fiveGood(double face) {
        Step step = new Ask.LookBack();
        for (int i = 0; i < FaceCheck.GOOD_PICTURES; i++) {
            step = see(face, 1, ALIVE);
        }
        return assertInstanceOf(Ask.Turn.class, step).side();
    }

    private Step turn(double face, HeadTurn.Side side, double degrees) {
        Step step = new Ask.LookBack();
        int sign = side == HeadTurn.Side.LEFT ? 1 : -1;
        for (int i = 1; i <= 4 && !(step instanceof Verdict); i++) {
            step = see(face, sign * degrees * i / 2, ALIVE, Guidance.LOOK_STRAIGHT);
        }
        return step;
    }

    private static HeadTurn.Side other(HeadTurn.Side side) {
        return side == HeadTurn.Side.LEFT ? HeadTurn.Side.RIGHT : HeadTurn.Side.LEFT;
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
            HeadTurn.Progress progress = HeadTurn.Progress.WAITING;
            for (int frame = 0; frame < 9; frame++) {
                progress = turn.see(0, frame);
            }
            assertEquals(HeadTurn.Progress.WAITING, progress);
        }
    }

    @Test
    void filmThatTurnsToTheOtherSide_isNotLive() {
        assertEquals(new Verdict.NotLive(Sign.DID_NOT_TURN), turn(0, other(fiveGood(0)), 20));
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
    void oneWrongMeasurement_isNoTurn() {
        HeadTurn.Side side = fiveGood(0);
        int sign = side == HeadTurn.Side.LEFT ? 1 : -1;
        assertEquals(new Ask.Turn(side), see(0, sign * 30, ALIVE));
        assertEquals(new Ask.Turn(side), see(0, 0, ALIVE));
        assertEquals(new Ask.Turn(side), see(0, -sign * 30, ALIVE));
        assertEquals(new Ask.Turn(side), see(0, sign * 30, ALIVE));
        assertEquals(new Ask.LookBack(), see(0, sign * 30, ALIVE));
    }

    @Test
    void photoOfTheRightPerson_thenSomebodyElseWhoTurns_isNotLive() {
        assertEquals(new Verdict.NotLive(Sign.CHANGED), turn(85, fiveGood(0), 20));
    }

    @Test
    void somebodyElseWhoLooksBack_isNotLive() {
        turn(0, fiveGood(0), 20);
        assertEquals(new Verdict.NotLive(Sign.CHANGED), see(85, 0, ALIVE));
    }

    @Test
    void faceThatJumps_isNotLive() {
        HeadTurn.Side side = fiveGood(0);
        assertEquals(new Ask.Turn(side), see(0, 0, ALIVE));
        assertEquals(new Verdict.NotLive(Sign.CHANGED), see(0, 0, ALIVE, 0.85));
    }

    @Test
    void faceThatWasAway_isNotLive_butOneMissedPictureIsNothing() {
        HeadTurn.Side side = fiveGood(0);
        assertEquals(new Ask.Turn(side), check.see(new FaceView.Nobody()));
        assertEquals(new Ask.Turn(side), see(0, 0, ALIVE));
        now = now.plusSeconds(1);
        assertEquals(new Ask.Turn(side), check.see(new FaceView.Several(2)));
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
        int sign = side == HeadTurn.Side.LEFT ? 1 : -1;
        while (step instanceof Ask) {
            step = see(0, sign * 20, ALIVE, Guidance.LOOK_STRAIGHT);
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
