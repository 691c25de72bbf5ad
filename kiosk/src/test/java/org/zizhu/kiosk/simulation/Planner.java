package org.zizhu.kiosk.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.zizhu.kiosk.simulation.Act.Breaks;
import org.zizhu.kiosk.simulation.Act.StaffCome.Errand;

/** What happens on each day of a year, from one seed. Each night everything is put right, and then a citizen must get what they want. */
final class Planner {

    private static final List<Mood> ILL = List.of(Mood.SLOW, Mood.UNREACHABLE, Mood.SILENT, Mood.BROKEN, Mood.NONSENSE);

    private static final Duration DAY = Duration.ofDays(1);

    /** From then on nothing else happens until the probe has left. */
    private static final Duration CALM = Duration.ofHours(4);

    private static final Duration CALM_ENDS = Duration.ofMinutes(4 * 60 + 50);

    /** Before the calm everybody has gone. */
    private static final Duration LAST_BEFORE_CALM = Duration.ofMinutes(3 * 60 + 40);

    private static final List<String> ITEMS = List.of(
            "insurance-certificate",
            "insurance-certificate",
            "property-statement",
            "property-statement",
            "property-statement",
            "contribution-query",
            "case-progress",
            "annual-statement",
            "scan-code",
            "traffic-fine",
            "traffic-fine",
            "business-licence",
            "business-licence",
            "medical-insurance-fee",
            "social-card-collection",
            "social-card-collection",
            "locker-collection",
            "locker-collection",
            "locker-deposit");

    private final long seed;

    Planner(long seed) {
        this.seed = seed;
    }

    /** The acts of a day, counted from 0, in their order. */
    List<Act> day(int day) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + day);
        Duration midnight = DAY.multipliedBy(day);
        List<Act> acts = new ArrayList<>();
        citizens(random, midnight, acts);
        mishaps(random, midnight, acts);
        acts.removeIf(act -> inCalm(act.at().minus(midnight)));
        acts.add(new Act.Calm(midnight.plus(CALM), random.nextLong()));
        acts.add(new Act.StaffCome(midnight.plus(CALM).plusMinutes(15), random.nextLong(), Errand.PUT_BACK));
        acts.add(new Act.StaffCome(midnight.plus(CALM).plusMinutes(20), random.nextLong(), Errand.FILL_UP));
        acts.add(new Act.StaffCome(midnight.plus(CALM).plusMinutes(25), random.nextLong(), Errand.COUNT));
        acts.add(new Act.StaffCome(midnight.plus(CALM).plusMinutes(30), random.nextLong(), Errand.AGREE));
        acts.add(new Act.Comes(
                midnight.plus(CALM).plusMinutes(36),
                random.nextLong(),
                Temper.STEADY,
                day % 2 == 0 ? "insurance-certificate" : "property-statement",
                true));
        acts.sort(Comparator.comparing(Act::at));
        return acts;
    }

    static boolean inCalm(Duration ofDay) {
        return ofDay.compareTo(LAST_BEFORE_CALM) > 0 && ofDay.compareTo(CALM_ENDS) < 0;
    }

    private static void citizens(SplittableRandom random, Duration midnight, List<Act> acts) {
        Duration at = midnight;
        while (true) {
            long hour = at.minus(midnight).toHours();
            int meanSeconds = hour >= 8 && hour < 20 ? 240 : 600;
            at = at.plusMillis((long) (-Math.log(1 - random.nextDouble()) * meanSeconds * 1000));
            if (at.minus(midnight).compareTo(DAY) >= 0) {
                return;
            }
            int dice = random.nextInt(100);
            Temper temper = dice < 50
                    ? Temper.STEADY
                    : dice < 68 ? Temper.IMPATIENT : dice < 88 ? Temper.CONFUSED : Temper.MALICIOUS;
            acts.add(new Act.Comes(at, random.nextLong(), temper, ITEMS.get(random.nextInt(ITEMS.size())), false));
        }
    }

    private static void mishaps(SplittableRandom random, Duration midnight, List<Act> acts) {
        for (int i = random.nextInt(3, 9); i > 0; i--) {
            Breaks.Fault[] faults = Breaks.Fault.values();
            acts.add(new Breaks(
                    any(random, midnight),
                    random.nextLong(),
                    faults[random.nextInt(faults.length)],
                    Duration.ofSeconds(random.nextInt(5, 1500))));
        }
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            Mood mood = ILL.get(random.nextInt(ILL.size()));
            acts.add(new Act.PlatformIll(
                    any(random, midnight), random.nextLong(), mood, Duration.ofSeconds(random.nextInt(10, 1200))));
        }
        for (int i = random.nextInt(0, 4); i > 0; i--) {
            acts.add(new Act.ProviderSilent(
                    any(random, midnight), random.nextLong(), Duration.ofSeconds(random.nextInt(30, 1800))));
        }
        for (int i = random.nextInt(2, 8); i > 0; i--) {
            boolean entries = random.nextBoolean();
            acts.add(new Act.PowerCut(
                    any(random, midnight),
                    random.nextLong(),
                    entries ? random.nextInt(1, 12) : random.nextInt(1, 200),
                    entries,
                    random.nextBoolean(),
                    Duration.ofSeconds(random.nextInt(2, 600))));
        }
        if (random.nextInt(3) == 0) {
            Duration[] jumps = {
                Duration.ofHours(1),
                Duration.ofHours(-1),
                Duration.ofMinutes(-3),
                Duration.ofDays(365 * 4),
                Duration.ofDays(-365 * 9)
            };
            acts.add(new Act.ClockJumps(any(random, midnight), random.nextLong(), jumps[random.nextInt(jumps.length)]));
        }
        if (random.nextInt(2) == 0) {
            acts.add(new Act.DiskFull(
                    any(random, midnight), random.nextLong(), Duration.ofSeconds(random.nextInt(5, 900))));
        }
        for (int i = random.nextInt(0, 3); i > 0; i--) {
            acts.add(new Act.CallsForHelp(any(random, midnight), random.nextLong()));
        }
        counting(random, midnight, acts);
        int errands = random.nextInt(0, 3);
        for (int i = 0; i < errands; i++) {
            Duration at = any(random, midnight);
            Errand errand = random.nextInt(3) == 0 ? Errand.TAKE_OUT : Errand.FILL_UP;
            acts.add(new Act.StaffCome(at, random.nextLong(), errand));
            if (errand == Errand.TAKE_OUT) {
                acts.add(new Act.StaffCome(
                        at.plusSeconds(random.nextInt(300, 3000)), random.nextLong(), Errand.PUT_BACK));
            }
        }
    }

    /** Staff count once a day or twice, each time the power may go while they do; whoever has to agree comes some time later. */
    private static void counting(SplittableRandom random, Duration midnight, List<Act> acts) {
        for (int i = random.nextInt(1, 3); i > 0; i--) {
            Duration at = any(random, midnight);
            acts.add(new Act.StaffCome(at, random.nextLong(), Errand.COUNT));
            if (random.nextInt(3) == 0) {
                acts.add(new Act.PowerCut(
                        at.plusSeconds(random.nextInt(6, 40)),
                        random.nextLong(),
                        random.nextInt(1, 4),
                        true,
                        random.nextBoolean(),
                        Duration.ofSeconds(random.nextInt(2, 300))));
            }
            acts.add(new Act.StaffCome(at.plusSeconds(random.nextInt(1_000, 8_000)), random.nextLong(), Errand.AGREE));
        }
    }

    private static Duration any(SplittableRandom random, Duration midnight) {
        return midnight.plusSeconds(random.nextInt((int) DAY.toSeconds()));
    }
}
