package org.zizhu.drivers.codescanner;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceClass;

/**
 * Reads the QR or bar code that a citizen shows (扫码器). It looks, and is lit, only while it is asked to: what is shown to
 * an idle scanner is read by nobody.
 */
public interface CodeScanner extends Device {

    /**
     * Waits for a code. Fails as {@code TIME_OUT} "no-code" when none was shown. A code that has just been read and is still
     * held there is not read again by the next scan, unless it was away for a moment.
     */
    CompletableFuture<Completion<ScannedCode>> scan(Duration within);

    /** Ends a {@link #scan} that waits; it completes as cancelled and the light goes out. */
    void cancel();

    @Override
    default DeviceClass deviceClass() {
        return DeviceClass.CODE_SCANNER;
    }
}
