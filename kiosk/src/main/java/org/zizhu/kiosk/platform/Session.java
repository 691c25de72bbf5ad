package org.zizhu.kiosk.platform;

/**
 * The platform knows the person; later calls carry its opaque token instead of a number.
 *
 * @param maskedName such as 张*三, for screens
 */
public record Session(String session, String maskedName, String divisionCode, String divisionName) {
    @Override
    public String toString() {
        return "Session";
    }
}
