package org.zizhu.drivers.face;

import java.util.random.RandomGenerator;

/**
 * The challenge that a picture can't meet: turn the head to a side that nobody knew before, and no other way first, so that it is
 * seen to move there, see {@link Passage}. Fed with each frame; used by one thread.
 */
public final class HeadTurn {

    /** One frame may be measured wrong: two in a row count. */
    private static final int FRAMES = 2;

    /** Who holds the head turned for so long and was not seen to come there won't be. */
    private static final int HELD_FRAMES = 10;

    /** As the citizen sees it: her or his own left and right. */
    public enum Side {
        LEFT,
        RIGHT
    }

    /** How it stands. */
    public enum Progress {
        /** Not turned yet. */
        WAITING,
        /** Turned as asked. */
        DONE,
        /** Turned to the other side. */
        WRONG_SIDE,
        /** Turned perhaps, but not seen to come there. */
        NOT_SEEN,
        /** Not turned in time. */
        TOO_LATE
    }

    private final FacePolicy policy;
    private final Side side;
    private final double straightYaw;
    private final long askedNanos;
    private final Passage passage;
    private int right;
    private int wrong;

    /**
     * A turn that is asked for now.
     *
     * @param straightYaw of the head as it looked straight before
     */
    public HeadTurn(FacePolicy policy, RandomGenerator random, double straightYaw, long askedNanos) {
        this.policy = policy;
        this.side = random.nextBoolean() ? Side.LEFT : Side.RIGHT;
        this.straightYaw = straightYaw;
        this.askedNanos = askedNanos;
        this.passage = new Passage(policy.turnDegrees());
    }

    public Side side() {
        return side;
    }

    /**
     * The next frame.
     *
     * @param yaw positive to the citizen's own left
     * @param relief stays the caller's, who keeps it until the turn is over
     */
    public Progress see(double yaw, FaceRelief relief, long takenNanos) {
        if (takenNanos - askedNanos > policy.turnWithin().toNanos()) {
            return Progress.TOO_LATE;
        }
        int sign = side == Side.LEFT ? 1 : -1;
        double degrees = turned(yaw, sign);
        if (!passage.follows(degrees, relief)) {
            return Progress.NOT_SEEN;
        }
        right = !passage.unsure() && degrees >= policy.turnDegrees() ? right + 1 : 0;
        wrong = turned(yaw, -sign) >= policy.turnDegrees() ? wrong + 1 : 0;
        if (wrong >= FRAMES) {
            return Progress.WRONG_SIDE;
        }
        if (right >= FRAMES && passage.seen(sign)) {
            return Progress.DONE;
        }
        return right >= HELD_FRAMES ? Progress.NOT_SEEN : Progress.WAITING;
    }

    /** From the camera, and from how it was held before: a photo of a turned head that is measured straight for once has not turned. */
    private double turned(double yaw, int sign) {
        return Math.min(sign * yaw, sign * (yaw - straightYaw));
    }
}
