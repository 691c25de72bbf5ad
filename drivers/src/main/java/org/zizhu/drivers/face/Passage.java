package org.zizhu.drivers.face;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The way of a head from straight to turned, as it was seen: in small steps, through poses between, with a nose that stands out.
 * Two photos that are swapped have no way between them, and a sheet of paper has no nose. Used by one thread.
 */
final class Passage {

    /** Nobody holds still to the degree, nor is a pose measured so. */
    private static final double STRAIGHT_DEGREES = 4;

    /** Who turns by 30° in a second comes 6° further from picture to picture, five of which a slow machine sees in it. */
    static final double LARGEST_STEP_DEGREES = 12;

    /** So many poses between straight and turned: again what five pictures a second show of a turn that takes one. */
    static final int LEAST_BETWEEN = 2;

    /** So much further a nose comes than bridge and mouth, in eye distances: 0.05 to 0.09 at 15° as measured, a bent sheet's up to 0.04. */
    static final double LEAST_NOSE = 0.05;

    /** In steps of so much the nose is followed: less is no more than noise. */
    private static final double NOSE_STEP_DEGREES = 4;

    /** Or of so many pictures: a sheet may be turned further and further without seeming to. */
    private static final int NOSE_STEP_PICTURES = 5;

    /** From so many steps on, errors of each would add up to a nose. */
    private static final int MOST_NOSE_STEPS = 12;

    private final double turnedDegrees;
    private double last;
    private boolean unsure;
    private int between;

    private @Nullable FaceRelief marked;
    private double markedAt;
    private int sinceMark;
    private int noseSteps;
    private double nose;

    /** @param turnedDegrees from which on a head is turned */
    Passage(double turnedDegrees) {
        this.turnedDegrees = turnedDegrees;
    }

    /**
     * The next picture. False when the head was not seen to come here: it jumped. One picture may be measured wrong, and is left
     * out.
     *
     * @param degrees by which the head is turned to the side that was asked for, from how it was held straight
     * @param relief stays the caller's, who keeps it for as long as the passage is used
     */
    boolean follows(double degrees, FaceRelief relief) {
        if (Math.abs(degrees - last) > LARGEST_STEP_DEGREES) {
            boolean again = unsure;
            unsure = true;
            return !again;
        }
        unsure = false;
        last = degrees;
        if (degrees < STRAIGHT_DEGREES) {
            between = 0;
            nose = 0;
            noseSteps = 0;
            mark(degrees, relief);
            return true;
        }
        if (degrees < turnedDegrees) {
            between++;
        }
        follow(degrees, relief);
        return true;
    }

    private void follow(double degrees, FaceRelief relief) {
        FaceRelief before = marked;
        if (before == null) {
            mark(degrees, relief);
            return;
        }
        sinceMark++;
        if (noseSteps < MOST_NOSE_STEPS
                && (Math.abs(degrees - markedAt) >= NOSE_STEP_DEGREES || sinceMark >= NOSE_STEP_PICTURES)) {
            OptionalDouble further = relief.noseSince(before);
            nose += further.orElse(0);
            noseSteps++;
            mark(degrees, relief);
        }
    }

    private void mark(double degrees, FaceRelief relief) {
        marked = relief;
        markedAt = degrees;
        sinceMark = 0;
    }

    /** Whether the picture that came last was left out. */
    boolean unsure() {
        return unsure;
    }

    /**
     * Whether enough was seen of the way to where the head is now.
     *
     * @param sign positive to the person's own left
     */
    boolean seen(int sign) {
        return between >= LEAST_BETWEEN && sign * nose >= LEAST_NOSE;
    }
}
