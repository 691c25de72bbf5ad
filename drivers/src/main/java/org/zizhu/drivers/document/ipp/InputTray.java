package org.zizhu.drivers.document.ipp;

import com.hp.jipp.encoding.Attribute;
import com.hp.jipp.encoding.KeywordOrName;
import com.hp.jipp.model.MediaCol;
import com.hp.jipp.model.Types;

/**
 * A tray of a printer, and what lies in it, in the keywords of PWG 5101.1 and PWG 5100.7 §6.3.
 *
 * @param source media-source, such as "by-pass-tray"
 * @param mediaType media-type, such as "stationery-preprinted"
 */
public record InputTray(String source, String mediaType) {

    /** In hundredths of a millimetre. */
    private static final MediaCol.MediaSize A4 = new MediaCol.MediaSize(21_000, 29_700);

    /** The slot into which single sheets are put. */
    public static InputTray byPass() {
        return new InputTray("by-pass-tray", "stationery-preprinted");
    }

    Attribute<?> mediaCol() {
        MediaCol media = new MediaCol();
        media.setMediaSize(A4);
        media.setMediaSource(new KeywordOrName(source));
        media.setMediaType(new KeywordOrName(mediaType));
        return Types.mediaCol.of(media);
    }
}
