package org.zizhu.drivers.face;

import java.util.random.RandomGenerator;

/**
 * The challenge that a flat picture can't meet: turn the head to a side that nobody knew before, and no other way first. Fed
 * with the yaw of each frame; used by one thread.
 */
public final class HeadTurn {

    /** One frame may be measured wrong: two in a row count. */
    private static final int FRAMES = 2;

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
        /** Not turned in time. */
        TOO_LATE
    }

    private final FacePolicy policy;
    private final Side side;
    private final double straightYaw;
    private final long askedNanos;
    private int right;
    private int wrong;

    /**
     * A turn that is asked for now.
     *
     * @param straightYaw of the head as it looked straight before, from which the turn counts
     */
    public HeadTurn(FacePolicy policy, RandomGenerator random, double straightYaw, long askedNanos) {
        this.policy = policy;
        this.side = random.nextBoolean() ? Side.LEFT : Side.RIGHT;
        this.straightYaw = straightYaw;
        this.askedNanos = askedNanos;
    }

    public Side side() {
        return side;
    }

    /** The next frame's yaw, positive to the citizen's own left. */
    public Progress see(double yaw, long takenNanos) {
        if (takenNanos - askedNanos > policy.turnWithin().toNanos()) {
            return Progress.TOO_LATE;
        }
        double turned = (yaw - straightYaw) * (side == Side.LEFT ? 1 : -1);
        right = turned >= policy.turnDegrees() ? right + 1 : 0;
        wrong = turned <= -policy.turnDegrees() ? wrong + 1 : 0;
        if (right >= FRAMES) {
            return Progress.DONE;
        }
        return wrong >= FRAMES ? Progress.WRONG_SIDE : Progress.WAITING;
    }
}
