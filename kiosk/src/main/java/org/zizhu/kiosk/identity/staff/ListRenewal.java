package org.zizhu.kiosk.identity.staff;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.GovernmentPlatform;

/** Fetches the newest list of revoked staff cards, as often as it is run. What the platform gives is believed only for its signature. */
public final class ListRenewal implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ListRenewal.class);

    private final GovernmentPlatform platform;
    private final RevocationList list;

    public ListRenewal(GovernmentPlatform platform, RevocationList list) {
        this.platform = platform;
        this.list = list;
    }

    @Override
    public void run() {
        if (platform.revokedStaff().join() instanceof Answer.Given<byte[]> given) {
            try {
                if (list.offer(given.value()) == RevocationList.Renewal.NOT_OURS) {
                    LOG.warn("the platform gave no list of our staff authority");
                }
            } catch (IOException e) {
                LOG.error("the list of revoked staff cards can't be written");
            }
        }
    }
}
