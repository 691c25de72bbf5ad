package org.zizhu.bench.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.zizhu.platform.payment.Balance;
import org.zizhu.platform.people.Person;

/**
 * The running product, killed before and after every commit of its journal in every story, while its devices, the city and the
 * providers of payment go on in this process; then it is started again, settles, and serves somebody else. One object for one city,
 * used by several threads.
 */
final class KillMatrix implements AutoCloseable {

    /** Told to leave alone what is waited for, which it would take for times of day. */
    private static final List<String> AN_HOUR_BEHIND =
            List.of("env", "FAKETIME_FORCE_MONOTONIC_FIX=0", "faketime", "--exclude-monotonic", "-f", "-1h");

    private final KillCity town;

    /**
     * A point of the matrix, and what came of it.
     *
     * @param what the entry that the commit makes durable; empty for begin, settling and the outbox
     */
    record Point(KillStory story, int commit, boolean before, String what) {
        @Override
        public String toString() {
            return "%-34s %-6s commit %2d %s".formatted(story, before ? "before" : "after", commit, what);
        }
    }

    /**
     * What came of a point.
     *
     * @param cut whether the power was cut: the outbox is carried in its own time, so that a visit may have a commit less
     * @param goods what became of what it was about
     */
    record Result(Point point, boolean cut, Balance money, String goods) {
        /** The same in a few words. */
        String end() {
            return KillMatrix.end(goods, money);
        }

        String line() {
            return "%-68s %-8s taken %5d = delivered %5d + back %5d + claims %5d   %s"
                    .formatted(
                            point,
                            cut ? "killed" : "-",
                            money.takenFen(),
                            money.deliveredFen(),
                            money.refundedFen(),
                            money.claimedFen(),
                            goods);
        }
    }

    KillMatrix(Path folder) throws IOException {
        this.town = new KillCity(folder);
    }

    @Override
    public void close() {
        town.close();
    }

    private static String end(String goods, Balance money) {
        if (money.takenFen() == 0) {
            return goods;
        }
        return goods
                + (money.deliveredFen() > 0 ? ", money delivered" : "")
                + (money.claimedFen() > 0 ? ", money claimed" : "")
                + (money.refundedFen() > 0 ? ", money back" : "");
    }

    /** Plays a story without a cut, and gives all its points; fails if what it is about did not come of it. */
    List<Point> points(KillStory story) throws IOException {
        List<Point> points = new ArrayList<>();
        town.weather(story);
        try (KillScene scene = new KillScene(town, story)) {
            KioskOutside kiosk = scene.kiosk(List.of(), "count");
            try (kiosk) {
                scene.citizen().before(kiosk);
                scene.citizen().patientFor(story.patience).visitsFromBeginToEnd();
                story.mend(scene.citizen(), scene.cabinet());
                Eventually.holds(
                        () -> JournalReading.settled(scene.unit()), () -> JournalReading.listing(scene.unit()));
            }
            story.goods.whileItIsDark(scene);
            Balance money = settledMoney(scene);
            String end = end(story.goods.reckon(scene, money), money);
            Goods.demand(
                    end.equals(story.whole),
                    story + " was not played: " + end + "\n" + String.join("\n", JournalReading.listing(scene.unit())));
            int commit = 0;
            for (String what : kiosk.commits()) {
                if (what.isEmpty()) {
                    commit++;
                    points.add(new Point(story, commit, true, ""));
                    points.add(new Point(story, commit, false, ""));
                } else {
                    // An entry is told of after its commit.
                    int last = points.size();
                    points.set(last - 2, new Point(story, commit, true, what));
                    points.set(last - 1, new Point(story, commit, false, what));
                }
            }
        }
        return points;
    }

    /** Cuts the power there, and has everything accounted for; fails if it is not. */
    @SuppressWarnings("try") // A kiosk lives as long as its block.
    Result kill(Point point) throws IOException {
        KillStory story = point.story;
        try (KillScene scene = new KillScene(town, story)) {
            Citizen citizen = scene.citizen().patientFor(story.patience);
            try {
                boolean cut;
                try (KioskOutside first =
                        scene.kiosk(List.of(), (point.before ? "before:" : "after:") + point.commit)) {
                    scene.citizen().before(first);
                    cut = playsUntilCut(story, scene);
                }
                citizen.forgetSights();
                story.mend(citizen, scene.cabinet());
                scene.cabinet().reader.lift();
                story.goods.whileItIsDark(scene);
                try (KioskOutside second = scene.kiosk(story.clockGoesBack ? AN_HOUR_BEHIND : List.of(), "never")) {
                    scene.citizen().before(second);
                    return settles(point, cut, scene);
                }
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        point + ": " + e + "\n" + String.join("\n", JournalReading.listing(scene.unit())), e);
            }
        }
    }

    /** Whether the power was cut; if not, all has been settled without. */
    private static boolean playsUntilCut(KillStory story, KillScene scene) {
        Citizen citizen = scene.citizen();
        for (String end : List.of("farewell", "attract")) {
            if (citizen.reaches(sight -> sight.is("dark") || sight.is(end)).is("dark")) {
                return true;
            }
        }
        story.mend(citizen, scene.cabinet());
        citizen.on("attract", () -> {})
                .actsUntil(
                        () -> citizen.isBefore("dark") || JournalReading.settled(scene.unit()),
                        () -> JournalReading.listing(scene.unit()));
        return citizen.isBefore("dark");
    }

    private Result settles(Point point, boolean cut, KillScene scene) {
        Citizen citizen = scene.citizen();
        citizen.on("attract", () -> {})
                .actsUntil(() -> JournalReading.settled(scene.unit()), () -> JournalReading.listing(scene.unit()))
                .actsUntil(() -> citizen.isBefore("attract"), () -> "not ready for the next citizen");
        point.story.goods.finish(scene);
        if (citizen.hasSlip()) {
            comesAgain(citizen.bringsSlipAgain(), scene);
        } else if (citizen.hasNothing() && settledMoney(scene).claimedFen() > 0) {
            // The power went before there was a slip: who they are is enough.
            comesAgain(citizen.comesAgain(), scene);
        }
        Balance money = settledMoney(scene);
        Result result = new Result(point, cut, money, point.story.goods.reckon(scene, money));
        servesTheNext(scene);
        for (Person person : List.of(scene.person(), town.next())) {
            List<String> traces = Traces.of(person, scene.unit(), scene.temp(), scene.log());
            Goods.demand(traces.isEmpty(), traces.toString());
        }
        return result;
    }

    private static void comesAgain(Citizen citizen, KillScene scene) {
        citizen.reaches("farewell");
        citizen.reaches("attract");
        Eventually.holds(() -> JournalReading.settled(scene.unit()), () -> JournalReading.listing(scene.unit()));
    }

    private Balance settledMoney(KillScene scene) {
        String terminal = scene.terminal();
        Eventually.holds(() -> settled(town.balance(terminal)), () -> town.balance(terminal));
        Balance money = town.balance(terminal);
        Goods.demand(money.holds(), money.toString());
        return money;
    }

    private void servesTheNext(KillScene scene) {
        Citizen next = scene.citizen().asUsual();
        next.then(town.next()).wants("insurance-certificate").goesOn().reaches("farewell");
        Goods.demand(
                next.sheets() == 1,
                "the next citizen got " + next.sheets() + " sheets, and was told of " + next.seen("trouble"));
        next.reaches("attract");
        Eventually.holds(() -> JournalReading.settled(scene.unit()), () -> JournalReading.listing(scene.unit()));
    }

    private static boolean settled(Balance money) {
        return money.owedFen() + money.refundingFen() == 0;
    }
}
