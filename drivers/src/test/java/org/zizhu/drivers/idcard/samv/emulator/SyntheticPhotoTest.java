package org.zizhu.drivers.idcard.samv.emulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zizhu.drivers.idcard.CardPhoto;
import org.zizhu.drivers.idcard.PhotoDecoder;

class SyntheticPhotoTest {
    private final PhotoDecoder decoder = new SyntheticPhoto();

    @Test
    void photoOfASeed_isAlwaysTheSame_andShowsAFigureOnABackground() {
        byte[] pixels = decoder.decode(SyntheticPhoto.of(7)).orElseThrow();
        assertArrayEquals(pixels, decoder.decode(SyntheticPhoto.of(7)).orElseThrow());
        assertEquals(102 * 126 * 3, pixels.length);
        int corner = 0;
        int head = (48 * PhotoDecoder.WIDTH + PhotoDecoder.WIDTH / 2) * 3;
        assertNotEquals(pixels[corner], pixels[head]);
    }

    @Test
    void twoPeople_lookDifferent() {
        assertFalse(Arrays.equals(
                decoder.decode(SyntheticPhoto.of(1)).orElseThrow(),
                decoder.decode(SyntheticPhoto.of(2)).orElseThrow()));
    }

    @Test
    void bytesOfAnotherCodec_makeNoPhoto() {
        assertEquals(Optional.empty(), decoder.decode(new CardPhoto(new byte[1024])));
    }
}
