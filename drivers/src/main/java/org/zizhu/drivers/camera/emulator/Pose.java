package org.zizhu.drivers.camera.emulator;

/**
 * How something flat is held before the camera.
 *
 * @param modulePixels how large a code's module is in the picture: near or far
 * @param centreX where its middle is, as a share of the picture's width
 * @param centreY where its middle is, as a share of the picture's height
 * @param yawDegrees turned about the vertical
 * @param pitchDegrees tilted about the horizontal
 * @param rollDegrees rotated in the picture's plane
 */
public record Pose(
        double modulePixels,
        double centreX,
        double centreY,
        double yawDegrees,
        double pitchDegrees,
        double rollDegrees) {

    /** As somebody holds it who is asked to, near enough for {@code modulePixels}. */
    public static Pose straight(double modulePixels) {
        return new Pose(modulePixels, 0.5, 0.5, 0, 0, 0);
    }

    public Pose turned(double yaw, double pitch, double roll) {
        return new Pose(modulePixels, centreX, centreY, yaw, pitch, roll);
    }

    public Pose at(double x, double y) {
        return new Pose(modulePixels, x, y, yawDegrees, pitchDegrees, rollDegrees);
    }

    /** Points of the picture as those of the plane: {@code (x, y)} in pixels becomes {@code (u, v)} in modules from the middle. */
    Plane plane(int width, int height) {
        double yaw = Math.toRadians(yawDegrees);
        double pitch = Math.toRadians(pitchDegrees);
        double roll = Math.toRadians(rollDegrees);
        // Columns of Ry · Rx · Rz for the plane's two axes, in pixels per module.
        double cr = Math.cos(roll) * modulePixels;
        double sr = Math.sin(roll) * modulePixels;
        double ux = Math.cos(yaw) * cr + Math.sin(yaw) * Math.sin(pitch) * sr;
        double uy = Math.cos(pitch) * sr;
        double uz = -Math.sin(yaw) * cr + Math.cos(yaw) * Math.sin(pitch) * sr;
        double vx = -Math.cos(yaw) * sr + Math.sin(yaw) * Math.sin(pitch) * cr;
        double vy = Math.cos(pitch) * cr;
        double vz = Math.sin(yaw) * sr + Math.cos(yaw) * Math.sin(pitch) * cr;
        return new Plane(ux, uy, uz, vx, vy, vz, centreX * width, centreY * height, FOCAL_SHARE * width);
    }

    /** A lens of about 50° across, as booth cameras have. */
    private static final double FOCAL_SHARE = 1.1;

    /** The plane's axes in space, its middle in the picture, and the focal length; all in pixels. */
    record Plane(double ux, double uy, double uz, double vx, double vy, double vz, double cx, double cy, double focal) {

        /** The point of the plane that is seen at a pixel: its two coordinates put into {@code uv}. */
        void at(double x, double y, double[] uv) {
            double px = (x - cx) / focal;
            double py = (y - cy) / focal;
            // u·(ux − px·uz) + v·(vx − px·vz) = px·f, and the same for y.
            double a = ux - px * uz;
            double b = vx - px * vz;
            double c = uy - py * uz;
            double d = vy - py * vz;
            double determinant = a * d - b * c;
            uv[0] = (px * d - b * py) * focal / determinant;
            uv[1] = (a * py - px * c) * focal / determinant;
        }

        /** The largest distance from the middle, in pixels, at which a square of half that many modules can be seen. */
        double reach(double halfModules) {
            double length = Math.hypot(Math.hypot(ux, uy), uz);
            return 2 * halfModules * length;
        }
    }
}
