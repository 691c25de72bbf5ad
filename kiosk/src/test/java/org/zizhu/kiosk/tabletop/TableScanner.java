package org.zizhu.kiosk.tabletop;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.codescanner.CodeScanner;
import org.zizhu.drivers.codescanner.ScannedCode;

/** The scanner of the tabletop: reads what is held before it while it looks. */
public final class TableScanner extends TableDevice implements CodeScanner {

    private @Nullable CompletableFuture<Completion<ScannedCode>> looking;

    public TableScanner(SimulatedInbox time) {
        super("code-scanner", time);
    }

    /** Somebody holds a code before it. */
    public void show(String code) {
        if (looking != null) {
            looking.complete(Completion.success(
                    new ScannedCode(code.getBytes(StandardCharsets.UTF_8), code, StandardCharsets.UTF_8)));
        }
    }

    @Override
    public CompletableFuture<Completion<ScannedCode>> scan(Duration within) {
        if (!status().usable()) {
            return failed(FailureCode.NOT_READY, "not-connected");
        }
        CompletableFuture<Completion<ScannedCode>> scan = new CompletableFuture<>();
        looking = scan;
        time.after(within, () -> scan.complete(Completion.failed(FailureCode.TIME_OUT, "no-code")));
        return scan;
    }

    @Override
    public void cancel() {
        if (looking != null) {
            looking.complete(Completion.failed(FailureCode.CANCELLED, "cancelled"));
        }
    }
}
