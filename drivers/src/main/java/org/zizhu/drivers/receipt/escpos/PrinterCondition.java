package org.zizhu.drivers.receipt.escpos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.SupplyLevel;

/**
 * What a printer's status bytes say, whichever way they were asked for (Epson's ESC/POS reference: DLE EOT, GS a; Custom's
 * command reference: DLE EOT 20).
 *
 * @param broken an unrecoverable or mechanical error
 * @param overheated the head, or its supply voltage; recovers by itself
 * @param ticketOut whether paper lies in the presenter's mouth; never with a printer that has no sensor there
 */
record PrinterCondition(
        boolean offline,
        boolean coverOpen,
        boolean rollNearEnd,
        boolean rollEnd,
        boolean cutterError,
        boolean broken,
        boolean overheated,
        boolean jammed,
        boolean ticketOut) {

    /** From the four answers to DLE EOT 1…4. */
    static PrinterCondition ofRealTime(int printer, int offlineCause, int error, int paper) {
        boolean errorWithoutCause = has(offlineCause, 0x40) && !has(error, 0x6C);
        return new PrinterCondition(
                has(printer, 0x08),
                has(offlineCause, 0x04),
                has(paper, 0x0C),
                has(paper, 0x60) || has(offlineCause, 0x20),
                has(error, 0x08),
                has(error, 0x24) || errorWithoutCause,
                has(error, 0x40),
                false,
                false);
    }

    static PrinterCondition of(Answer.AutoStatus status) {
        return new PrinterCondition(
                has(status.printer(), 0x08),
                has(status.printer(), 0x20),
                has(status.paper(), 0x03),
                has(status.paper(), 0x0C),
                has(status.error(), 0x08),
                has(status.error(), 0x24),
                has(status.error(), 0x40),
                false,
                false);
    }

    /** With what Custom's full status adds. */
    PrinterCondition and(Answer.FullStatus full) {
        return new PrinterCondition(
                offline,
                coverOpen || has(full.user(), 0x03),
                rollNearEnd || has(full.paper(), 0x04),
                rollEnd || has(full.paper(), 0x01),
                cutterError || has(full.unrecoverable(), 0x01),
                broken || has(full.unrecoverable(), 0x4C),
                overheated || has(full.recoverable(), 0x09),
                jammed || has(full.recoverable(), 0x40),
                has(full.paper(), 0x20));
    }

    private static boolean has(int bits, int any) {
        return (bits & any) != 0;
    }

    /** Whether it would print now. A roll near its end does. */
    boolean ready() {
        return !(offline || coverOpen || rollEnd || cutterError || broken || overheated || jammed);
    }

    /** Whether it only waits until its head has cooled down, and will then go on by itself where it stopped. */
    boolean coolingDown() {
        return overheated && !(coverOpen || rollEnd || cutterError || broken || jammed);
    }

    /** Most important first; what prevents printing before what does not. */
    List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        addIf(broken, "hardware-failure", reasons);
        addIf(cutterError, "cutter-error", reasons);
        addIf(jammed, "media-jam", reasons);
        addIf(coverOpen, "cover-open", reasons);
        addIf(rollEnd, "media-empty", reasons);
        addIf(overheated, "head-over-temperature", reasons);
        addIf(offline && reasons.isEmpty(), "offline", reasons);
        addIf(rollNearEnd && !rollEnd, "media-low", reasons);
        return reasons;
    }

    private static void addIf(boolean holds, String reason, List<String> reasons) {
        if (holds) {
            reasons.add(reason);
        }
    }

    DeviceStatus status(MediaState media) {
        return new DeviceStatus(state(), reasons(), media, supplies());
    }

    Map<Supply, SupplyLevel> supplies() {
        SupplyLevel roll = rollEnd ? SupplyLevel.OUT : rollNearEnd ? SupplyLevel.LOW : SupplyLevel.FULL;
        return Map.of(Supply.RECEIPT_ROLL, roll);
    }

    private DeviceState state() {
        if (broken || cutterError) {
            return DeviceState.HARDWARE_ERROR;
        }
        if (jammed || coverOpen || rollEnd) {
            return DeviceState.USER_ERROR;
        }
        return overheated || offline ? DeviceState.OFFLINE : DeviceState.ONLINE;
    }
}
