package org.zizhu.drivers.document.emulator;

import com.hp.jipp.model.JobState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.loop.MonotonicClock;

/**
 * The emulated printer behind its network side: jobs, paper path, doors and toner, and a motor that moves a page every so
 * often. Thread-safe; one lock.
 */
final class PrintEngine implements AutoCloseable {

    /** Sheets that the output tray takes before it is full. */
    static final int OUTPUT_CAPACITY = 150;

    private static final int LOW_TONER_PERCENT = 10;

    /** What a page uses of a cartridge, in hundredths of a percent: a cartridge for 5 000 pages. */
    private static final int TONER_PER_PAGE = 2;

    private static final int FULL_TONER = 10_000;

    private static final int NEVER = -1;

    private final Personality personality;
    private final Supplier<Duration> pageTime;
    private final MonotonicClock clock;
    private final Consumer<PrinterEvent> listener;
    private final ScheduledExecutorService motor = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "emulated-printer-motor");
        thread.setDaemon(true);
        return thread;
    });

    private final Map<Integer, EmulatedJob> jobs = new LinkedHashMap<>();
    private final Set<String> saidReasons = new LinkedHashSet<>();
    private int lastJobId;
    private long startedNanos;
    private int paper;
    private int output;
    private int toner = FULL_TONER;
    private boolean powered = true;
    private boolean doorOpen;
    private boolean jammed;
    private boolean paused;
    private boolean byPass;
    private boolean jamInPage;
    private int jamAfterPage = NEVER;
    private int emptyAfterPage = NEVER;
    private boolean nextCompletesWithoutPages;
    private @Nullable Future<?> pageUnderWay;

    /** @param pageTime how long the next page takes */
    PrintEngine(
            Personality personality,
            Supplier<Duration> pageTime,
            MonotonicClock clock,
            Consumer<PrinterEvent> listener) {
        this.personality = personality;
        this.pageTime = pageTime;
        this.clock = clock;
        this.listener = listener;
        this.paper = personality.trayCapacity();
        this.startedNanos = clock.nanos();
    }

    Personality personality() {
        return personality;
    }

    synchronized int upSeconds() {
        return 1 + (int) Duration.ofNanos(clock.nanos() - startedNanos).toSeconds();
    }

    // ---- jobs

    synchronized EmulatedJob create(String name, String user, boolean duplex) {
        lastJobId++;
        EmulatedJob job = new EmulatedJob(lastJobId, name, user, duplex && personality.duplex(), upSeconds());
        jobs.put(job.id, job);
        return job;
    }

    synchronized Optional<EmulatedJob> job(int id) {
        return Optional.ofNullable(jobs.get(id));
    }

    synchronized List<EmulatedJob> jobs() {
        return new ArrayList<>(jobs.values());
    }

    /** The whole document is here: the job waits for its turn. */
    synchronized void documentArrived(EmulatedJob job, int pages) {
        if (job.ended()) {
            return;
        }
        if (pages == 0) {
            // Real printers call a document that they can't interpret "completed".
            become(job, JobState.completed, "job-completed-with-errors");
            return;
        }
        job.pages = nextCompletesWithoutPages ? 0 : pages;
        become(job, JobState.pending, "none");
        nextCompletesWithoutPages = false;
        turn();
    }

    /** A page on its way comes out all the same; until then the job is "processing-to-stop-point" (RFC 8011 §5.3.8). */
    synchronized void cancel(EmulatedJob job) {
        if (pageUnderWay != null && job.equals(active())) {
            job.cancelAsked = true;
            job.reason = "processing-to-stop-point";
        } else if (!job.ended()) {
            become(job, JobState.canceled, "job-canceled-by-user");
            turn();
        }
    }

    private void become(EmulatedJob job, JobState next, String because) {
        job.become(next, because, upSeconds());
    }

    // ---- the paper path

    private @Nullable EmulatedJob active() {
        return jobs.values().stream()
                .filter(job -> !job.ended() && !job.waitsForDocument())
                .findFirst()
                .orElse(null);
    }

    /** Starts the motor if there is something to print and nothing in its way. */
    private void turn() {
        EmulatedJob job = active();
        if (!powered || pageUnderWay != null || job == null) {
            return;
        }
        if (job.pages == 0) {
            become(job, JobState.completed, "job-completed-successfully");
            turn();
        } else if (!obstacles().isEmpty()) {
            become(job, JobState.processingStopped, "printer-stopped");
        } else {
            become(job, JobState.processing, "job-printing");
            if (!job.duplex || job.impressions % 2 == 0) {
                paper--;
            }
            pageUnderWay = motor.schedule(() -> pageOut(job), pageTime.get().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void pageOut(EmulatedJob job) {
        @Nullable PrinterEvent event;
        synchronized (this) {
            if (!job.equals(jobs.get(job.id))) {
                return;
            }
            pageUnderWay = null;
            // A page caught by the door is pulled out by hand: it does not count, and is printed again afterwards.
            // So is one that jams on its way.
            jammed |= jamInPage;
            boolean caught = doorOpen || jamInPage;
            jamInPage = false;
            if (!caught) {
                job.impressions++;
                toner = Math.max(0, toner - TONER_PER_PAGE);
                boolean sheetDone = !job.duplex || job.impressions % 2 == 0 || job.impressions == job.pages;
                output += sheetDone ? 1 : 0;
            }
            if (job.impressions == jamAfterPage) {
                jammed = true;
                jamAfterPage = NEVER;
            }
            if (job.impressions == emptyAfterPage) {
                paper = 0;
                emptyAfterPage = NEVER;
            }
            if (job.cancelAsked) {
                become(job, JobState.canceled, "job-canceled-by-user");
            } else if (job.impressions == job.pages) {
                become(job, JobState.completed, "job-completed-successfully");
            }
            event = caught ? null : new PrinterEvent.PageOut(job.name, job.impressions, job.pages);
            turn();
        }
        if (event != null) {
            listener.accept(event);
        }
    }

    // ---- what the printer says of itself

    synchronized List<String> reasons() {
        Set<String> reasons = obstacles();
        reasons.addAll(saidReasons);
        if (!byPass && paper > 0 && paper * 10 <= personality.trayCapacity()) {
            reasons.add("media-low-report");
        }
        if (tonerPercent() > 0 && tonerPercent() <= LOW_TONER_PERCENT) {
            reasons.add("toner-low-warning");
        }
        return new ArrayList<>(reasons);
    }

    private Set<String> obstacles() {
        Set<String> obstacles = new LinkedHashSet<>();
        addIf(obstacles, jammed, "media-jam-error");
        addIf(obstacles, doorOpen, "door-open-error");
        addIf(obstacles, !byPass && paper <= 0 && !midSheet(), "media-empty-error");
        // An empty by-pass is no trouble before a job wants a sheet from it.
        addIf(obstacles, byPass && paper <= 0 && pageUnderWay == null && active() != null, "media-needed-error");
        addIf(obstacles, toner == 0, "toner-empty-error");
        addIf(obstacles, personality.sensesOutput() && output >= OUTPUT_CAPACITY, "output-area-full-error");
        addIf(obstacles, paused, "paused");
        saidReasons.stream().filter(reason -> reason.endsWith("-error")).forEach(obstacles::add);
        return obstacles;
    }

    /** The last sheet is still good for its back. */
    private boolean midSheet() {
        EmulatedJob job = active();
        return job != null && job.duplex && job.impressions % 2 == 1;
    }

    private static void addIf(Set<String> obstacles, boolean there, String reason) {
        if (there) {
            obstacles.add(reason);
        }
    }

    synchronized boolean stopped() {
        return personality.saysStopped() && pageUnderWay == null && !obstacles().isEmpty();
    }

    synchronized boolean processing() {
        return pageUnderWay != null || active() != null;
    }

    synchronized int paper() {
        return Math.max(0, paper);
    }

    synchronized int output() {
        return output;
    }

    synchronized int tonerPercent() {
        return (toner + FULL_TONER / 100 - 1) / (FULL_TONER / 100);
    }

    // ---- what people and accidents do to it

    /** Does it to the printer, then lets the motor go on if it can. */
    private synchronized void change(Runnable change) {
        change.run();
        turn();
    }

    void load(int sheets) {
        change(() -> paper = Math.min(personality.trayCapacity(), sheets));
    }

    void byPass() {
        change(() -> {
            byPass = true;
            paper = 0;
        });
    }

    int takeSheets() {
        int[] taken = new int[1];
        change(() -> {
            taken[0] = output;
            output = 0;
        });
        return taken[0];
    }

    void door(boolean open) {
        change(() -> doorOpen = open);
    }

    void jam(boolean there) {
        change(() -> jammed = there);
    }

    void pause(boolean on) {
        change(() -> paused = on);
    }

    void toner(int percent) {
        change(() -> toner = percent * (FULL_TONER / 100));
    }

    void jamAfterPage(int page) {
        change(() -> jamAfterPage = page);
    }

    void jamInPage() {
        change(() -> jamInPage = true);
    }

    void emptyAfterPage(int page) {
        change(() -> emptyAfterPage = page);
    }

    void completeNextWithoutPages() {
        change(() -> nextCompletesWithoutPages = true);
    }

    void completeNextAsUsual() {
        change(() -> nextCompletesWithoutPages = false);
    }

    void say(String reason) {
        change(() -> saidReasons.add(reason));
    }

    void unsay(String reason) {
        change(() -> saidReasons.remove(reason));
    }

    /** The jobs, their history and their ids are gone; a page under way is never finished. */
    synchronized void powerOff() {
        powered = false;
        if (pageUnderWay != null) {
            pageUnderWay.cancel(false);
            pageUnderWay = null;
        }
        jobs.clear();
        lastJobId = 0;
    }

    synchronized void powerOn() {
        powered = true;
        startedNanos = clock.nanos();
    }

    /** Makes it look as if it had been on for so long already. */
    synchronized void upFor(Duration time) {
        startedNanos = clock.nanos() - time.toNanos();
    }

    @Override
    public void close() {
        motor.shutdownNow();
    }
}
