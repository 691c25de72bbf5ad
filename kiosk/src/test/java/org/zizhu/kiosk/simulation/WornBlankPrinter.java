package org.zizhu.kiosk.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.SupplyLevel;
import org.zizhu.drivers.blank.BlankPrinter;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.simulation.Blanks.Sheet;
import org.zizhu.kiosk.simulation.Blanks.Where;
import org.zizhu.kiosk.stock.SerialRange;

/**
 * A printer of numbered blanks: it draws sheets that are torn, out of sequence or stuck together, jams now and then, and not every answer of
 * it arrives. Its moves go on without the kiosk, and end with its power; where a sheet is its sensors know all the same.
 */
final class WornBlankPrinter extends WornDevice implements BlankPrinter, StockRoom.Stocked {

    private static final int BIN_HOLDS = 60;

    private final ArrayDeque<Sheet> magazine = new ArrayDeque<>();
    private final List<Sheet> way = new ArrayList<>();
    private final List<Sheet> bin = new ArrayList<>();
    private final Map<UUID, PrintEnd> ends = new HashMap<>();
    private Place place = Place.NONE;
    private State state = State.IDLE;
    private boolean jammed;
    private boolean jamsNext;
    private boolean poweredUp = true;
    private boolean hasRestarted;
    private int powerUps;

    WornBlankPrinter(World world) {
        super("blank-printer", world);
    }

    @Override
    DeviceStatus condition() {
        if (!poweredUp) {
            return DeviceStatus.without(DeviceState.POWER_OFF);
        }
        MediaState media =
                switch (place) {
                    case NONE -> MediaState.NOT_PRESENT;
                    case OUTLET -> MediaState.PRESENT;
                    case READER, PRINTER -> MediaState.ENTERING;
                };
        List<String> reasons = new ArrayList<>();
        if (jammed) {
            reasons.add("blank-jammed");
        } else if (place == Place.NONE && magazine.isEmpty()) {
            reasons.add("blanks-empty");
        } else if (place == Place.NONE && bin.size() >= BIN_HOLDS) {
            reasons.add("bin-full");
        }
        return new DeviceStatus(
                reasons.isEmpty() ? DeviceState.ONLINE : DeviceState.USER_ERROR,
                reasons,
                media,
                Map.of(Supply.BLANKS, magazine.isEmpty() ? SupplyLevel.OUT : SupplyLevel.FULL));
    }

    // --- what happens to it ----------------------------------------------------------------------------------------

    void jamNext() {
        jamsNext = true;
    }

    void losePower() {
        poweredUp = false;
        hasRestarted = true;
        powerUps++;
        ends.clear();
        state = State.IDLE;
        tell();
    }

    void comesUp() {
        poweredUp = true;
        tell();
    }

    /** Staff open it, and what sticks there they put into the bin. */
    void putRight() {
        jamsNext = false;
        if (jammed) {
            jammed = false;
            clearWay();
        }
        poweredUp = true;
        plug(true);
    }

    private void clearWay() {
        way.forEach(sheet -> sheet.where = Where.BIN);
        bin.addAll(way);
        way.clear();
        become(Place.NONE, State.IDLE);
    }

    /** Somebody takes what lies in the open outlet. */
    void take() {
        if (state == State.PRESENTING && !jammed && poweredUp) {
            way.forEach(sheet -> sheet.where = Where.WITH_A_CITIZEN);
            world.chronicle.note("a licence is taken");
            way.clear();
            become(Place.NONE, State.TAKEN);
        }
    }

    @Override
    public int left() {
        return magazine.size();
    }

    /** They look into the way as well: what lies there behind the shut outlet goes into the bin. */
    @Override
    public int binned() {
        if (place == Place.READER || place == Place.PRINTER) {
            clearWay();
        }
        return bin.size();
    }

    @Override
    public void emptyBin() {
        bin.forEach(sheet -> sheet.where = Where.WITH_STAFF);
        bin.clear();
        tell();
    }

