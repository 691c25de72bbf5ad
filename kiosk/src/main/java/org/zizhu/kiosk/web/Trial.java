package org.zizhu.kiosk.web;

import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.camera.Camera;
import org.zizhu.drivers.chipcard.ChipCardReader;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityTalk;
import org.zizhu.drivers.codescanner.CodeScanner;
import org.zizhu.drivers.dispenser.CardDispenser;
import org.zizhu.drivers.document.DocumentPrinter;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.drivers.idcard.IdCardReader;
import org.zizhu.drivers.locker.Locker;
import org.zizhu.drivers.panel.Panel;
import org.zizhu.drivers.receipt.ReceiptPrinter;
import org.zizhu.drivers.speaker.Speaker;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.JournalFailure;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.visit.Unit;

/**
 * A device worked once by field staff, as a visit would work it: a card read, a code scanned, a page printed, a door opened. What it found is
 * told without anything personal. What leaves the machine is written into the journal before and after; it is owed to
 * nobody, so nothing has to be settled after a power cut: the intent without an end says that nobody knows.
 */
final class Trial {

    /** For somebody who stands at the machine with a card in the hand. */
    private static final Duration BY_HAND = Duration.ofSeconds(15);

    /** A dispenser's longest way, twice. */
    private static final Duration MOVING = Duration.ofSeconds(40);

    private static final Duration SPEAKING = Duration.ofSeconds(10);

