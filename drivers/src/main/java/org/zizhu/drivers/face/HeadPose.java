package org.zizhu.drivers.face;

/**
 * How a head is held, in degrees; all 0 when it looks straight into the camera.
 *
 * @param yaw positive when turned to the citizen's own left
 * @param pitch positive when raised
 * @param roll positive when tilted to the citizen's own left shoulder
 */
public record HeadPose(double yaw, double pitch, double roll) {}