    @Override
    public List<SerialRange> ranges() {
        List<SerialRange> ranges = new ArrayList<>();
        for (Sheet sheet : magazine) {
            int last = ranges.size() - 1;
            SerialRange longer = last < 0
                    ? null
                    : new SerialRange(ranges.get(last).first(), ranges.get(last).count() + 1);
            if (longer != null && longer.last().equals(sheet.number)) {
                ranges.set(last, longer);
            } else {
                ranges.add(new SerialRange(sheet.number, 1));
            }
        }
        return ranges;
    }

    @Override
    public Optional<String> first() {
        return Optional.of(world.blanks.next());
    }

    @Override
    public void load(int pieces) {
        for (int i = 0; i < pieces; i++) {
            magazine.addLast(world.blanks.bring());
        }
        tell();
    }

    // --- what the kiosk asks
    // ------------------------------------------------------------------------------------------

    @Override
    public State state() {
        return state;
    }

    @Override
    public CompletableFuture<Completion<Place>> place(Duration within) {
        world.guard();
        return reachable()
                ? later(Duration.ofMillis(50), Completion.success(place))
                : failed(FailureCode.NOT_READY, "link-lost");
    }

    private boolean reachable() {
        return plugged() && poweredUp;
    }

    @Override
    public CompletableFuture<Completion<Fed>> feed(Duration within) {
        world.guard();
        if (!reachable()) {
            return failed(FailureCode.NOT_READY, "link-lost");
        } else if (place != Place.NONE) {
            return failed(FailureCode.SEQUENCE_ERROR, "blank-on-the-way");
        } else if (!status().usable()) {
            return failed(FailureCode.NOT_READY, status().reasons().get(0));
        }
        world.auditor.beforeMovingABlank(Entry.Step.BLANK, "fed");
        state = State.FEEDING;
        return moved(
                Duration.ofMillis(world.random().nextInt(900, 2_500)),
                () -> {
                    Sheet top = magazine.removeFirst();
                    way.add(top);
                    if (top.sticks && !magazine.isEmpty()) {
                        way.add(magazine.removeFirst());
                    }
                    way.forEach(sheet -> sheet.where = Where.ON_ITS_WAY);
                    become(Place.READER, State.FED);
                },
                this::seen);
    }

    /** Some moves jam, or nobody hears of them; somebody comes to see to it. */
    private void wearsOut() {
        Duration mended = Duration.ofSeconds(world.random().nextInt(20, 1_500));
        if (world.goesWrong(60)) {
            jamsNext = true;
            world.time.after(mended, this::putRight);
        } else if (world.goesWrong(100)) {
            plug(false);
            world.time.after(mended, this::putRight);
        }
    }

    private Fed seen() {
        List<String> read = way.stream()
                .filter(sheet -> !sheet.torn)
                .map(sheet -> sheet.number)
                .toList();
        return way.size() > 1
                ? new Fed.Several(read)
                : read.isEmpty() ? new Fed.Unreadable() : new Fed.Ready(read.get(0));
    }

    /** A move that goes on whoever listens, unless the power goes; that it jams or its answer is lost shows at its end. */
    private <T> CompletableFuture<Completion<T>> moved(Duration duration, Runnable motion, Supplier<T> outcome) {
        CompletableFuture<Completion<T>> answer = new CompletableFuture<>();
        boolean lost = world.random().nextInt(80) == 0;
        wearsOut();
        int power = powerUps;
        world.time.after(duration, () -> {
            if (power == powerUps) {
                motion.run();
                if (jamsNext) {
                    jamsNext = false;
                    jammed = true;
                    tell();
                }
            }
            answer.complete(
                    jammed && reachable()
                            ? Completion.failed(FailureCode.HARDWARE_ERROR, "blank-jammed")
                            : lost || !reachable()
                                    ? Completion.failed(FailureCode.TIME_OUT, "outcome-unknown")
                                    : Completion.success(outcome.get()));
        });
        return answer;
    }