    /** A laser that slept warms up first. */
    private static final Duration PRINTING = Duration.ofSeconds(60);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Unit.ZONE);

    private static final Duration WATCHING = Duration.ofSeconds(2);
    private static final Duration LIT = Duration.ofSeconds(2);
    private static final Duration SWITCHING = Duration.ofSeconds(3);

    private final Journal journal;
    private final String terminal;
    private final InstantSource clock;

    /** @param terminal the unit's identity, for what is printed */
    Trial(Journal journal, String terminal, InstantSource clock) {
        this.journal = journal;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** What is done with a device of this class; empty where nothing can be done with it by hand. */
    Optional<Supplier<CompletableFuture<Completion<String>>>> of(Device device) {
        if (device instanceof IdCardReader reader) {
            return Optional.of(() -> then(
                    reader.read(IdCardReader.Contents.TEXT_AND_PHOTO, BY_HAND),
                    reading -> "read a card: " + word(reading.card().kind())));
        } else if (device instanceof ChipCardReader reader) {
            return Optional.of(() -> then(
                    reader.converse(new SocialSecurityTalk(), BY_HAND),
                    card -> "read a social security card, version "
                            + card.version().orElse("unknown")));
        } else if (device instanceof CodeScanner scanner) {
            return Optional.of(() -> then(
                    scanner.scan(BY_HAND),
                    code -> "read a code of " + code.bytes().length + " bytes, " + code.charset()));
        } else if (device instanceof Camera camera) {
            return Optional.of(() -> watch(camera));
        } else if (device instanceof Speaker speaker) {
            return Optional.of(() -> then(
                    speaker.speak("This is the voice of the kiosk. One, two, three.", Locale.ENGLISH, SPEAKING),
                    spoken -> "spoke for %.1f s".formatted(spoken.toMillis() / 1000.0)));
        } else if (device instanceof Panel panel) {
            return Optional.of(() -> light(panel));
        } else if (device instanceof Locker locker) {
            return Optional.of(() -> open(locker));
        } else if (device instanceof CardDispenser dispenser) {
            return Optional.of(() -> handOut(dispenser));
        } else if (device instanceof DocumentPrinter printer) {
            return Optional.of(() -> printPage(printer));
        } else if (device instanceof ReceiptPrinter printer) {
            return Optional.of(() -> journalled(
                    printer,
                    "print a test receipt",
                    () -> then(
                            printer.print(TestPrint.receipt(terminal, now()), PRINTING),
                            presented -> "printed a test receipt")));
        }
        return Optional.empty();
    }

    /** Whether it lets something out of the machine: only for who has the key to it. */
    static boolean letsOut(Device device) {
        return device instanceof Locker || device instanceof CardDispenser;
    }

    private static CompletableFuture<Completion<String>> watch(Camera camera) {
        AtomicInteger frames = new AtomicInteger();
        Subscription watching = camera.watch(frame -> frames.incrementAndGet());
        return after(WATCHING, () -> {
            watching.close();
            return frames.get() == 0
                    ? Completion.failed(FailureCode.HARDWARE_ERROR, "no-picture")
                    : Completion.success("saw " + frames.get() + " pictures in " + WATCHING.toSeconds() + " s");
        });
    }

    private static CompletableFuture<Completion<String>> light(Panel panel) {
        List<Panel.Light> all = List.of(Panel.Light.values());
        return switchAll(panel, all, true)
                .thenCompose(on -> after(LIT, () -> on))
                .thenCompose(on -> switchAll(panel, all, false)
                        .thenApply(off -> on.isEmpty()
                                ? Completion.<String>failed(FailureCode.NOT_READY, "no-light")
                                : Completion.success("lit: " + String.join(", ", on))));
    }

    /** The names of those that were switched. */
    private static CompletableFuture<List<String>> switchAll(Panel panel, List<Panel.Light> lights, boolean on) {
        Map<Panel.Light, CompletableFuture<Completion<Boolean>>> switched = new EnumMap<>(Panel.Light.class);
        lights.forEach(light -> switched.put(light, panel.light(light, on, SWITCHING)));
        return CompletableFuture.allOf(switched.values().toArray(CompletableFuture[]::new))
                .thenApply(all -> switched.entrySet().stream()
                        .filter(entry -> entry.getValue().join() instanceof Completion.Success)
                        .map(entry -> word(entry.getKey()))
                        .toList());
    }

    /** The first door that is shut. */
    private CompletableFuture<Completion<String>> open(Locker locker) {
        Optional<Integer> door = locker.doors().entrySet().stream()
                .filter(entry -> entry.getValue() == Locker.Door.CLOSED)
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
        if (door.isEmpty()) {
            return CompletableFuture.completedFuture(Completion.failed(FailureCode.SEQUENCE_ERROR, "no-door-shut"));
        }
        return journalled(
                locker,
                "open door " + door.get(),
                () -> then(locker.open(door.get(), SPEAKING), now -> "opened door " + door.get()));
    }

    private CompletableFuture<Completion<String>> handOut(CardDispenser dispenser) {
        return journalled(dispenser, "hand out a card", () -> dispenser
                .moveToChip(MOVING)
                .thenCompose(moved -> moved instanceof Completion.Success
                        ? dispenser.eject(MOVING)
                        : CompletableFuture.completedFuture(moved))
                .thenApply(end -> end.map(position -> "a card is at the " + word(position))));
    }

    private CompletableFuture<Completion<String>> printPage(DocumentPrinter printer) {
        var request = new DocumentPrinter.PrintRequest(UUID.randomUUID(), TestPrint.page(terminal, now()), 1, false);
        return journalled(printer, "print a test page", () -> printer.print(request, progress -> {}, PRINTING)
                .thenApply(told -> told instanceof Completion.Success<PrintEnd> end
                        ? printed(end.value())
                        : told.map(PrintEnd::toString)));
    }

    private static Completion<String> printed(PrintEnd end) {
        if (end instanceof PrintEnd.Printed) {
            return Completion.success("printed a test page");
        } else if (end instanceof PrintEnd.NotPrinted not) {
            return Completion.failed(FailureCode.NOT_READY, not.reason());
        } else if (end instanceof PrintEnd.Partly partly) {
            return Completion.failed(FailureCode.HARDWARE_ERROR, partly.reason());
        }
        return Completion.failed(FailureCode.HARDWARE_ERROR, ((PrintEnd.Unknown) end).reason());
    }

    private String now() {
        return TIME.format(clock.instant());
    }

    private CompletableFuture<Completion<String>> journalled(
            Device device, String deed, Supplier<CompletableFuture<Completion<String>>> what) {
        String transaction = UUID.randomUUID().toString();
        Map<String, String> facts = Map.of("device", device.name(), "deed", deed);
        try {
            journal.begin(transaction, "trial");
            journal.append(transaction, Entry.Step.TRIAL, Phase.INTENT, facts);
            journal.settle(transaction, "trial");
        } catch (JournalFailure e) {
            return CompletableFuture.completedFuture(Completion.failed(FailureCode.NOT_READY, "journal-failed"));
        }
        return what.get().thenApply(end -> {
            try {
                journal.append(transaction, Entry.Step.TRIAL, phase(end), facts);
                return end;
            } catch (JournalFailure e) {
                // It happened, or not; the journal's intent without an end says that nobody knows.
                return Completion.failed(FailureCode.HARDWARE_ERROR, "journal-failed");
            }
        });
    }

    private static Phase phase(Completion<String> end) {
        if (end instanceof Completion.Failed<String> failed) {
            return failed.code() == FailureCode.NOT_READY ? Phase.FAILED : Phase.UNKNOWN;
        }
        return Phase.DONE;
    }

    private static <T> CompletableFuture<Completion<String>> then(
            CompletableFuture<Completion<T>> end, Function<T, String> words) {
        return end.thenApply(completion -> completion.map(words));
    }

    private static <T> CompletableFuture<T> after(Duration delay, Supplier<T> what) {
        return CompletableFuture.supplyAsync(
                what, CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
