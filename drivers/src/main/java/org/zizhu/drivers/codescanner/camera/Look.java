package org.zizhu.drivers.codescanner.camera;

import static org.zizhu.drivers.codescanner.camera.Look.By.BOOF;
import static org.zizhu.drivers.codescanner.camera.Look.By.ZXING;
import static org.zizhu.drivers.codescanner.camera.Look.By.ZXING_NORMALISED;

import java.util.List;
import java.util.function.Function;
import org.zizhu.drivers.camera.GreyPicture;

/**
 * A way to look at a picture.
 *
 * @param by which decoder reads it
 * @param view what it is made into before
 */
record Look(By by, Function<Views, GreyPicture> view) {

    /**
     * Those first that read the most codes for their time. None reads what all the others read: decisions/1-two-decoders.md
     * has the measured set.
     */
    static final List<Look> IN_TURN = List.of(
            new Look(ZXING, Views::half),
            new Look(BOOF, Views::half),
            new Look(BOOF, views -> Filter.inverted(views.half())),
            new Look(BOOF, views -> Filter.sharpened(views.half(), 3, 3)),
            new Look(BOOF, Views::whole),
            new Look(BOOF, views -> Filter.normalised(views.half(), 12)),
            new Look(BOOF, views -> Filter.sharpened(views.whole(), 4, 3)),
            new Look(BOOF, views -> Filter.inverted(views.whole())),
            new Look(BOOF, views -> Filter.sharpened(Filter.averaged(views.whole(), 2), 6, 5)),
            new Look(ZXING_NORMALISED, views -> Filter.normalised(views.whole(), 20)),
            new Look(ZXING, Views::whole),
            new Look(BOOF, views -> Filter.averaged(views.whole(), 1)),
            new Look(ZXING_NORMALISED, Look::sharpenedAndNormalised),
            new Look(BOOF, views -> Filter.inverted(sharpenedAndNormalised(views))));

    enum By {
        ZXING,
        /** For pictures in which what is darker than the middle is black. */
        ZXING_NORMALISED,
        BOOF
    }

    /** A picture in the two sizes in which it is looked at. */
    record Views(GreyPicture whole, GreyPicture half) {
        static Views of(GreyPicture picture) {
            return new Views(picture, Filter.half(picture));
        }
    }

    private static GreyPicture sharpenedAndNormalised(Views views) {
        return Filter.normalised(Filter.sharpened(Filter.averaged(views.whole(), 1), 4, 4), 20);
    }
}
