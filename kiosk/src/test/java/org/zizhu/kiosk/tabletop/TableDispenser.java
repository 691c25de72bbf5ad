package org.zizhu.kiosk.tabletop;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.chipcard.CardTalk;
import org.zizhu.drivers.dispenser.CardDispenser;

/** The card dispenser of the tabletop. No item moves cards so far: it hands out one to field staff. */
public final class TableDispenser extends TableDevice implements CardDispenser {

    public TableDispenser(SimulatedInbox time) {
        super("card-dispenser", time);
    }

    @Override
    public CompletableFuture<Completion<Position>> position(Duration within) {
        return CompletableFuture.completedFuture(Completion.success(Position.NONE));
    }

    @Override
    public CompletableFuture<Completion<Position>> moveToChip(Duration within) {
        return CompletableFuture.completedFuture(Completion.success(Position.CHIP));
    }

    @Override
    public CompletableFuture<Completion<Position>> hold(Duration within) {
        return unsupported();
    }

    @Override
    public CompletableFuture<Completion<Position>> eject(Duration within) {
        return CompletableFuture.completedFuture(Completion.success(Position.GATE));
    }

    @Override
    public CompletableFuture<Completion<Position>> capture(Duration within) {
        return unsupported();
    }

    @Override
    public CompletableFuture<Completion<Integer>> captured(Duration within) {
        return unsupported();
    }

    @Override
    public <T> CompletableFuture<Completion<T>> converse(CardTalk<T> talk, Duration within) {
        return unsupported();
    }

    private static <T> CompletableFuture<Completion<T>> unsupported() {
        return failed(FailureCode.UNSUPPORTED, "not-on-the-tabletop");
    }
}
