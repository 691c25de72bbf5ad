package org.zizhu.kiosk.visit;

/**
 * Why a service is not as it should be.
 *
 * @param kind what it is that fails
 * @param name the device's name in the wiring, {@code platform}, a stock, or {@code unit}; for what the unit was never equipped with, the
 *     name of the need
 * @param code a code of {@link Troubles}
 */
public record Cause(Kind kind, String name, String code) {

    public enum Kind {
        DEVICE,
        LINK,
        STOCK,
        UNIT
    }
}
