package org.zizhu.drivers.camera.ffmpeg;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into the JPEG pictures in it (ITU-T T.81, Annex B). Whatever is between them, or is none, is
 * skipped: a picture that breaks off is given up where the next one begins. It takes any bytes, holds one picture at the most,
 * and never throws. Not thread-safe.
 */
final class JpegSplitter {

    /** Twice what a camera of 1920×1080 sends at its best quality. */
    static final int LONGEST_PICTURE_BYTES = 4 << 20;

    private static final int START_CAPACITY = 256 << 10;

    /** A picture has a dozen; the bound keeps what is searched again after a broken one from growing. */
    private static final int MOST_SEGMENTS = 64;

    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int RESTART_0 = 0xD0;
    private static final int RESTART_7 = 0xD7;
    private static final int TEMPORARY = 0x01;

    /** Where in a picture the next byte is. */
    private enum Place {
        BETWEEN,
        /** At the first byte of a marker, which must be FF. */
        MARKER,
        /** Coded data, up to a marker that is none of its own. */
        SCAN
    }

    private final Consumer<byte[]> pictures;
    private byte[] held = new byte[START_CAPACITY];
    /** Where the picture under way begins, or what is not looked at yet. */
    private int start;
    /** What lies before was looked at. */
    private int at;

    private int end;
    private Place place = Place.BETWEEN;
    private int segments;
    private boolean scanSeen;

    /** Gives each whole picture to {@code pictures}. */
    JpegSplitter(Consumer<byte[]> pictures) {
        this.pictures = pictures;
    }

    /** Takes the next bytes of the stream. */
    void add(byte[] bytes, int count) {
        int taken = 0;
        while (taken < count) {
            makeRoom();
            int part = Math.min(count - taken, held.length - end);
            System.arraycopy(bytes, taken, held, end, part);
            end += part;
            taken += part;
            boolean more = true;
            while (more) {
                more = switch (place) {
                    case BETWEEN -> seekStart();
                    case MARKER -> marker();
                    case SCAN -> scan();
                };
            }
        }
    }

    private void makeRoom() {
        if (end < held.length) {
            return;
        }
        if (start > 0) {
            System.arraycopy(held, start, held, 0, end - start);
            at -= start;
            end -= start;
            start = 0;
        } else if (held.length < LONGEST_PICTURE_BYTES) {
            held = Arrays.copyOf(held, Math.min(LONGEST_PICTURE_BYTES, held.length * 2));
        } else {
            // Too long to be a picture.
            at = 0;
            end = 0;
            place = Place.BETWEEN;
        }
    }

    // Each of the following returns whether there may be more to do with the bytes at hand.

    private boolean seekStart() {
        while (at + 1 < end) {
            if (held[at] == (byte) 0xFF && held[at + 1] == (byte) START_OF_IMAGE) {
                start = at;
                at += 2;
                segments = 0;
                scanSeen = false;
                place = Place.MARKER;
                return true;
            }
            at++;
        }
        start = at;
        return false;
    }

    private boolean marker() {
        if (at + 1 >= end) {
            return false;
        }
        int code = held[at + 1] & 0xFF;
        if (held[at] != (byte) 0xFF) {
            return giveUp();
        }
        if (code == 0xFF) {
            // B.1.1.2: any number of fill bytes may precede a marker.
            at++;
            return true;
        }
        if (code == END_OF_IMAGE) {
            return finish();
        }
        if (code == 0 || code == START_OF_IMAGE || code == TEMPORARY || isRestart(code)) {
            return giveUp();
        }
        if (at + 3 >= end) {
            return false;
        }
        int length = ((held[at + 2] & 0xFF) << 8) | (held[at + 3] & 0xFF);
        if (length < 2 || segments == MOST_SEGMENTS) {
            return giveUp();
        }
        if (at + 2 + length > end) {
            return false;
        }
        at += 2 + length;
        segments++;
        if (code == START_OF_SCAN) {
            scanSeen = true;
            place = Place.SCAN;
        }
        return true;
    }

    private boolean scan() {
        while (at + 1 < end) {
            int code = held[at + 1] & 0xFF;
            if (held[at] != (byte) 0xFF || code == 0xFF) {
                at++;
            } else if (code == 0 || isRestart(code)) {
                at += 2;
            } else {
                place = Place.MARKER;
                return true;
            }
        }
        return false;
    }

    private static boolean isRestart(int code) {
        return code >= RESTART_0 && code <= RESTART_7;
    }

    private boolean finish() {
        at += 2;
        byte[] picture = Arrays.copyOfRange(held, start, at);
        start = at;
        place = Place.BETWEEN;
        if (scanSeen) {
            pictures.accept(picture);
        }
        return true;
    }

    /**
     * What looked like a picture is none, or broke off. The next may begin where it broke off, or, where no coded data was
     * seen yet, anywhere in what was taken for its segments.
     */
    private boolean giveUp() {
        if (!scanSeen) {
            at = start + 2;
        }
        start = at;
        place = Place.BETWEEN;
        return true;
    }
}
