package org.zizhu.kiosk.reception;

import java.time.Duration;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.Unit;

/** Whether the unit lives on its battery, and not for a flicker only. Used by the visit's thread alone. */
final class BackupPower {

    /** Mains that are back within this were never gone for a citizen. */
    static final Duration FLICKER = Duration.ofSeconds(10);

    private final Unit unit;
    private final Desk desk;
    private long mainsSeen;

    BackupPower(Unit unit, Desk desk) {
        this.unit = unit;
        this.desk = desk;
        this.mainsSeen = desk.nanos() - FLICKER.toNanos();
    }

    /** To be asked every few seconds. A unit that starts on its battery is on it at once. */
    boolean on() {
        if (!unit.condition().onBattery()) {
            mainsSeen = desk.nanos();
            return false;
        }
        return desk.nanos() - mainsSeen >= FLICKER.toNanos();
    }
}
