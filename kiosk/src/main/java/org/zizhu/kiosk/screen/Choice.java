package org.zizhu.kiosk.screen;

/**
 * A button: what it says and what it returns.
 *
 * @param emphasis whether it is the one that most people will want
 */
public record Choice(Text label, Action action, boolean emphasis) {
    public static Choice strong(String chinese, String english, Action action) {
        return new Choice(Text.of(chinese, english), action, true);
    }

    public static Choice plain(String chinese, String english, Action action) {
        return new Choice(Text.of(chinese, english), action, false);
    }
}
