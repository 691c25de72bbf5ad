package org.zizhu.drivers.face;

/**
 * How good a picture of a face is (after ISO/IEC 29794-5).
 *
 * @param eyeDistance between the middles of both eyes, in pixels
 * @param sharpness of its details, 0 for none; about 1 for a face in focus
 * @param brightness of the face, 0 to 255
 * @param surroundings brightness of what is around it, 0 to 255
 */
public record FaceQuality(double eyeDistance, double sharpness, double brightness, double surroundings) {}