    @Override
    public CompletableFuture<Completion<Fed>> read(Duration within) {
        world.guard();
        if (!reachable()) {
            return failed(FailureCode.NOT_READY, "link-lost");
        }
        return place == Place.READER
                ? later(Duration.ofSeconds(1), Completion.success(seen()))
                : failed(FailureCode.SEQUENCE_ERROR, "no-blank");
    }

    @Override
    public CompletableFuture<Completion<PrintEnd>> print(UUID job, byte[] pdf, Duration within) {
        world.guard();
        if (!reachable()) {
            return failed(FailureCode.NOT_READY, "link-lost");
        } else if (place != Place.READER || jammed) {
            return failed(FailureCode.SEQUENCE_ERROR, "no-blank");
        }
        world.auditor.beforePrintingOn(
                job, way.stream().map(sheet -> sheet.number).toList());
        CompletableFuture<Completion<PrintEnd>> answer = new CompletableFuture<>();
        become(Place.PRINTER, State.PRINTING);
        wearsOut();
        int power = powerUps;
        world.time.after(Duration.ofMillis(world.random().nextInt(3_000, 7_000)), () -> {
            if (power == powerUps) {
                if (jamsNext) {
                    jamsNext = false;
                    jammed = true;
                    ends.put(job, new PrintEnd.Partly(0, 1, "media-jam"));
                    become(Place.PRINTER, State.JAM);
                } else {
                    way.forEach(sheet -> sheet.printed = true);
                    ends.put(job, new PrintEnd.Printed(1));
                    become(Place.OUTLET, State.IDLE);
                }
            }
            answer.complete(Completion.success(
                    reachable() && ends.containsKey(job) ? ends.get(job) : new PrintEnd.Unknown(0, 1, "contact-lost")));
        });
        return answer;
    }

    @Override
    public CompletableFuture<Completion<Place>> present(Duration within) {
        world.guard();
        if (!reachable()) {
            return failed(FailureCode.NOT_READY, "link-lost");
        } else if (place != Place.OUTLET) {
            return failed(FailureCode.SEQUENCE_ERROR, "no-blank");
        }
        world.auditor.beforeMovingABlank(Entry.Step.TAKE, "presented");
        become(Place.OUTLET, State.PRESENTING);
        return later(Duration.ofMillis(50), Completion.success(place));
    }

    @Override
    public CompletableFuture<Completion<Place>> retract(Duration within) {
        world.guard();
        if (!reachable()) {
            return failed(FailureCode.NOT_READY, "link-lost");
        } else if (place == Place.NONE) {
            return failed(FailureCode.SEQUENCE_ERROR, "no-blank");
        } else if (jammed) {
            return failed(FailureCode.HARDWARE_ERROR, "blank-jammed");
        }
        world.auditor.beforeMovingABlank(Entry.Step.RETRACT, "taken back");
        // The outlet shuts first.
        state = State.RETRACTED;
        return moved(
                Duration.ofMillis(1_500),
                () -> {
                    if (!jamsNext) {
                        clearWay();
                        state = State.RETRACTED;
                    }
                },
                () -> place);
    }

    @Override
    public CompletableFuture<Completion<PrintEnd>> whatBecameOf(UUID job, Instant intendedAt, Duration within) {
        world.guard();
        if (!reachable()) {
            return failed(FailureCode.NOT_READY, "link-lost");
        } else if (state == State.PRINTING) {
            return failed(FailureCode.TIME_OUT, "still-printing");
        }
        PrintEnd unknown = hasRestarted
                ? new PrintEnd.Unknown(0, 1, "printer-restarted")
                : new PrintEnd.NotPrinted("never-arrived");
        return later(Duration.ofMillis(5), Completion.success(ends.getOrDefault(job, unknown)));
    }

    private void become(Place where, State what) {
        place = where;
        state = what;
        tell();
    }
}
