package org.zizhu.kiosk.simulation;

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
import org.zizhu.drivers.dispenser.CardDispenser;
import org.zizhu.kiosk.simulation.CardOffice.NewCard;
import org.zizhu.kiosk.simulation.CardOffice.Where;
import org.zizhu.kiosk.stock.SerialRange;
import org.zizhu.kiosk.tabletop.TableChipCardReader;

/** A dispenser whose moves go on when the kiosk dies, which jams now and then, and of which not every answer arrives. */
final class WornDispenser extends WornDevice implements CardDispenser, StockRoom.Stocked {

    private static final Duration MOVING = Duration.ofSeconds(2);
    private static final Duration TALKING = Duration.ofMillis(900);

    private final ArrayDeque<NewCard> stacker = new ArrayDeque<>();
    private @Nullable NewCard card;
    private Position position = Position.NONE;
    private final List<NewCard> bin = new ArrayList<>();
    private int counter;
    private boolean jammed;
    private boolean jamsNext;

    WornDispenser(World world) {
        super("card-dispenser", world);
    }

    @Override
    DeviceStatus condition() {
        return jammed
                ? DeviceStatus.without(DeviceState.USER_ERROR, "card-jammed")
                : new DeviceStatus(
                        DeviceState.ONLINE,
                        List.of(),
                        card == null ? MediaState.NOT_PRESENT : MediaState.PRESENT,
                        Map.of(Supply.CARDS, stacker.isEmpty() ? SupplyLevel.OUT : SupplyLevel.FULL));
    }

    /** The first that is for nobody yet, put on top or left where it is. */
    Optional<NewCard> free(boolean onTop) {
        Optional<NewCard> free = stacker.stream().filter(NewCard::isForNobody).findFirst();
        if (onTop && free.isPresent()) {
            stacker.remove(free.get());
            stacker.addFirst(free.get());
        }
        return free;
    }

    boolean holds(NewCard one) {
        return stacker.contains(one);
    }

    @Override
    public int left() {
        return stacker.size();
    }

    @Override
    public int binned() {
        return bin.size();
    }

    @Override
    public void emptyBin() {
        bin.forEach(binned -> binned.where = Where.WITH_STAFF);
        bin.clear();
    }

    @Override
    public List<SerialRange> ranges() {
        return List.of();
    }

    @Override
    public Optional<String> first() {
        return Optional.empty();
    }

    @Override
    public void load(int pieces) {
        for (int i = 0; i < pieces; i++) {
            stacker.addLast(world.cards.make());
        }
        tell();
    }

    void jamNext() {
        jamsNext = true;
    }

    /** Somebody takes the card at the gate. */
    void take() {
        if (!jammed && position == Position.GATE) {
            leaves(Where.WITH_A_CITIZEN);
        }
    }

    /** Staff open it, and put what sticks there into the bin. */
    void putRight() {
        jamsNext = false;
        if (jammed) {
            jammed = false;
            leaves(Where.BIN);
        }
        plug(true);
    }

    private void leaves(Where where) {
        if (card != null) {
            card.where = where;
            if (where == Where.BIN) {
                bin.add(card);
            }
            world.chronicle.note("a card is " + where);
        }
        card = null;
        position = Position.NONE;
        tell();
    }

    private <T> Optional<CompletableFuture<Completion<T>>> refusal() {
        world.guard();
        if (!plugged()) {
            return Optional.of(failed(FailureCode.NOT_READY, "link-lost"));
        }
        return jammed ? Optional.of(failed(FailureCode.HARDWARE_ERROR, "card-jammed")) : Optional.empty();
    }

    @Override
    public CompletableFuture<Completion<Position>> position(Duration within) {
        return this.<Position>refusal().orElseGet(() -> later(Duration.ofMillis(20), Completion.success(position)));
    }

    @Override
    public CompletableFuture<Completion<Position>> moveToChip(Duration within) {
        Optional<CompletableFuture<Completion<Position>>> refusal = refusal();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (card == null) {
            if (stacker.isEmpty()) {
                return failed(FailureCode.NOT_READY, "stacker-empty");
            }
            world.auditor.beforeDrawing();
        }
        return moved(() -> {
            if (card == null) {
                card = stacker.poll();
                if (card != null) {
                    card.where = Where.ON_ITS_WAY;
                }
            }
            position = card == null ? Position.NONE : Position.CHIP;
        });
    }

    @Override
    public CompletableFuture<Completion<Position>> hold(Duration within) {
        return move(() -> position = card == null ? Position.NONE : Position.GATE);
    }

    @Override
    public CompletableFuture<Completion<Position>> eject(Duration within) {
        return hold(within);
    }

    @Override
    public CompletableFuture<Completion<Position>> capture(Duration within) {
        return move(() -> {
            if (card != null) {
                counter++;
                leaves(Where.BIN);
            }
        });
    }

    private CompletableFuture<Completion<Position>> move(Runnable motion) {
        Optional<CompletableFuture<Completion<Position>>> refusal = refusal();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return card == null ? failed(FailureCode.SEQUENCE_ERROR, "no-card") : moved(motion);
    }

    private CompletableFuture<Completion<Position>> moved(Runnable motion) {
        CompletableFuture<Completion<Position>> answer = new CompletableFuture<>();
        boolean lost = world.random().nextInt(80) == 0;
        if (world.goesWrong(100)) {
            jamsNext = true;
            world.time.after(Duration.ofSeconds(world.random().nextInt(20, 1_500)), this::putRight);
        }
        world.time.after(MOVING, () -> {
            if (!jammed) {
                if (jamsNext && (card != null || !stacker.isEmpty())) {
                    jamsNext = false;
                    jams();
                } else {
                    motion.run();
                }
                tell();
            }
            answer.complete(
                    jammed
                            ? Completion.failed(FailureCode.HARDWARE_ERROR, "card-jammed")
                            : lost || !plugged()
                                    ? Completion.failed(FailureCode.TIME_OUT, "outcome-unknown")
                                    : Completion.success(position));
        });
        return answer;
    }

    private void jams() {
        if (card == null) {
            card = stacker.poll();
        }
        if (card != null) {
            card.where = Where.ON_ITS_WAY;
        }
        jammed = true;
    }

    @Override
    public CompletableFuture<Completion<Integer>> captured(Duration within) {
        return this.<Integer>refusal().orElseGet(() -> later(Duration.ofMillis(20), Completion.success(counter)));
    }

    @Override
    public <T> CompletableFuture<Completion<T>> converse(CardTalk<T> talk, Duration within) {
        Optional<CompletableFuture<Completion<T>>> refusal = refusal();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        NewCard there = card;
        if (there == null || position != Position.CHIP) {
            return failed(FailureCode.SEQUENCE_ERROR, "no-card");
        }
        boolean mute = world.random().nextInt(20) == 0;
        CompletableFuture<Completion<T>> answer = new CompletableFuture<>();
        world.time.after(
                TALKING,
                () -> answer.complete(
                        mute
                                ? Completion.failed(FailureCode.INVALID_DATA, "card-mute")
                                : TableChipCardReader.talked(talk, there.chip())));
        return answer;
    }
}
