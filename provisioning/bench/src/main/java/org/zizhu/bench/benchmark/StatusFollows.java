package org.zizhu.bench.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.emulator.EmulatedLine;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.idcard.samv.SamVReader;
import org.zizhu.drivers.idcard.samv.emulator.EmulatedCard;
import org.zizhu.drivers.idcard.samv.emulator.SamVEmulator;
import org.zizhu.drivers.idcard.samv.emulator.SamVModel;
import org.zizhu.drivers.locker.rs485.Feedback;
import org.zizhu.drivers.locker.rs485.LockerPlan;
import org.zizhu.drivers.locker.rs485.Rs485Locker;
import org.zizhu.drivers.locker.rs485.emulator.BoardModel;
import org.zizhu.drivers.locker.rs485.emulator.LockerEmulator;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.power.nut.NutPowerSupply;
import org.zizhu.drivers.power.nut.emulator.EmulatedUps;
import org.zizhu.drivers.power.nut.emulator.NutServerEmulator;
import org.zizhu.drivers.power.nut.emulator.UpsModel;
import org.zizhu.drivers.serial.TtyPort;
import org.zizhu.drivers.serial.emulator.PseudoTerminal;

/**
 * From something that happens to a device until a subscriber to its status hears of it: a card on a reader, a locker's door and
 * a power supply's battery, all three at the same time, at any moment between two looks of their drivers.
 */
final class StatusFollows implements Measurement {

    private static final double GOAL_MILLISECONDS = 1_000;

    private static final long SEED = 1;

    /** Longer than any driver's pause, so that events come at any moment of it. */
    private static final int LONGEST_PAUSE_MILLISECONDS = 600;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final EmulatedCard card;
    private final int times;

    /** @param times that each happens and is undone */
    StatusFollows(Path folder, EmulatedCard card, int times) {
        this.folder = folder;
        this.card = card;
        this.times = times;
    }

    @Override
    public String what() {
        return "something happens to a device → its status says so";
    }

    /** Something that happens, and how it is seen in the status. */
    private record Event(Deed deed, Predicate<DeviceStatus> shown) {}

    @FunctionalInterface
    private interface Deed {
        void happen() throws IOException;
    }

    @Override
    public List<Result> take() throws NotMeasured, IOException, InterruptedException {
        EmulatedLine readerLine = line("status-reader");
        EmulatedLine lockerLine = line("status-locker");
        EmulatedUps ups = new EmulatedUps(UpsModel.CASTLE_1K, Imperfection.REAL, MonotonicClock.SYSTEM);
        try (SamVEmulator module = new SamVEmulator(readerLine, SamVModel.CVR_100UC);
                LockerEmulator doors = new LockerEmulator(
                        lockerLine, Feedback.SHORTED_WHEN_OPEN, BoardModel.TWENTY_FOUR, BoardModel.TWENTY_FOUR);
                NutServerEmulator server = new NutServerEmulator(ups, new SplittableRandom(SEED));
                Device reader = new SamVReader(
                        "reader",
                        new TtyPort(readerLine.link(), 115_200),
                        MonotonicClock.SYSTEM,
                        InstantSource.system());
                Device locker = new Rs485Locker(
                        "locker",
                        new TtyPort(lockerLine.link(), 9_600),
                        LockerPlan.numbered(2, 24, Feedback.SHORTED_WHEN_OPEN, true),
                        MonotonicClock.SYSTEM,
                        InstantSource.system());
                Device supply =
                        new NutPowerSupply("supply", server.uri(), MonotonicClock.SYSTEM, InstantSource.system())) {
            Map<String, CompletableFuture<Sample>> following = new LinkedHashMap<>();
            following.put(
                    "reader",
                    follow(
                            reader,
                            new Event(() -> module.insert(card), holds(MediaState.PRESENT)),
                            new Event(module::lift, holds(MediaState.NOT_PRESENT))));
            following.put(
                    "locker",
                    follow(
                            locker,
                            new Event(() -> doors.forceDoor(2, 1), says("door-open")),
                            new Event(
                                    () -> doors.closeDoor(2, 1),
                                    says("door-open").negate())));
            following.put(
                    "supply",
                    follow(
                            supply,
                            new Event(() -> ups.replaceBattery(true), says("replace-battery")),
                            new Event(
                                    () -> ups.replaceBattery(false),
                                    says("replace-battery").negate())));
            return List.of(result(following));
        } catch (CompletionException e) {
            throw new NotMeasured(String.valueOf(e.getCause()));
        }
    }

    private Result result(Map<String, CompletableFuture<Sample>> following) {
        List<Double> all = new ArrayList<>();
        String each = following.entrySet().stream()
                .map(device -> {
                    Sample sample = device.getValue().join();
                    all.addAll(sample.values());
                    return String.format(Locale.ROOT, "%s %.0f", device.getKey(), sample.median());
                })
                .collect(Collectors.joining(", ", "", " ms"));
        Sample sample = new Sample(all);
        return new Result(
                what(),
                "%.0f ms (%.0f ms)".formatted(sample.median(), sample.percentile(95)),
                each,
                "",
                "95 % ≤ 1 s",
                Result.Verdict.met(sample.percentile(95) <= GOAL_MILLISECONDS));
    }

    private EmulatedLine line(String name) throws IOException {
        return new EmulatedLine(
                PseudoTerminal.at(folder.resolve(name)), 9_600, Imperfection.REAL, new SplittableRandom(SEED));
    }

    private static Predicate<DeviceStatus> says(String reason) {
        return status -> status.usable() && status.reasons().contains(reason);
    }

    private static Predicate<DeviceStatus> holds(MediaState card) {
        return status -> status.media() == card;
    }

    private CompletableFuture<Sample> follow(Device device, Event event, Event undone) {
        device.start();
        RandomGenerator random = new SplittableRandom(SEED);
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        milliseconds(device, new Event(() -> {}, DeviceStatus::usable));
                        List<Double> values = new ArrayList<>();
                        for (int i = 0; i < times; i++) {
                            Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLISECONDS));
                            values.add(milliseconds(device, event));
                            Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLISECONDS));
                            values.add(milliseconds(device, undone));
                        }
                        return new Sample(values);
                    } catch (IOException | InterruptedException | NotMeasured e) {
                        throw new CompletionException(e);
                    }
                },
                work -> new Thread(work, "follow-" + device.name()).start());
    }

    private static double milliseconds(Device device, Event event)
            throws IOException, InterruptedException, NotMeasured {
        CountDownLatch shown = new CountDownLatch(1);
        long begin = System.nanoTime();
        event.deed().happen();
        Subscription subscription = device.onStatus(status -> {
            if (event.shown().test(status)) {
                shown.countDown();
            }
        });
        try {
            if (!shown.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new NotMeasured(device.name() + " is still " + device.status());
            }
        } finally {
            subscription.close();
        }
        return (System.nanoTime() - begin) / 1e6;
    }
}
