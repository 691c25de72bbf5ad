package org.zizhu.bench.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.zizhu.bench.pilot.RushHour;
import org.zizhu.bench.table.Jvm;
import org.zizhu.bench.table.KioskProcess;
import org.zizhu.bench.table.Table;
import org.zizhu.drivers.idcard.samv.emulator.SamVModel;
import tools.jackson.databind.json.JsonMapper;

/** Many visits at the window, one after the other: what a touch, a card and a payment take, and what stays in memory. */
final class Visits implements Measurement {

    private static final double TOUCH_GOAL_MILLISECONDS = 100;
    private static final double CARD_GOAL_MILLISECONDS = 300;
    private static final double PAYMENT_GOAL_MILLISECONDS = 300;
    private static final double MEMORY_GOAL_MEGABYTES = 700;

    /** What the garbage collector and the C library hold more or less of from one look to the next. */
    private static final double MEMORY_WAVERS = 1.1;

    /** A visit takes three seconds, a paying one with its sheets half a minute; the rest is for a machine under heavy load. */
    private static final Duration PATIENCE_PER_VISIT = Duration.ofSeconds(12);

    private static final Duration PATIENCE_PER_PAYMENT = Duration.ofMinutes(1);

    /** Starting, and the archive of classes before it. */
    private static final Duration PATIENCE_TO_BEGIN = Duration.ofMinutes(2);

    /** Writes down which classes a visit needs, for the archive. */
    private static final int REHEARSAL = 2;

    private final Jvm jvm;
    private final Table table;
    private final Path folder;
    private final Extent extent;

    /** @param folder for the kiosk's log and its account of the visits */
    Visits(Jvm jvm, Table table, Path folder, Extent extent) {
        this.jvm = jvm;
        this.table = table;
        this.folder = folder;
        this.extent = extent;
    }

    @Override
    public String what() {
        return "touch, card, payment and memory in " + extent.visits() + " visits";
    }

    @Override
    public List<Result> take() throws NotMeasured, IOException, InterruptedException {
        serve(1, REHEARSAL, 1);
        RushHour.Account told = serve(extent.earlyVisits(), extent.visits(), extent.payments());
        return List.of(
                touch(new Sample(told.touchMilliseconds())),
                card(new Sample(told.cardMilliseconds())),
                payment(new Sample(told.paymentMilliseconds())),
                memory(told));
    }

    private RushHour.Account serve(int earlyVisits, int visits, int payments)
            throws NotMeasured, IOException, InterruptedException {
        Path account = folder.resolve("rush-hour.json");
        Files.deleteIfExists(account);
        List<String> command = jvm.command(
                List.of(),
                RushHour.class.getName(),
                table.unit().toString(),
                table.panel().toString(),
                account.toString(),
                Integer.toString(earlyVisits),
                Integer.toString(visits),
                Integer.toString(payments));
        try (KioskProcess kiosk = new KioskProcess(() -> command, folder.resolve("kiosk.log"))) {
            kiosk.start();
            boolean ended = kiosk.endsWithin(PATIENCE_TO_BEGIN
                    .plus(PATIENCE_PER_VISIT.multipliedBy(visits))
                    .plus(PATIENCE_PER_PAYMENT.multipliedBy(payments)));
            if (!Files.exists(account)) {
                throw new NotMeasured(
                        ended ? "the kiosk's process ended before the visits" : "the visits took too long");
            }
        }
        return JsonMapper.shared().readValue(account, RushHour.Account.class);
    }

    private static Result touch(Sample touches) {
        return new Result(
                "touch to next screen",
                milliseconds(touches),
                "",
                "",
                "95 % < 100 ms",
                Result.Verdict.met(touches.percentile(95) < TOUCH_GOAL_MILLISECONDS));
    }

    private static Result card(Sample cards) {
        double reader = readersOwnMilliseconds();
        Sample overhead =
                new Sample(cards.values().stream().map(all -> all - reader).toList());
        return new Result(
                "card to name, without the reader's time",
                milliseconds(overhead),
                "the reader's own: %.0f ms".formatted(reader),
                String.format(Locale.ROOT, "%.2f", overhead.median() / reader),
                "< 300 ms",
                Result.Verdict.met(overhead.median() < CARD_GOAL_MILLISECONDS));
    }

    private static Result payment(Sample payments) {
        return new Result(
                "password in the wallet, the provider's notification, next screen",
                milliseconds(payments),
                "",
                "",
                "95 % ≤ 300 ms",
                Result.Verdict.met(payments.percentile(95) <= PAYMENT_GOAL_MILLISECONDS));
    }

    /** Found, selected, read, and its newest address: what the module takes for a card in any case. */
    private static double readersOwnMilliseconds() {
        return SamVModel.DKQ_A16D.wholeCard().toMillis();
    }

    private Result memory(RushHour.Account told) {
        RushHour.Memory early = told.memory().get(0);
        RushHour.Memory late = told.memory().get(1);
        double ratio = late.residentMegabytes() / early.residentMegabytes();
        return new Result(
                "resident memory after " + late.visits() + " visits",
                "%.0f MB (live objects: %.0f MB)".formatted(late.residentMegabytes(), late.liveMegabytes()),
                "after %d: %.0f MB (%.0f MB)"
                        .formatted(early.visits(), early.residentMegabytes(), early.liveMegabytes()),
                String.format(Locale.ROOT, "%.2f", ratio),
                "< 700 MB with the networks for faces, no growth",
                Result.Verdict.met(late.residentMegabytes() < MEMORY_GOAL_MEGABYTES && ratio < MEMORY_WAVERS));
    }

    private static String milliseconds(Sample sample) {
        return "%.0f ms (%.0f ms)".formatted(sample.median(), sample.percentile(95));
    }
}
