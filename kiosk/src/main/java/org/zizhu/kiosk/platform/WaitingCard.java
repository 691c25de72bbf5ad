package org.zizhu.kiosk.platform;

/**
 * A new card that somebody gets at this unit.
 *
 * @param handle by which the platform knows it; says nothing of anybody
 * @param match by what the unit sees that it has the right one in its hands, without being told whose number it is: the SHA-256,
 *     hexadecimal, of handle, card number and identity number, with colons between them
 */
public record WaitingCard(String handle, String match) {
    @Override
    public String toString() {
        return "WaitingCard";
    }
}
