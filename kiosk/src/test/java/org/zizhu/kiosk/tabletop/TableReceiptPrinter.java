package org.zizhu.kiosk.tabletop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.receipt.Receipt;
import org.zizhu.drivers.receipt.ReceiptPrinter;

/** The receipt printer of the tabletop. */
public final class TableReceiptPrinter extends TableDevice implements ReceiptPrinter {

    public final List<Receipt> receipts = new ArrayList<>();
    public int retracted;
    private Duration untilTaken = Duration.ofSeconds(2);

    public TableReceiptPrinter(SimulatedInbox time) {
        super("receipt-printer", time);
    }

    public void receiptsAreTakenAfter(Duration delay) {
        untilTaken = delay;
    }

    @Override
    public CompletableFuture<Completion<Presented>> print(Receipt receipt, Duration within) {
        if (!status().usable()) {
            return failed(FailureCode.NOT_READY, "not-connected");
        }
        CompletableFuture<Completion<Presented>> answer = new CompletableFuture<>();
        time.after(Duration.ofSeconds(2), () -> {
            receipts.add(receipt);
            says(DeviceStatus.online(MediaState.PRESENT));
            answer.complete(Completion.success(new Presented(true)));
            time.after(untilTaken, () -> {
                if (status().media() == MediaState.PRESENT) {
                    says(DeviceStatus.online(MediaState.NOT_PRESENT));
                }
            });
        });
        return answer;
    }

    @Override
    public CompletableFuture<Completion<Presented>> retract(Duration within) {
        if (!status().usable()) {
            return failed(FailureCode.NOT_READY, "not-connected");
        }
        retracted++;
        says(DeviceStatus.online(MediaState.RETRACTED));
        return later(Duration.ofSeconds(1), Completion.success(new Presented(true)));
    }
}
