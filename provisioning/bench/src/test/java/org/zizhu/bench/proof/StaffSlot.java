package org.zizhu.bench.proof;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.zizhu.drivers.chipcard.emulator.EmulatedSlot;
import org.zizhu.drivers.chipcard.emulator.EmulatedStaffCard;
import org.zizhu.drivers.chipcard.emulator.PcscDaemon;
import org.zizhu.drivers.chipcard.emulator.VirtualReader;

/** The slot into which staff put their cards: a reader of the real card service. */
final class StaffSlot implements AutoCloseable {

    /** Others have it as long as a point of the kill matrix takes, and several may be before us. */
    private static final Duration OTHERS_HAVE_IT = Duration.ofMinutes(10);

    private static final Duration NOTHING_HAPPENS = Duration.ofSeconds(5);

    private static final Duration OUT = Duration.ofSeconds(1);

    private final EmulatedSlot slot = EmulatedSlot.immediate();
    private final VirtualReader reader = new VirtualReader(slot);
    private final PcscDaemon service;
    private int turn;

    StaffSlot() throws IOException {
        try {
            service = PcscDaemon.start(reader, OTHERS_HAVE_IT);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    String wiring() {
        return "{ name: chip-card-reader, driver: pc-sc, reader: \"%s\" }".formatted(PcscDaemon.READER);
    }

    /** Puts a card in, and where nothing comes of it puts it in again: one that was there before the kiosk had started counts as forgotten. */
    synchronized void insert(EmulatedStaffCard card) {
        turn++;
        int mine = turn;
        slot.insert(card);
        later(NOTHING_HAPPENS, mine, () -> {
            slot.remove();
            later(OUT, mine, () -> insert(card));
        });
    }

    /** The kiosk asks for its PIN. */
    synchronized void noticed() {
        turn++;
    }

    synchronized void remove() {
        turn++;
        slot.remove();
    }

    private void later(Duration after, int when, Runnable deed) {
        CompletableFuture.delayedExecutor(after.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    synchronized (this) {
                        if (turn == when) {
                            deed.run();
                        }
                    }
                });
    }

    @Override
    public void close() {
        remove();
        service.close();
        reader.close();
    }
}
