package org.zizhu.drivers.idcard;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceClass;

/**
 * Reads resident identity cards and the permits that share their chip (身份证阅读器). Its status says by {@code media}
 * whether a card is on it: {@code PRESENT} from the moment that a card is found, so that "reading" can be shown.
 */
public interface IdCardReader extends Device {

    /** What to read beside text and photo. */
    enum Contents {
        TEXT_AND_PHOTO,
        TEXT_PHOTO_AND_FINGERPRINT
    }

    /**
     * Waits for a card and reads it whole, its newest address included. Fails as {@code TIME_OUT} "no-card" when none
     * came, {@code USER_ERROR} "card-lifted" when it was lifted too soon or "lift-card" when it has to be lifted and put
     * down again, {@code INVALID_DATA} when it is no card of the four kinds or its text makes no sense, {@code
     * NOT_AUTHORISED} when card and reader did not accept each other, {@code HARDWARE_ERROR} or {@code NOT_READY} when
     * the reader is to blame.
     */
    CompletableFuture<Completion<CardReading>> read(Contents contents, Duration within);

    /** The licence identity of the reader's security module, as text {@code 05.03-20160820-0001234567-1234567890}. */
    CompletableFuture<Completion<String>> samId(Duration within);

    /** Resets the reader's security module and radio field; a card left lying is found again after it. */
    CompletableFuture<Completion<String>> reset(Duration within);

    /** Ends a {@link #read} that waits; it completes as cancelled. */
    void cancel();

    @Override
    default DeviceClass deviceClass() {
        return DeviceClass.ID_CARD_READER;
    }
}
