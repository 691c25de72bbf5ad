package org.zizhu.bench.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.zizhu.bench.table.Jvm;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.payment.Bill;
import org.zizhu.kiosk.payment.PaymentRecord;
import org.zizhu.kiosk.platform.PaymentOrder.Means;
import org.zizhu.kiosk.platform.PaymentPlatform.Due;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.ui.KioskWindow;

/**
 * A kiosk that comes up with a thousand open transactions: half of them orders whose answer never came, each of which the platform is
 * asked for, and half documents of which it is not known whether they
 * were issued, each of which is withdrawn.
 */
final class Recoveries implements Measurement {

    private static final int OPEN = 1_000;
    private static final String ITEM = "property-statement";

    private final Jvm jvm;
    private final Path unit;
    private final int times;

    Recoveries(Jvm jvm, Path unit, int times) {
        this.jvm = jvm;
        this.unit = unit;
        this.times = times;
    }

    @Override
    public String what() {
        return "recovery with 1 000 open transactions";
    }

    @Override
    public List<Result> take() throws NotMeasured, IOException, InterruptedException {
        List<Double> recovering = new ArrayList<>();
        List<Double> clean = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            leaveOpen();
            AtomicInteger settled = new AtomicInteger();
            recovering.add(seconds(
                    line -> line.endsWith("settled after an interruption") && settled.incrementAndGet() == OPEN));
            clean.add(seconds(line -> line.endsWith(KioskWindow.FIRST_SCREEN)));
        }
        Sample all = new Sample(recovering);
        Sample nothing = new Sample(clean);
        return List.of(new Result(
                "start until 1 000 open transactions are settled",
                "%.2f s (%.2f s)".formatted(all.median(), all.percentile(95)),
                "nothing open, to the first screen: %.2f s".formatted(nothing.median()),
                String.format(Locale.ROOT, "%.2f", all.median() / nothing.median()),
                "",
                Result.Verdict.NONE));
    }

    private double seconds(Predicate<String> line) throws NotMeasured, IOException {
        try (HeardKiosk kiosk =
                new HeardKiosk(jvm.command(List.of(), HeardKiosk.MAIN, unit.toString()), Jvm.ENVIRONMENT)) {
            return kiosk.secondsTo(line);
        }
    }

    private void leaveOpen() {
        Bill bill = new Bill(
                Bill.Gives.THING,
                List.of(new Due(1_000, Text.of("示例单位", "Demonstration"), Text.of("查询打印费", "Copies"))),
                List.of(Means.WECHAT_PAY));
        try (Journal journal = Journal.open(unit.resolve("data").resolve("journal.db"), InstantSource.system())) {
            PaymentRecord record = new PaymentRecord(journal);
            for (int i = 0; i < OPEN / 2; i++) {
                String payment = UUID.randomUUID().toString();
                record.asks(payment, ITEM, payment + ":order", bill, Means.WECHAT_PAY);
                String document = UUID.randomUUID().toString();
                journal.begin(document, ITEM);
                Map<String, String> wanted = Map.of("key", document, "type", ITEM);
                journal.append(document, Entry.Step.ISSUE, Phase.INTENT, wanted);
            }
        }
    }
}
