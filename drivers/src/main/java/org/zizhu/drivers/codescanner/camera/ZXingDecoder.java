package org.zizhu.drivers.codescanner.camera;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.BitArray;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Map;
import java.util.Optional;
import org.zizhu.drivers.camera.GreyPicture;

/** By ZXing, which looks for the three finder patterns line by line: it needs little, and copes with low contrast. */
final class ZXingDecoder implements Decoder {

    private static final Map<DecodeHintType, Object> HINTS =
            Map.of(DecodeHintType.TRY_HARDER, true, DecodeHintType.CHARACTER_SET, "ISO-8859-1");

    private final boolean normalised;

    /**
     * For pictures of one kind.
     *
     * @param normalised whether what is darker than the middle is black; else ZXing finds a threshold for each place
     */
    ZXingDecoder(boolean normalised) {
        this.normalised = normalised;
    }

    @Override
    public Optional<byte[]> read(GreyPicture picture) {
        Grey source = new Grey(picture);
        Binarizer binarizer = normalised ? new Threshold(source) : new HybridBinarizer(source);
        try {
            return Optional.of(Decoder.bytes(new QRCodeReader()
                    .decode(new BinaryBitmap(binarizer), HINTS)
                    .getText()));
        } catch (ReaderException e) {
            return Optional.empty();
        }
    }

    private static final class Grey extends LuminanceSource {
        private final GreyPicture picture;

        Grey(GreyPicture picture) {
            super(picture.width(), picture.height());
            this.picture = picture;
        }

        @Override
        public byte[] getRow(int y, byte[] reusable) {
            byte[] row = reusable != null && reusable.length >= getWidth() ? reusable : new byte[getWidth()];
            System.arraycopy(picture.pixels(), y * getWidth(), row, 0, getWidth());
            return row;
        }

        @Override
        public byte[] getMatrix() {
            return picture.pixels();
        }
    }

    private static final class Threshold extends Binarizer {
        private final Grey source;

        Threshold(Grey source) {
            super(source);
            this.source = source;
        }

        @Override
        public BitArray getBlackRow(int y, BitArray row) {
            throw new UnsupportedOperationException("QR codes are looked for in the whole picture");
        }

        @Override
        public BitMatrix getBlackMatrix() {
            BitMatrix black = new BitMatrix(getWidth(), getHeight());
            for (int y = 0; y < getHeight(); y++) {
                for (int x = 0; x < getWidth(); x++) {
                    if (source.picture.at(x, y) < Filter.MIDDLE) {
                        black.set(x, y);
                    }
                }
            }
            return black;
        }

        @Override
        public Binarizer createBinarizer(LuminanceSource other) {
            throw new UnsupportedOperationException("pictures are neither cropped nor turned");
        }
    }
}
