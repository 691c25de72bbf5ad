package org.zizhu.drivers.camera;

/**
 * One picture. It may show a citizen: it is never stored, and {@link #toString} says nothing of it.
 *
 * @param number counts from 1 with each picture since the camera was last started
 * @param takenNanos when it arrived, on the monotonic clock
 * @param jpeg a baseline JPEG, as the camera sent it
 */
public record Frame(long number, long takenNanos, byte[] jpeg) {

    @Override
    public String toString() {
        return "Frame[" + number + ", " + jpeg.length + " bytes]";
    }
}
