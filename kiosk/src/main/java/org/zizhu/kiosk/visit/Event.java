package org.zizhu.kiosk.visit;

import org.zizhu.kiosk.screen.Action;

/** What can happen to a visit from outside. */
public sealed interface Event {

    /** The citizen did something, on the view with that number. */
    record Acted(long viewNumber, Action action) implements Event {}

    /** Somebody pressed the cabinet's button for help by a person (呼叫按钮), at whatever screen. */
    record CalledForHelp() implements Event {}

    /** Something that the visit looks at has changed: a device's status, the platform, an awaited answer. */
    record Changed() implements Event {}

    /** The unit is being shut down. */
    record Closing() implements Event {}

    /** Nothing happened in the time given. */
    record TimeUp() implements Event {}
}
