package org.zizhu.kiosk.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.document.DocumentPrinter;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.drivers.document.PrinterCapabilities;

/**
 * A laser printer with a tray sensor and its driver. Jobs go on without the kiosk; a job that stops is cancelled before its end is told; a
 * printer that was off has forgotten its jobs.
 */
final class WornPrinter extends WornDevice implements DocumentPrinter {

    private static final int FULL = 500;

    private static final Duration CONTACT_MISSED_AFTER = Duration.ofSeconds(4);

    /** One job as the printer knows it. */
    private static final class Job {
        private final UUID id;
        private final int expected;
        private int completed;
        private boolean over;
        private String reason = "";
        private final List<CompletableFuture<Completion<PrintEnd>>> asked = new ArrayList<>();
        private @Nullable Consumer<? super Progress> progress;

        private Job(UUID id, int expected) {
            this.id = id;
            this.expected = expected;
        }

        private PrintEnd end() {
            if (completed == expected) {
                return new PrintEnd.Printed(completed);
            }
            return completed == 0 ? new PrintEnd.NotPrinted(reason) : new PrintEnd.Partly(completed, expected, reason);
        }
    }

    /** Sheets in the tray, each of the job it belongs to. */
    private final List<UUID> tray = new ArrayList<>();

    private final Map<UUID, Job> jobs = new HashMap<>();
    private @Nullable Job running;
    private int paper = FULL;
    private boolean jammed;
    private boolean poweredUp = true;
    private boolean hasRestarted;

    WornPrinter(World world) {
        super("document-printer", world);
    }

    @Override
    DeviceStatus condition() {
        if (!poweredUp) {
            return DeviceStatus.without(DeviceState.POWER_OFF);
        }
        MediaState sheets = tray.isEmpty() ? MediaState.NOT_PRESENT : MediaState.PRESENT;
        if (jammed || paper == 0) {
            String reason = jammed ? "media-jam" : "media-empty";
            return new DeviceStatus(DeviceState.USER_ERROR, List.of(reason), sheets, Map.of());
        }
        return new DeviceStatus(
                running == null ? DeviceState.ONLINE : DeviceState.DEVICE_BUSY, List.of(), sheets, Map.of());
    }

    // --- what happens to it ----------------------------------------------------------------------------------------

    void jam() {
        jammed = true;
        stop("media-jam");
    }

    void runOut() {
        paper = 0;
        stop("media-empty");
    }

    void loseContact() {
        plug(false);
        Job job = running;
        if (job != null) {
            world.time.after(CONTACT_MISSED_AFTER, () -> {
                if (!plugged()) {
                    answer(job, new PrintEnd.Unknown(job.completed, job.expected, "contact-lost"));
                }
            });
        }
    }

    void losePower() {
        poweredUp = false;
        hasRestarted = true;
        Job job = running;
        running = null;
        jobs.clear();
        tell();
        if (job != null) {
            answer(job, new PrintEnd.Unknown(job.completed, job.expected, "printer-restarted"));
        }
    }

    void comesUp() {
        poweredUp = true;
        tell();
    }

    /** Somebody puts right all that can be. */
    void putRight() {
        jammed = false;
        if (paper == 0) {
            paper = FULL;
        }
        poweredUp = true;
        plug(true);
    }

    void fillUp() {
        paper = FULL;
        tell();
    }

    /** Somebody takes what lies in the tray. */
    List<UUID> takeSheets() {
        List<UUID> taken = List.copyOf(tray);
        tray.clear();
        world.truth.taken(taken);
        tell();
        return taken;
    }

    private void stop(String reason) {
        Job job = running;
        if (job != null) {
            running = null;
            job.over = true;
            job.reason = reason;
            tell();
            if (plugged()) {
                answer(job, job.end());
            }
        }
        tell();
    }

    private static void answer(Job job, PrintEnd end) {
        List.copyOf(job.asked).forEach(asked -> asked.complete(Completion.success(end)));
        job.asked.clear();
    }

    // --- what the kiosk asks
    // ------------------------------------------------------------------------------------------

    @Override
    public CompletableFuture<Completion<PrintEnd>> print(
            PrintRequest request, Consumer<? super Progress> progress, Duration within) {
        world.guard();
        world.auditor.beforePrinting(request.job());
        if (!status().usable()) {
            return failed(FailureCode.NOT_READY, "not-connected");
        }
        Job job = new Job(request.job(), request.pages());
        jobs.put(job.id, job);
        job.progress = progress;
        CompletableFuture<Completion<PrintEnd>> answer = new CompletableFuture<>();
        job.asked.add(answer);
        world.time.after(
                within,
                () -> answer.complete(
                        Completion.success(new PrintEnd.Unknown(job.completed, job.expected, "deadline"))));
        running = job;
        tell();
        wearsOut();
        world.time.after(Duration.ofMillis(world.random().nextInt(1_500, 4_000)), () -> page(job));
        return answer;
    }

    /** Some jobs it does not bring to their end, and some nobody hears the end of. */
    private void wearsOut() {
        Duration soon = Duration.ofMillis(world.random().nextInt(500, 6_000));
        Duration mended = soon.plusSeconds(world.random().nextInt(20, 600));
        if (world.goesWrong(60)) {
            world.time.after(soon, this::jam);
        } else if (world.goesWrong(60)) {
            world.time.after(soon, this::loseContact);
        } else if (world.goesWrong(120)) {
            world.time.after(soon, this::losePower);
        } else {
            return;
        }
        world.time.after(mended, this::putRight);
    }

    private void page(Job job) {
        if (running != job) {
            return;
        }
        if (paper == 0) {
            stop("media-empty");
            return;
        }
        paper--;
        job.completed++;
        tray.add(job.id);
        world.truth.printed(job.id);
        tell();
        if (plugged() && job.progress != null) {
            job.progress.accept(new Progress(job.completed, job.expected));
        }
        if (job.completed < job.expected) {
            world.time.after(Duration.ofMillis(world.random().nextInt(700, 1_800)), () -> page(job));
        } else {
            running = null;
            job.over = true;
            tell();
            if (plugged()) {
                answer(job, job.end());
            }
        }
    }

    @Override
    public CompletableFuture<Completion<PrintEnd>> whatBecameOf(
            UUID id, int pages, Instant intendedAt, Duration within) {
        world.guard();
        if (!status().usable() && status().state() != DeviceState.USER_ERROR) {
            return failed(FailureCode.NOT_READY, "not-connected");
        }
        Job job = jobs.get(id);
        if (job == null) {
            // What was before its restart it can't know.
            return later(
                    Duration.ofMillis(5),
                    Completion.success(
                            hasRestarted
                                    ? new PrintEnd.Unknown(0, pages, "printer-restarted")
                                    : new PrintEnd.NotPrinted("never-arrived")));
        }
        if (job.over) {
            return later(Duration.ofMillis(5), Completion.success(job.end()));
        }
        CompletableFuture<Completion<PrintEnd>> answer = new CompletableFuture<>();
        job.asked.add(answer);
        world.time.after(within, () -> answer.complete(Completion.failed(FailureCode.TIME_OUT, "still-printing")));
        return answer;
    }

    @Override
    public PrinterCapabilities capabilities() {
        return new PrinterCapabilities("Worn", List.of("application/pdf"), List.of("iso_a4_210x297mm"), true, true);
    }
}
