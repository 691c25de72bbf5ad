package org.zizhu.drivers.codescanner.camera;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.zizhu.drivers.camera.GreyPicture;
import org.zizhu.drivers.loop.MonotonicClock;

/**
 * Reads codes from successive pictures. A picture is looked at in as many ways as its time allows, and the next one in those
 * that follow, so that a code that is held there is seen in all of them before long. Not thread-safe.
 */
public final class FrameReader {

    private final MonotonicClock clock;
    private final Map<Look.By, Decoder> decoders = new EnumMap<>(Map.of(
            Look.By.ZXING, new ZXingDecoder(false),
            Look.By.ZXING_NORMALISED, new ZXingDecoder(true),
            Look.By.BOOF, new BoofDecoder()));
    private int next;

    public FrameReader(MonotonicClock clock) {
        this.clock = clock;
    }

    /** The next picture is looked at as the first one was. */
    public void beginAnew() {
        next = 0;
    }

    /**
     * The bytes of a code in a picture.
     *
     * @param time after which no other way to look is begun; the longest takes some 50 ms for 1280×720
     */
    public Optional<byte[]> read(GreyPicture picture, Duration time) {
        long began = clock.nanos();
        Look.Views views = Look.Views.of(picture);
        for (int tried = 0; tried < Look.IN_TURN.size() && clock.nanos() - began <= time.toNanos(); tried++) {
            Look look = Look.IN_TURN.get(next);
            Optional<byte[]> read = decoder(look).read(look.view().apply(views));
            if (read.isPresent()) {
                // Whoever saw it sees it in the next picture, too.
                return read;
            }
            next = (next + 1) % Look.IN_TURN.size();
        }
        return Optional.empty();
    }

    private Decoder decoder(Look look) {
        Decoder decoder = decoders.get(look.by());
        if (decoder == null) {
            throw new IllegalStateException("nobody reads by " + look.by());
        }
        return decoder;
    }
}
