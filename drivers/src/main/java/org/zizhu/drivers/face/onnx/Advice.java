package org.zizhu.drivers.face.onnx;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.face.FaceQuality;
import org.zizhu.drivers.face.Guidance;
import org.zizhu.drivers.face.HeadPose;

/**
 * Which one thing to tell a citizen, the most useful first: what is wrong further up makes what is further down look wrong. The
 * bounds are where the similarity of a picture to a good one of the same face falls below about 0.85.
 */
final class Advice {

    /** ISO/IEC 19794-5 wants 60 of a picture that is taken on the spot. */
    private static final double LEAST_EYE_DISTANCE_PIXELS = 60;

    /** Of the picture's shorter side: passive liveness needs to see what is around a face. */
    private static final double LARGEST_SHARE = 0.75;

    /** By so much of itself a face may reach out of the picture. */
    private static final double OUTSIDE = 0.05;

    private static final double DARK = 35;
    private static final double BRIGHT = 225;

    /** A face may be so dark where all is. */
    private static final double SHADED = 90;

    private static final double LIGHT_BEHIND = 70;
    private static final double LEAST_DETAIL = 0.08;
    private static final double MOST_DETAIL_OF_EYES = 1.0;
    private static final double TURNED_DEGREES = 20;
    private static final double RAISED_DEGREES = 25;
    private static final double TILTED_DEGREES = 20;
    private static final double LEAST_SHARPNESS = 0.1;

    private Advice() {}

    static Optional<Guidance> on(
            RgbPicture picture, Square box, Landmarks points, HeadPose pose, FaceQuality quality, CloseUp face) {
        return Optional.ofNullable(first(picture, box, points, pose, quality, face));
    }

    private static @Nullable Guidance first(
            RgbPicture picture, Square box, Landmarks points, HeadPose pose, FaceQuality quality, CloseUp face) {
        if (box.side() > LARGEST_SHARE * Math.min(picture.width(), picture.height())) {
            return Guidance.STEP_BACK;
        }
        if (quality.eyeDistance() < LEAST_EYE_DISTANCE_PIXELS) {
            return Guidance.COME_CLOSER;
        }
        if (outside(box, picture)) {
            return Guidance.MOVE_TO_THE_MIDDLE;
        }
        if (quality.brightness() < SHADED && quality.surroundings() > quality.brightness() + LIGHT_BEHIND) {
            return Guidance.BACK_LIGHT;
        }
        if (quality.brightness() < DARK) {
            return Guidance.TOO_DARK;
        }
        if (quality.brightness() > BRIGHT) {
            return Guidance.TOO_BRIGHT;
        }
        if (face.leastDetail() < LEAST_DETAIL || face.mostDetailOfEyes() > MOST_DETAIL_OF_EYES) {
            return Guidance.UNCOVER_THE_FACE;
        }
        if (Math.abs(points.yaw()) > TURNED_DEGREES
                || Math.abs(pose.pitch()) > RAISED_DEGREES
                || Math.abs(pose.roll()) > TILTED_DEGREES) {
            return Guidance.LOOK_STRAIGHT;
        }
        return quality.sharpness() < LEAST_SHARPNESS ? Guidance.HOLD_STILL : null;
    }

    private static boolean outside(Square box, RgbPicture picture) {
        double most = OUTSIDE * box.side();
        return box.left() < -most
                || box.top() < -most
                || box.left() + box.side() > picture.width() + most
                || box.top() + box.side() > picture.height() + most;
    }
}
