package org.zizhu.kiosk.platform;

import org.zizhu.kiosk.screen.Text;

/**
 * Somebody for whom a guardian may act.
 *
 * @param handle by which the platform knows whom is meant
 * @param ground why, such as 未成年人的监护人
 */
public record Ward(String handle, String maskedName, Text ground) {
    @Override
    public String toString() {
        return "Ward";
    }
}
