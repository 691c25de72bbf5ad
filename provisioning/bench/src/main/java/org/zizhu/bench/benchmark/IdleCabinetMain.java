package org.zizhu.bench.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.cabinet.Cabinet;
import org.zizhu.drivers.cabinet.Wiring;

/**
 * A process with the drivers of one wiring file and nothing else, which says what they cost: {@code cabinet.yaml} and for how
 * many seconds they are watched.
 */
public final class IdleCabinetMain {

    /** Before each {@code name=value} that it says. */
    static final String MARK = "idle-cabinet ";

    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(60);

    /** What is done again and again is compiled by then: a unit stands there for months. */
    private static final Duration SETTLES = Duration.ofMinutes(2);

    private static final long LOOK_MILLISECONDS = 100;

    private IdleCabinetMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Duration watched = Duration.ofSeconds(Long.parseLong(arguments[1]));
        long heapBefore = heap();
        long residentBefore = resident();
        try (Cabinet cabinet = Wiring.read(Path.of(arguments[0]), InstantSource.system())) {
            cabinet.start();
            awaitDevices(cabinet);
            Thread.sleep(SETTLES.toMillis());
            say("heap", heap() - heapBefore);
            watch(watched);
            List<Device> unusable = cabinet.devices().stream()
                    .filter(device -> !device.status().usable())
                    .toList();
            say(
                    "devices",
                    cabinet.devices().size()
                            + " devices"
                            + unusable.stream()
                                    .map(device -> ", without " + device.name())
                                    .collect(Collectors.joining()));
            say("resident", resident() - residentBefore);
        }
        System.exit(0);
    }

    private static void awaitDevices(Cabinet cabinet) throws InterruptedException {
        long end = System.nanoTime() + CONNECTS_WITHIN.toNanos();
        while (cabinet.devices().stream().anyMatch(device -> device.status().state() == DeviceState.STARTING)
                && end - System.nanoTime() > 0) {
            Thread.sleep(LOOK_MILLISECONDS);
        }
    }

    private static void watch(Duration watched) throws InterruptedException {
        Map<String, Long> threadsBefore = threadNanos();
        Duration before = processorTime();
        long begin = System.nanoTime();
        Thread.sleep(watched.toMillis());
        double nanos = System.nanoTime() - begin;
        Duration spent = processorTime().minus(before);
        Map<String, Double> percents = new HashMap<>();
        threadNanos()
                .forEach((thread, after) ->
                        percents.put(thread, 100 * (after - threadsBefore.getOrDefault(thread, 0L)) / nanos));
        say("percent", String.format(Locale.ROOT, "%.2f", 100 * spent.toNanos() / nanos));
        say(
                "most",
                percents.entrySet().stream()
                        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                        .limit(3)
                        .map(thread -> String.format(Locale.ROOT, "%s %.1f", thread.getKey(), thread.getValue()))
                        .collect(Collectors.joining(", ", "most: ", " %")));
    }

    /** Of this process, compiler and collector included, and of the children that it has. */
    private static Duration processorTime() {
        return ProcessHandle.current()
                .descendants()
                .map(IdleCabinetMain::processorTime)
                .reduce(processorTime(ProcessHandle.current()), Duration::plus);
    }

    private static Duration processorTime(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** By name, threads of the same name together. */
    private static Map<String, Long> threadNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Long> nanos = new HashMap<>();
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo thread = threads.getThreadInfo(id);
            if (thread != null) {
                nanos.merge(thread.getThreadName(), Math.max(0, threads.getThreadCpuTime(id)), Long::sum);
            }
        }
        return nanos;
    }

    /** What is reachable, after a collection. */
    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Memory of this process. */
    static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                * 1024;
    }

    private static void say(String what, Object value) {
        System.out.println(MARK + what + "=" + value);
    }
}
