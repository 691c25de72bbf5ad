package org.zizhu.kiosk.screen;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All that the window shows at one moment; the user interface is a function of it.
 *
 * @param number grows with every other screen, and stays when the same screen shows other content; an {@link Action}
 *     returns it, so that a touch meant for an older screen is ignored
 * @param unit the frame around the screen: which kiosk this is and how it is
 * @param citizen the masked name of whoever has identified, for "you are signed in as"; empty before
 * @param idleSecondsLeft when present, the visit is about to end for want of a touch: asks "more time?" above the screen
 */
public record View(
        long number,
        Screen screen,
        Presentation presentation,
        Unit unit,
        Optional<String> citizen,
        OptionalInt idleSecondsLeft) {

    /**
     * The kiosk itself.
     *
     * @param place where it stands, such as 长沙市芙蓉区政务服务中心
     * @param hotline the number to call for a person, such as 12345
     * @param outOfOrder the classes of device that can't be used now, by the name that citizens have for them
     */
    public record Unit(String terminal, Text place, String hotline, boolean platformReachable, List<Text> outOfOrder) {

        public Unit {
            outOfOrder = List.copyOf(outOfOrder);
        }
    }
}
