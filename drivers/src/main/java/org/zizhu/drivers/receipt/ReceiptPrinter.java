package org.zizhu.drivers.receipt;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceClass;

/**
 * Prints receipts on a roll (凭条打印机), cuts and presents them. Its status carries the roll as supply and, as medium,
 * where the last receipt is: {@code PRESENT} in the presenter, {@code NOT_PRESENT} when it was taken, {@code RETRACTED}.
 */
public interface ReceiptPrinter extends Device {

    /**
     * Prints, cuts and presents. Succeeds when the device confirms that it is idle and without error after the cut.
     * {@code NOT_READY} means that nothing came out; {@code HARDWARE_ERROR} that something may have.
     */
    CompletableFuture<Completion<Presented>> print(Receipt receipt, Duration within);

    /** Takes a receipt that nobody took back into the machine; {@code UNSUPPORTED} without such a presenter. */
    CompletableFuture<Completion<Presented>> retract(Duration within);

    /** Where the receipt is after a command: {@code sensed} is false where the model has no sensor for it. */
    record Presented(boolean sensed) {}

    @Override
    default DeviceClass deviceClass() {
        return DeviceClass.RECEIPT_PRINTER;
    }
}
