package org.zizhu.kiosk.tabletop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.SupplyLevel;
import org.zizhu.drivers.blank.BlankNumber;
import org.zizhu.drivers.blank.BlankPrinter;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.stock.ExchangeBook;
import org.zizhu.kiosk.stock.Store;

/** The printer of numbered blanks of the tabletop: every blank that leaves the magazine is somewhere, and can be counted. */
public final class TableBlankPrinter extends TableDevice implements BlankPrinter {

    private static final String FIRST = "ZZ00430101";

    private static final Duration A_WAY = Duration.ofSeconds(1);
    private static final Duration A_PAGE = Duration.ofSeconds(3);

    /** What lies in the magazine; what comes next is fed next. */
    public final Deque<Fed> magazine = new ArrayDeque<>();

    public final List<String> bin = new ArrayList<>();
    public final List<String> taken = new ArrayList<>();
    /** The blanks that were printed on, each as often as it was. */
    public final List<String> printed = new ArrayList<>();

    private final List<UUID> jobs = new ArrayList<>();
    private final Deque<PrintEnd> nextEnds = new ArrayDeque<>();
    private Optional<Fed> onTheWay = Optional.empty();
    private Place place = Place.NONE;
    private State state = State.IDLE;
    private boolean stuck;
    private Duration untilTaken = Duration.ofSeconds(4);

    public TableBlankPrinter(SimulatedInbox time) {
        super("blank-printer", time);
        tell();
    }

    /** Staff put so many blanks into it, the first of a run of numbers on top, and count them in. */
    void load(int count, Journal journal) {
        for (int i = 0; i < count; i++) {
            magazine.add(new Fed.Ready(number(i)));
        }
        tell();
        ExchangeBook book = new ExchangeBook(journal, () -> UUID.randomUUID().toString());
        book.count(
                book.begin(Store.BLANKS, "5ea1"),
                new ExchangeBook.Count(0, List.of(), 0, count, Optional.of(FIRST)),
                "5ea1");
    }

    /** The numbers of the next blanks can't be read. */
    public void tear(int count) {
        for (int i = 0; i < count; i++) {
            magazine.removeFirst();
        }
        for (int i = 0; i < count; i++) {
            magazine.addFirst(new Fed.Unreadable());
        }
    }

    /** Somebody leaves only so many in it. */
    public void leave(int count) {
        while (magazine.size() > count) {
            magazine.removeLast();
        }
        tell();
    }

    /** Somebody takes the blank that lies at the open outlet. */
    public void takeBlank() {
        if (place == Place.OUTLET) {
            taken.addAll(numbers());
            onTheWay = Optional.empty();
            become(Place.NONE, State.TAKEN);
        }
    }

    /** How long the citizen leaves a blank at the outlet. */
    public void blanksAreTakenAfter(Duration delay) {
        untilTaken = delay;
    }

    /** The next blank that is printed on comes to this. */
    public void nextEnds(PrintEnd end) {
        nextEnds.add(end);
    }

    /** The next blank is this in place of a good one. */
    public void next(Fed fed) {
        magazine.removeFirst();
        if (fed instanceof Fed.Several) {
            magazine.removeFirst();
        }
        magazine.addFirst(fed);
    }

    /** From now on nothing goes into the bin. */
    public void jamsBeforeTheBin() {
        stuck = true;
    }

    void losesPower() {
        state = State.IDLE;
        tell();
    }

    /** The number of the blank so many places behind the first. */
    public static String number(int places) {
        return BlankNumber.after(FIRST, places);
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public CompletableFuture<Completion<Place>> place(Duration within) {
        return status().usable()
                ? later(Duration.ofMillis(50), Completion.success(place))
                : failed(FailureCode.NOT_READY, "not-connected");
    }

    @Override
    public CompletableFuture<Completion<Fed>> feed(Duration within) {
        if (!status().usable()) {
            return failed(FailureCode.NOT_READY, status().reasons().get(0));
        } else if (place != Place.NONE) {
            return failed(FailureCode.SEQUENCE_ERROR, "blank-on-the-way");
        }
        onTheWay = Optional.of(magazine.removeFirst());
        become(Place.READER, State.FED);
        return later(A_WAY, Completion.success(onTheWay.get()));
    }

    @Override
    public CompletableFuture<Completion<Fed>> read(Duration within) {
        return place == Place.READER
                ? later(A_WAY, Completion.success(onTheWay.orElseThrow()))
                : failed(FailureCode.SEQUENCE_ERROR, "no-blank");
    }

    @Override
    public CompletableFuture<Completion<PrintEnd>> print(UUID job, byte[] pdf, Duration within) {
        if (place != Place.READER) {
            return failed(FailureCode.SEQUENCE_ERROR, "no-blank");
        }
        jobs.add(job);
        printed.addAll(numbers());
        PrintEnd end = nextEnds.isEmpty() ? new PrintEnd.Printed(1) : nextEnds.remove();
        become(end instanceof PrintEnd.Printed ? Place.OUTLET : Place.PRINTER, State.PRINTING);
        return later(A_PAGE, Completion.success(end));
    }

    @Override
    public CompletableFuture<Completion<Place>> present(Duration within) {
        if (place != Place.OUTLET) {
            return failed(FailureCode.SEQUENCE_ERROR, "no-blank");
        }
        become(Place.OUTLET, State.PRESENTING);
        time.after(untilTaken, () -> {
            if (state == State.PRESENTING) {
                takeBlank();
            }
        });
        return later(Duration.ofMillis(50), Completion.success(place));
    }

    @Override
    public CompletableFuture<Completion<Place>> retract(Duration within) {
        if (place == Place.NONE) {
            return failed(FailureCode.SEQUENCE_ERROR, "no-blank");
        } else if (stuck) {
            return failed(FailureCode.HARDWARE_ERROR, "blank-jammed");
        }
        bin.addAll(numbers());
        onTheWay = Optional.empty();
        become(Place.NONE, State.RETRACTED);
        return later(A_WAY, Completion.success(Place.NONE));
    }

    @Override
    public CompletableFuture<Completion<PrintEnd>> whatBecameOf(UUID job, Instant intendedAt, Duration within) {
        PrintEnd end = jobs.contains(job) ? new PrintEnd.Printed(1) : new PrintEnd.NotPrinted("never-arrived");
        return later(Duration.ofMillis(5), Completion.success(end));
    }

    private List<String> numbers() {
        return onTheWay.map(fed -> fed instanceof Fed.Ready ready
                        ? List.of(ready.number())
                        : fed instanceof Fed.Several several ? several.numbers() : List.of("unreadable"))
                .orElse(List.of());
    }

    private void become(Place where, State what) {
        place = where;
        state = what;
        tell();
    }

    private void tell() {
        MediaState media =
                switch (place) {
                    case NONE -> MediaState.NOT_PRESENT;
                    case OUTLET -> MediaState.PRESENT;
                    case READER, PRINTER -> MediaState.ENTERING;
                };
        boolean empty = magazine.isEmpty() && place == Place.NONE;
        says(new DeviceStatus(
                empty ? DeviceState.USER_ERROR : DeviceState.ONLINE,
                empty ? List.of("blanks-empty") : List.of(),
                media,
                Map.of(Supply.BLANKS, empty ? SupplyLevel.OUT : SupplyLevel.FULL)));
    }
}
