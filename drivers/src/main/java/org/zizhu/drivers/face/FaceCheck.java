package org.zizhu.drivers.face;

/**
 * One citizen before the camera, compared with one reference: five good pictures, a turn of the head, and a look back. Used by
 * one thread.
 */
public final class FaceCheck {

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
        /** The head was not turned when it was asked for, or to the other side. */
        DID_NOT_TURN,
        /** Another face came on the way, or the face was away for a moment. */
        CHANGED
    }

    private FaceCheck() {}
}
