package org.zizhu.kiosk.tabletop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.idcard.CardReading;
import org.zizhu.drivers.idcard.IdCardReader;

/** The reader of the tabletop. A card is put on it after a while; what the next reads come to is told beforehand. */
public final class TableReader extends TableDevice implements IdCardReader {

    private static final Duration READING = Duration.ofMillis(800);

    private final java.util.ArrayDeque<Completion<CardReading>> next = new java.util.ArrayDeque<>();
    private @Nullable CompletableFuture<Completion<CardReading>> waiting;
    private boolean card;

    public TableReader(SimulatedInbox time) {
        super("id-card-reader", time);
    }

    /** From now on reads come to these, one after another; the last is repeated. */
    public void reads(List<Completion<CardReading>> completions) {
        next.clear();
        next.addAll(completions);
    }

    /** From now on every read comes to this. */
    public void reads(Completion<CardReading> completion) {
        reads(List.of(completion));
    }

    public void put() {
        card = true;
        says(DeviceStatus.online(MediaState.PRESENT));
        readIfAsked();
    }

    public void lift() {
        card = false;
        says(DeviceStatus.online(MediaState.NOT_PRESENT));
    }

    @Override
    public CompletableFuture<Completion<CardReading>> read(Contents contents, Duration within) {
        if (!status().usable()) {
            return failed(FailureCode.NOT_READY, "not-connected");
        }
        CompletableFuture<Completion<CardReading>> answer = new CompletableFuture<>();
        waiting = answer;
        time.after(within, () -> answer.complete(Completion.failed(FailureCode.TIME_OUT, "no-card")));
        readIfAsked();
        return answer;
    }

    private void readIfAsked() {
        CompletableFuture<Completion<CardReading>> asked = waiting;
        if (card && asked != null && !next.isEmpty()) {
            waiting = null;
            Completion<CardReading> result = next.size() > 1 ? next.remove() : next.peek();
            time.after(READING, () -> asked.complete(result));
        }
    }

    @Override
    public CompletableFuture<Completion<String>> samId(Duration within) {
        return later(READING, Completion.success("05.03-20160820-0001234567-1234567890"));
    }

    @Override
    public CompletableFuture<Completion<String>> reset(Duration within) {
        return later(READING, Completion.success("ok"));
    }

    @Override
    public void cancel() {
        if (waiting != null) {
            waiting.complete(Completion.failed(FailureCode.CANCELLED, "cancelled"));
        }
    }
}
