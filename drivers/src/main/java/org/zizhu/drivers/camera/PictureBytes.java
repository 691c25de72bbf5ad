package org.zizhu.drivers.camera;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A picture's bytes as the decoder reads them, where they are: the streams that ImageIO makes by itself copy them into a
 * temporary file, and a face has no business there.
 */
public final class PictureBytes extends ImageInputStreamImpl {
    private byte[] bytes;

    public PictureBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int most) {
        bitOffset = 0;
        if (most == 0) {
            return 0;
        }
        if (streamPos >= bytes.length) {
            return -1;
        }
        int count = (int) Math.min(most, bytes.length - streamPos);
        System.arraycopy(bytes, (int) streamPos, into, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return bytes.length;
    }

    /** Lets go of the picture: the stream itself waits for its finalizer, and would keep it in memory as long. */
    @Override
    public void close() throws IOException {
        super.close();
        bytes = new byte[0];
    }
}
