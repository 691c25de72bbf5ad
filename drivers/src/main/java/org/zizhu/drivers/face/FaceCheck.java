package org.zizhu.drivers.face;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * One citizen before the camera, compared with one reference: five good pictures, a turn of the head, and a look back. It must be
 * one and the same face all the way, seen without a gap: who matches, turns. Where it was not, all begins again, the good pictures
 * too, a few times. Used by one thread; {@link #close} overwrites what it has seen.
 */
public final class FaceCheck implements AutoCloseable {

    /** Averaged, they are nearer to the face than each of them. */
    static final int GOOD_PICTURES = 5;

    /** A face that is turned far is not found in one picture or another; in a longer time somebody else could step in. */
    private static final Duration LONGEST_GAP = Duration.ofMillis(800);

    /** From one picture to the next a face moves less than half of its width. */
    private static final double LEAST_OVERLAP = 0.15;

    /** While the head turns, less than a quarter. */
    private static final double LEAST_OVERLAP_TURNING = 0.5;

    /** Of one face in two pictures in a row, one of them smeared perhaps; two photos of the turned head have 0.6 to 0.9. */
    private static final double LEAST_LIKENESS_TURNING = 0.8;

    /** A camera that grows used to another light needs more pictures than one. */
    private static final double LARGEST_CHANGE_OF_BRIGHTNESS = 30;

    /** So often all begins again: who swaps photos does not get it right by trying, and who turns slowly does. */
    private static final int MOST_BEGINNINGS_ANEW = 2;

    /** What comes of a view: something to do next, or the end. */
    public sealed interface Step {}

    /** What the citizen should do now. */
    public sealed interface Ask extends Step {

        /** Something would make the next picture better. */
        record Better(Guidance guidance) implements Ask {}

        /** All is well: stay so. */
        record HoldStill(int good, int of) implements Ask {}

        /** Turn the head to that side, the citizen's own. */
        record Turn(HeadTurn.Side side) implements Ask {}

        /** The turn was too quick to be seen, or the face was lost: look into the camera, and then turn slowly. */
        record Slower() implements Ask {}

        /** Now look into the camera again. */
        record LookBack() implements Ask {}
    }

    /** How it ended. */
    public sealed interface Verdict extends Step {

        /** Alive, and the same person. */
        record Accepted(double similarity) implements Verdict {}

        /** Alive, and perhaps the same person: once more, or by staff. */
        record Doubtful(double similarity) implements Verdict {}

        /** Alive, and somebody else. */
        record Rejected(double similarity) implements Verdict {}

        /** Not shown to be alive; whether it is the same person is not said then. */
        record NotLive(Sign sign) implements Verdict {}
    }

    /** Why a face was not taken for a living one. */
    public enum Sign {
        /** It looks like a picture of a face. */
        LOOKS_LIKE_A_PICTURE,
        /** The head was not seen to turn, or not back, when it was asked for; or it was turned to the other side. */
        DID_NOT_TURN,
        /** Another face came on the way, or the face was away for a moment. */
        CHANGED
    }

    private final FaceTemplate reference;
    private final FacePolicy policy;
    private final RandomGenerator random;

    private final List<FaceView.OneFace> good = new ArrayList<>();
    private @Nullable FaceTemplate average;
    private @Nullable HeadTurn turn;
    private final List<FaceView.OneFace> turning = new ArrayList<>();
    private boolean slower;
    private int beginningsAnew;
    private boolean turned;
    private long turnedNanos;
    private @Nullable FacePlace lastPlace;
    private long lastNanos;

    /**
     * A check that has seen nothing yet.
     *
     * @param reference stays the caller's
     * @param random decides the side to turn to
     */
    public FaceCheck(FaceTemplate reference, FacePolicy policy, RandomGenerator random) {
        this.reference = reference;
        this.policy = policy;
        this.random = random;
    }

    /**
     * The next frame. After a verdict there is none.
     *
     * @param view becomes the check's own
     */
    public Step see(FaceView view) {
        if (view instanceof FaceView.OneFace face) {
            return see(face);
        }
        // Nothing is held by those that show no face.
        view.close();
        HeadTurn asked = turn;
        if (asked == null) {
            startAgain();
            return new Ask.Better(view.guidance().orElse(Guidance.STEP_BEFORE_THE_CAMERA));
        }
        if (turned) {
            // A head turned far is not always found. How long it was away is seen when it is back; who never comes
            // back ends with the time for the whole check.
            return new Ask.LookBack();
        }
        // A picture that came to harm hides nothing: the next one is compared with the one before it all the same.
        return view instanceof FaceView.Unreadable ? new Ask.Turn(asked.side()) : beginAnew(Sign.CHANGED);
    }

    private Step see(FaceView.OneFace face) {
        boolean same = follows(face);
        lastPlace = face.place();
        lastNanos = face.takenNanos();
        HeadTurn asked = turn;
        FaceTemplate collected = average;
        if (asked == null || collected == null) {
            if (!same) {
                startAgain();
            }
            return collect(face);
        }
        if (!turned) {
            // Kept until the turn is over, for the next ones are compared with it.
            turning.add(face);
            if (same && continues(face)) {
                return turn(face, asked, collected);
            }
            return lost(face, collected, same ? Sign.DID_NOT_TURN : Sign.CHANGED);
        }
        try (face) {
            return same ? lookBack(face, collected) : new Verdict.NotLive(Sign.CHANGED);
        }
    }

    /** Whether it can be the face of the picture before. */
    private boolean follows(FaceView.OneFace face) {
        FacePlace before = lastPlace;
        if (before == null) {
            return true;
        }
        return face.takenNanos() - lastNanos <= LONGEST_GAP.toNanos() && before.overlap(face.place()) >= LEAST_OVERLAP;
    }

    /** Whether nothing jumped since the picture before, while the head should turn. */
    private boolean continues(FaceView.OneFace face) {
        FaceView.OneFace before = turning.size() > 1 ? turning.get(turning.size() - 2) : good.get(good.size() - 1);
        return before.place().overlap(face.place()) >= LEAST_OVERLAP_TURNING
                && Math.abs(before.quality().brightness() - face.quality().brightness()) <= LARGEST_CHANGE_OF_BRIGHTNESS
                && before.template().similarity(face.template()) >= LEAST_LIKENESS_TURNING;
    }

    /** The face of the picture before is not there any more, but somebody else's, or theirs in another way. */
    private Step lost(FaceView.OneFace face, FaceTemplate collected, Sign sign) {
        return face.template().similarity(collected) < policy.doubt()
                ? new Verdict.NotLive(Sign.CHANGED)
                : beginAnew(sign);
    }

    /** From the first good picture on. */
    private Step beginAnew(Sign sign) {
        beginningsAnew++;
        if (beginningsAnew > MOST_BEGINNINGS_ANEW) {
            return new Verdict.NotLive(sign);
        }
        startAgain();
        slower = true;
        return new Ask.Slower();
    }

    private Step collect(FaceView.OneFace face) {
        if (face.guidance().isPresent()) {
            face.close();
            Guidance guidance = face.guidance().get();
            // Not yet back from the turn: why it has to be done again is what they should hear.
            return slower && guidance == Guidance.LOOK_STRAIGHT ? new Ask.Slower() : new Ask.Better(guidance);
        }
        slower = false;
        good.add(face);
        if (good.size() < GOOD_PICTURES) {
            return new Ask.HoldStill(good.size(), GOOD_PICTURES);
        }
        if (middle(good.stream().mapToDouble(FaceView.OneFace::liveness)) < policy.live()) {
            return new Verdict.NotLive(Sign.LOOKS_LIKE_A_PICTURE);
        }
        average = FaceTemplate.average(
                good.stream().map(FaceView.OneFace::template).toList());
        double straight = middle(good.stream().mapToDouble(one -> one.pose().yaw()));
        HeadTurn asked = new HeadTurn(policy, random, straight, face.takenNanos());
        turn = asked;
        return new Ask.Turn(asked.side());
    }

    private static double middle(DoubleStream numbers) {
        double[] sorted = numbers.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private Step turn(FaceView.OneFace face, HeadTurn asked, FaceTemplate collected) {
        return switch (asked.see(face.pose().yaw(), face.relief(), face.takenNanos())) {
            case WAITING -> new Ask.Turn(asked.side());
            case NOT_SEEN -> beginAnew(Sign.DID_NOT_TURN);
            case WRONG_SIDE, TOO_LATE -> new Verdict.NotLive(Sign.DID_NOT_TURN);
            case DONE -> turned(face, collected);
        };
    }

    /** Who turns must be who was compared; a turned face is less like itself. */
    private Step turned(FaceView.OneFace face, FaceTemplate collected) {
        if (face.template().similarity(collected) < policy.doubt()) {
            return new Verdict.NotLive(Sign.CHANGED);
        }
        turned = true;
        turnedNanos = face.takenNanos();
        forget(turning);
        return new Ask.LookBack();
    }

    private Step lookBack(FaceView.OneFace face, FaceTemplate collected) {
        if (face.takenNanos() - turnedNanos > policy.turnWithin().toNanos()) {
            return new Verdict.NotLive(Sign.DID_NOT_TURN);
        }
        if (face.guidance().isPresent()) {
            return new Ask.LookBack();
        }
        if (face.template().similarity(collected) < policy.accept()) {
            return new Verdict.NotLive(Sign.CHANGED);
        }
        double similarity = collected.similarity(reference);
        return switch (policy.band(similarity)) {
            case ACCEPT -> new Verdict.Accepted(similarity);
            case DOUBT -> new Verdict.Doubtful(similarity);
            case REJECT -> new Verdict.Rejected(similarity);
        };
    }

    private void startAgain() {
        forget(good);
        forget(turning);
        FaceTemplate collected = average;
        if (collected != null) {
            collected.close();
        }
        average = null;
        turn = null;
    }

    private static void forget(List<FaceView.OneFace> faces) {
        faces.forEach(FaceView.OneFace::close);
        faces.clear();
    }

    /** Overwrites the templates and pictures that it was given or made; the reference stays as it is. */
    @Override
    public void close() {
        startAgain();
    }
}
