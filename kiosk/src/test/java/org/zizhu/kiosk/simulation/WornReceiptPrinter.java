package org.zizhu.kiosk.simulation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.receipt.Receipt;
import org.zizhu.drivers.receipt.ReceiptPrinter;

/** A receipt printer with a presenter: a receipt lies in it until it is taken or drawn back. */
final class WornReceiptPrinter extends WornDevice implements ReceiptPrinter {

    private static final Duration PRINTING = Duration.ofSeconds(2);

    private MediaState media = MediaState.NOT_PRESENT;
    private boolean garbles;
    private long printed;

    WornReceiptPrinter(World world) {
        super("receipt-printer", world);
    }

    @Override
    DeviceStatus condition() {
        return DeviceStatus.online(media);
    }

    void garbles(boolean does) {
        garbles = does;
    }

    boolean lies() {
        return media == MediaState.PRESENT;
    }

    long printed() {
        return printed;
    }

    void take() {
        if (media == MediaState.PRESENT) {
            media = MediaState.NOT_PRESENT;
            tell();
        }
    }

    @Override
    public CompletableFuture<Completion<Presented>> print(Receipt receipt, Duration within) {
        world.guard();
        world.auditor.onPaper(receipt);
        if (!status().usable()) {
            return failed(FailureCode.NOT_READY, "not-connected");
        }
        CompletableFuture<Completion<Presented>> answer = new CompletableFuture<>();
        boolean fails = garbles && world.random().nextBoolean();
        boolean reallyPrinted = !fails || world.random().nextBoolean();
        world.time.after(PRINTING, () -> {
            if (reallyPrinted) {
                printed++;
                media = MediaState.PRESENT;
                tell();
            }
            answer.complete(
                    fails || !plugged()
                            ? Completion.failed(FailureCode.HARDWARE_ERROR, "no-answer")
                            : Completion.success(new Presented(true)));
        });
        return answer;
    }

    @Override
    public CompletableFuture<Completion<Presented>> retract(Duration within) {
        world.guard();
        if (!status().usable()) {
            return failed(FailureCode.NOT_READY, "not-connected");
        }
        media = MediaState.RETRACTED;
        tell();
        return later(Duration.ofSeconds(1), Completion.success(new Presented(true)));
    }
}
