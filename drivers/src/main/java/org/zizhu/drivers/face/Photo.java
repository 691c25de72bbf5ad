package org.zizhu.drivers.face;

/** A reference photo, as it comes from a platform or out of a card's decoder. Its {@code toString} says nothing of it. */
public sealed interface Photo {

    /** A JPEG or PNG file. */
    record Encoded(byte[] file) implements Photo {
        @Override
        public String toString() {
            return "Photo";
        }
    }

    /**
     * Pixels, such as those of {@link org.zizhu.drivers.idcard.PhotoDecoder}.
     *
     * @param rgb top row first, three bytes (red, green, blue) each
     */
    record Pixels(int width, int height, byte[] rgb) implements Photo {
        public Pixels {
            if (width < 1 || height < 1 || rgb.length != (long) width * height * 3) {
                throw new IllegalArgumentException("a photo of " + width + " × " + height + " has other bytes");
            }
        }

        @Override
        public String toString() {
            return "Photo";
        }
    }
}
