package org.zizhu.kiosk.simulation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.idcard.CardPhoto;
import org.zizhu.drivers.idcard.CardReading;
import org.zizhu.drivers.idcard.IdCard;
import org.zizhu.drivers.idcard.IdCardReader;

/** A reader on which cards are put, lie, are lifted too early and are forgotten; one reading in some fails. */
final class WornReader extends WornDevice implements IdCardReader {

    private static final Duration READING = Duration.ofMillis(800);
    private static final int UNREADABLE = 3;

    private @Nullable IdCard card;
    private @Nullable CompletableFuture<Completion<CardReading>> waiting;
    private boolean reading;

    WornReader(World world) {
        super("id-card-reader", world);
    }

    @Override
    DeviceStatus condition() {
        return DeviceStatus.online(card == null ? MediaState.NOT_PRESENT : MediaState.PRESENT);
    }

    boolean empty() {
        return card == null;
    }

    /** Whether it is this card that lies there. */
    boolean holds(IdCard asked) {
        return card == asked;
    }

    void put(IdCard next) {
        card = next;
        tell();
        readIfAsked();
    }

    void lift() {
        card = null;
        tell();
    }

    void unplug() {
        plug(false);
        complete(Completion.failed(FailureCode.HARDWARE_ERROR, "link-lost"));
    }

    @Override
    public CompletableFuture<Completion<CardReading>> read(Contents contents, Duration within) {
        world.guard();
        if (!status().usable()) {
            return failed(FailureCode.NOT_READY, "not-connected");
        }
        CompletableFuture<Completion<CardReading>> answer = new CompletableFuture<>();
        waiting = answer;
        reading = false;
        world.time.after(within, () -> answer.complete(Completion.failed(FailureCode.TIME_OUT, "no-card")));
        readIfAsked();
        return answer;
    }

    private void readIfAsked() {
        IdCard read = card;
        CompletableFuture<Completion<CardReading>> asked = waiting;
        if (read == null || asked == null || reading || !plugged()) {
            return;
        }
        reading = true;
        world.time.after(READING, () -> {
            if (waiting == asked && !asked.isDone()) {
                complete(result(read));
            }
        });
    }

    private Completion<CardReading> result(IdCard read) {
        if (card != read) {
            return Completion.failed(FailureCode.USER_ERROR, "card-lifted");
        }
        if (world.random().nextInt(100) < UNREADABLE) {
            return Completion.failed(FailureCode.INVALID_DATA, "card-unreadable");
        }
        byte[] photo = new byte[CardPhoto.BYTES];
        java.util.Arrays.fill(photo, (byte) 0x5A);
        CardReading made = new CardReading(
                read,
                java.util.Optional.empty(),
                new CardPhoto(photo),
                new byte[0],
                "05.03-20160820-0001234567-1234567890");
        world.auditor.read(made);
        return Completion.success(made);
    }

    private void complete(Completion<CardReading> end) {
        CompletableFuture<Completion<CardReading>> asked = waiting;
        waiting = null;
        reading = false;
        if (asked != null) {
            asked.complete(end);
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
        complete(Completion.failed(FailureCode.CANCELLED, "cancelled"));
    }
}
