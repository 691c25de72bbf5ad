package org.zizhu.drivers.idcard;

/** The photo as the chip holds it: 1024 bytes in the WLT codec of the Ministry's First Research Institute. */
public record CardPhoto(byte[] wlt) {
    public static final int BYTES = 1024;

    public CardPhoto {
        if (wlt.length != BYTES) {
            throw new IllegalArgumentException("a card's photo has " + BYTES + " bytes, not " + wlt.length);
        }
    }

    @Override
    public String toString() {
        return "CardPhoto";
    }
}
