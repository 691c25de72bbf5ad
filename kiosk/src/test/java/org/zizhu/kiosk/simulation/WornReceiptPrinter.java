package org.zizhu.kiosk.simulation;

import java.time.Duration;
import java.util.Optional;
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
    private Optional<String> slip = Optional.empty();
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

    /** Somebody takes what lies there, and with it the slip that it may be. */
    Optional<String> take() {
        if (media != MediaState.PRESENT) {
            return Optional.empty();
        }
        media = MediaState.NOT_PRESENT;
        tell();
        return slip;
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
                slip = receipt.parts().stream()
                        .filter(Receipt.QrCode.class::isInstance)
                        .map(part -> ((Receipt.QrCode) part).content())
                        .filter(Slips::isOne)
                        .findFirst();
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
