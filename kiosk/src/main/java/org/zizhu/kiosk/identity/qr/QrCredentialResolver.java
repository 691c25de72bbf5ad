package org.zizhu.kiosk.identity.qr;

import java.util.concurrent.CompletableFuture;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.platform.Session;

/** Makes a kind of code into the session of the person who shows it. Thread-safe. */
public interface QrCredentialResolver {

    /** Whether it is a code of this kind, as far as can be seen from outside. Nothing is used up and nobody is asked. */
    boolean supports(byte[] scanned);

    /**
     * Has the platform say whose it is.
     *
     * @param scanned as the scanner gave it, with or without a terminator
     * @param context whose purpose, terminal and place the platform notes
     * @return answered once, within ten seconds; refused with a code of {@link QrRefusal} or of the platform
     */
    CompletableFuture<Answer<Session>> resolve(byte[] scanned, CallContext context);
}
