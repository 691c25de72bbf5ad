package org.zizhu.drivers.chipcard.staff;

import java.util.Arrays;
import java.util.Optional;

/**
 * One level of BER-TLV as PIV cards write it: tags of one byte, lengths of one to three (ISO 7816-4 §5.2.2). Takes any bytes.
 */
final class DataObject {

    private static final int ONE_LENGTH_BYTE = 0x81;
    private static final int TWO_LENGTH_BYTES = 0x82;

    private DataObject() {}

    /** The value of the first object of that tag; empty when there is none, or the bytes before it are no objects. */
    static Optional<byte[]> value(int tag, byte[] objects) {
        int at = 0;
        while (at + 2 <= objects.length) {
            int found = objects[at++] & 0xFF;
            int length = objects[at++] & 0xFF;
            int lengthBytes = length == ONE_LENGTH_BYTE ? 1 : length == TWO_LENGTH_BYTES ? 2 : 0;
            if (lengthBytes > objects.length - at || (lengthBytes == 0 && length >= 0x80)) {
                return Optional.empty();
            }
            if (lengthBytes > 0) {
                length = 0;
                for (int i = 0; i < lengthBytes; i++) {
                    length = (length << 8) | (objects[at++] & 0xFF);
                }
            }
            if (length > objects.length - at) {
                return Optional.empty();
            }
            if (found == tag) {
                return Optional.of(Arrays.copyOfRange(objects, at, at + length));
            }
            at += length;
        }
        return Optional.empty();
    }
}
