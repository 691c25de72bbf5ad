package org.zizhu.kiosk.tabletop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.document.DocumentPrinter;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.drivers.document.PrinterCapabilities;

/** The laser printer of the tabletop: a page a second, and sheets lie in its tray until somebody takes them. */
public final class TablePrinter extends TableDevice implements DocumentPrinter {

    private static final Duration A_PAGE = Duration.ofSeconds(1);

    /** Every page that ever came out, as the job it belongs to. */
    public final List<UUID> paper = new ArrayList<>();

    private final List<UUID> jobs = new ArrayList<>();
    private boolean sensor = true;
    private BiFunction<UUID, Integer, Completion<PrintEnd>> prints =
            (job, pages) -> Completion.success(new PrintEnd.Printed(pages));
    private BiFunction<UUID, Integer, Completion<PrintEnd>> remembers = (job, pages) -> Completion.success(
            jobs.contains(job) ? new PrintEnd.Printed(pages) : new PrintEnd.NotPrinted("never-arrived"));
    private int pagesThatComeOut = Integer.MAX_VALUE;
    private Duration untilTaken = Duration.ofSeconds(4);

    public TablePrinter(SimulatedInbox time) {
        super("document-printer", time);
    }

    /** From now on a job ends like this, after so many pages. */
    public void endsAfter(int pages, Completion<PrintEnd> end) {
        pagesThatComeOut = pages;
        prints = (job, expected) -> end;
    }

    public void worksAgain() {
        pagesThatComeOut = Integer.MAX_VALUE;
        prints = (job, pages) -> Completion.success(new PrintEnd.Printed(pages));
        says(DeviceStatus.online(MediaState.NOT_PRESENT));
    }

    /** What it answers when it is asked for an earlier job. */
    public void remembers(Completion<PrintEnd> end) {
        remembers = (job, pages) -> end;
    }

    /** How long the citizen leaves the sheets in the tray. */
    public void sheetsAreTakenAfter(Duration delay) {
        untilTaken = delay;
    }

    public void hasNoTraySensor() {
        sensor = false;
        says(new DeviceStatus(DeviceState.ONLINE, List.of(), MediaState.UNKNOWN, Map.of()));
    }

    @Override
    public CompletableFuture<Completion<PrintEnd>> print(
            PrintRequest request, Consumer<? super Progress> progress, Duration within) {
        if (!status().usable()) {
            return failed(FailureCode.NOT_READY, "not-connected");
        }
        jobs.add(request.job());
        int pages = Math.min(request.pages(), pagesThatComeOut);
        for (int page = 1; page <= pages; page++) {
            int completed = page;
            time.after(A_PAGE.multipliedBy(page), () -> {
                paper.add(request.job());
                if (sensor) {
                    says(DeviceStatus.online(MediaState.PRESENT));
                }
                progress.accept(new Progress(completed, request.pages()));
            });
        }
        CompletableFuture<Completion<PrintEnd>> answer = new CompletableFuture<>();
        time.after(A_PAGE.multipliedBy(pages + 1L), () -> {
            answer.complete(prints.apply(request.job(), request.pages()));
            if (sensor) {
                time.after(untilTaken, () -> says(DeviceStatus.online(MediaState.NOT_PRESENT)));
            }
        });
        return answer;
    }

    @Override
    public CompletableFuture<Completion<PrintEnd>> whatBecameOf(
            UUID job, int pages, Instant intendedAt, Duration within) {
        return status().usable()
                ? later(Duration.ofMillis(5), remembers.apply(job, pages))
                : failed(FailureCode.NOT_READY, "not-connected");
    }

    @Override
    public PrinterCapabilities capabilities() {
        return new PrinterCapabilities(
                "Tabletop", List.of("application/pdf"), List.of("iso_a4_210x297mm"), true, sensor);
    }
}
