package org.zizhu.kiosk.tabletop;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.SupplyLevel;
import org.zizhu.drivers.chipcard.CardTalk;
import org.zizhu.drivers.chipcard.emulator.EmulatedChipCard;
import org.zizhu.drivers.dispenser.CardDispenser;

/**
 * The card dispenser of the tabletop: cards with chips in a stacker, one on its way, a bin that counts. A move takes its time, and what has
 * begun goes on in the device when the unit dies.
 */
public final class TableDispenser extends TableDevice implements CardDispenser {

    private static final Duration MOVING = Duration.ofSeconds(2);
    private static final Duration TALKING = Duration.ofMillis(900);

    /** What goes wrong with the next move of a kind. */
    private record Mishap(FailureCode code, String reason, boolean moves) {}

    /** Every card that somebody has taken. */
    public final List<EmulatedChipCard> taken = new ArrayList<>();

    public final List<EmulatedChipCard> bin = new ArrayList<>();

    /** How many cards have left the stacker. */
    public int drawn;

    private final ArrayDeque<EmulatedChipCard> stacker = new ArrayDeque<>();
    private @Nullable EmulatedChipCard onTheWay;
    private Position position = Position.NONE;
    private boolean jammed;
    private Optional<Mishap> nextDraw = Optional.empty();
    private Optional<Mishap> nextHold = Optional.empty();
    private Optional<Mishap> nextCapture = Optional.empty();
    private Optional<Duration> untilTaken = Optional.of(Duration.ofSeconds(4));

    public TableDispenser(SimulatedInbox time) {
        super("card-dispenser", time);
    }

    public void load(EmulatedChipCard... cards) {
        stacker.addAll(List.of(cards));
        tell();
    }

    public int inStacker() {
        return stacker.size();
    }

    /** How long the citizen leaves a card at the gate. */
    public void cardsAreTakenAfter(Duration delay) {
        untilTaken = Optional.of(delay);
    }

    /** Nobody takes a card at the gate. */
    public void nobodyTakes() {
        untilTaken = Optional.empty();
    }

    /** The next card is not drawn, or sticks on its way. */
    public void nextDrawFails(FailureCode code, String reason, boolean moves) {
        nextDraw = Optional.of(new Mishap(code, reason, moves));
    }

    /** The next card is not presented, or sticks on its way. */
    public void nextHoldFails(FailureCode code, String reason, boolean moves) {
        nextHold = Optional.of(new Mishap(code, reason, moves));
    }

    public void nextCaptureFails(FailureCode code, String reason, boolean moves) {
        nextCapture = Optional.of(new Mishap(code, reason, moves));
    }

    /** From now on it can't be asked. */
    public void jams() {
        jammed = true;
        says(DeviceStatus.without(DeviceState.USER_ERROR, "card-jammed"));
    }

    /** Somebody takes the card at the gate now. */
    public void takeCard() {
        if (position == Position.GATE && onTheWay != null) {
            taken.add(onTheWay);
            leaves();
        }
    }

    /** A card that is there from before. */
    public void leave(EmulatedChipCard card, Position where) {
        onTheWay = card;
        position = where;
        tell();
    }

    @Override
    public CompletableFuture<Completion<Position>> position(Duration within) {
        return jammed ? jam() : later(Duration.ofMillis(20), Completion.success(position));
    }

    @Override
    public CompletableFuture<Completion<Position>> moveToChip(Duration within) {
        if (jammed) {
            return jam();
        }
        if (onTheWay == null && stacker.isEmpty()) {
            return failed(FailureCode.NOT_READY, "stacker-empty");
        }
        Optional<Mishap> mishap = nextDraw;
        nextDraw = Optional.empty();
        return moved(Position.CHIP, mishap, () -> {
            if (onTheWay == null) {
                onTheWay = stacker.poll();
                drawn++;
            }
        });
    }

    @Override
    public CompletableFuture<Completion<Position>> hold(Duration within) {
        if (jammed) {
            return jam();
        }
        if (onTheWay == null) {
            return failed(FailureCode.SEQUENCE_ERROR, "no-card");
        }
        Optional<Mishap> mishap = nextHold;
        nextHold = Optional.empty();
        return moved(Position.GATE, mishap, () -> untilTaken.ifPresent(delay -> time.after(delay, this::takeCard)));
    }

    @Override
    public CompletableFuture<Completion<Position>> eject(Duration within) {
        return CompletableFuture.completedFuture(Completion.success(Position.GATE));
    }

    @Override
    public CompletableFuture<Completion<Position>> capture(Duration within) {
        if (jammed) {
            return jam();
        }
        if (onTheWay == null) {
            return failed(FailureCode.SEQUENCE_ERROR, "no-card");
        }
        Optional<Mishap> mishap = nextCapture;
        nextCapture = Optional.empty();
        return moved(Position.NONE, mishap, () -> {
            if (onTheWay != null) {
                bin.add(onTheWay);
                leaves();
            }
        });
    }

    @Override
    public CompletableFuture<Completion<Integer>> captured(Duration within) {
        return jammed
                ? failed(FailureCode.HARDWARE_ERROR, "card-jammed")
                : later(Duration.ofMillis(20), Completion.success(bin.size()));
    }

    @Override
    public <T> CompletableFuture<Completion<T>> converse(CardTalk<T> talk, Duration within) {
        EmulatedChipCard there = onTheWay;
        if (there == null || position != Position.CHIP) {
            return failed(FailureCode.SEQUENCE_ERROR, "no-card");
        }
        if (there.answerToReset().length == 0) {
            return failed(FailureCode.INVALID_DATA, "card-mute");
        }
        CompletableFuture<Completion<T>> answer = new CompletableFuture<>();
        time.after(TALKING, () -> answer.complete(TableChipCardReader.talked(talk, there)));
        return answer;
    }

    private CompletableFuture<Completion<Position>> moved(Position to, Optional<Mishap> mishap, Runnable move) {
        CompletableFuture<Completion<Position>> answer = new CompletableFuture<>();
        time.after(MOVING, () -> {
            if (mishap.isEmpty() || mishap.get().moves()) {
                move.run();
                position = onTheWay == null ? Position.NONE : to;
                tell();
            }
            if (mishap.isPresent() && mishap.get().reason().equals("card-jammed")) {
                jams();
            }
            answer.complete(
                    mishap.isPresent()
                            ? Completion.failed(
                                    mishap.get().code(), mishap.get().reason())
                            : Completion.success(position));
        });
        return answer;
    }

    private void leaves() {
        onTheWay = null;
        position = Position.NONE;
        tell();
    }

    private void tell() {
        says(new DeviceStatus(
                DeviceState.ONLINE,
                List.of(),
                onTheWay == null ? MediaState.NOT_PRESENT : MediaState.PRESENT,
                Map.of(Supply.CARDS, stacker.isEmpty() ? SupplyLevel.OUT : SupplyLevel.FULL)));
    }

    private static <T> CompletableFuture<Completion<T>> jam() {
        return failed(FailureCode.HARDWARE_ERROR, "card-jammed");
    }
}
