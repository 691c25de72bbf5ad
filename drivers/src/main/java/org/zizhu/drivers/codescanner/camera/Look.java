package org.zizhu.drivers.codescanner.camera;

import java.util.function.Function;
import org.zizhu.drivers.camera.GreyPicture;

/**
 * The ways to look at a picture, those first that read the most codes for their time. None reads what all the others read:
 * {@code decisions/0003-two-decoders.md} has the measured set.
 */
enum Look {
    HALF(By.ZXING, views -> views.half),
    HALF_OUTLINES(By.BOOF, views -> views.half),
    HALF_INVERTED(By.BOOF, views -> Filter.inverted(views.half)),
    HALF_SHARPENED(By.BOOF, views -> Filter.sharpened(views.half, 3, 3)),
    OUTLINES(By.BOOF, views -> views.whole),
    HALF_NORMALISED(By.BOOF, views -> Filter.normalised(views.half, 12)),
    SHARPENED(By.BOOF, views -> Filter.sharpened(views.whole, 4, 3)),
    INVERTED(By.BOOF, views -> Filter.inverted(views.whole)),
    SMOOTHED_AND_SHARPENED(By.BOOF, views -> Filter.sharpened(Filter.averaged(views.whole, 2), 6, 5)),
    NORMALISED(By.ZXING_NORMALISED, views -> Filter.normalised(views.whole, 20)),
    PLAIN(By.ZXING, views -> views.whole),
    SMOOTHED(By.BOOF, views -> Filter.averaged(views.whole, 1)),
    SHARPENED_AND_NORMALISED(By.ZXING_NORMALISED, Look::sharpenedAndNormalised),
    SHARPENED_NORMALISED_INVERTED(By.BOOF, views -> Filter.inverted(sharpenedAndNormalised(views)));

    /** Which decoder reads the view. */
    enum By {
        ZXING,
        ZXING_NORMALISED,
        BOOF
    }

    /** A picture in the two sizes in which it is looked at. */
    static final class Views {
        final GreyPicture whole;
        final GreyPicture half;

        Views(GreyPicture whole) {
            this.whole = whole;
            this.half = Filter.half(whole);
        }
    }

    private final By by;
    private final Function<Views, GreyPicture> view;

    Look(By by, Function<Views, GreyPicture> view) {
        this.by = by;
        this.view = view;
    }

    By by() {
        return by;
    }

    GreyPicture of(Views views) {
        return view.apply(views);
    }

    private static GreyPicture sharpenedAndNormalised(Views views) {
        return Filter.normalised(Filter.sharpened(Filter.averaged(views.whole, 1), 4, 4), 20);
    }
}
