package org.zizhu.kiosk.platform;

/**
 * A code is on its way to the phone on record.
 *
 * @param validSeconds so long it is good for
 * @param againAfterSeconds so long no other is sent
 * @param tries so often it may be typed in wrong
 */
public record PhoneCode(String maskedPhone, long validSeconds, long againAfterSeconds, int tries) {
    @Override
    public String toString() {
        return "PhoneCode";
    }
}
