package org.zizhu.bench.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.zizhu.bench.table.Cards;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.platform.people.Person;

/**
 * Somebody who wants a certificate: sees what the kiosk shows, and does what a person does about it. What is not told
 * otherwise by {@link #on} is done as the kiosk asks for it.
 */
final class Citizen {

    /** A visit takes a few seconds; on a machine under heavy load everything takes several times as long. */
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    /** Sheets that are taken at once may not have been seen by the tray's sensor. */
    private static final int LOOKS_AT_PAPER_UNTIL = 88;

    private final Cabinet cabinet;
    private final BlockingQueue<Sight> eyes;
    private final List<Sight> seen = new ArrayList<>();
    private final Map<String, Runnable> habits = new HashMap<>();
    private RunningKiosk kiosk;
    private Person person;
    private long answered;
    private boolean chosen;
    private int sheets;
    private Duration patience = PATIENCE;

    Citizen(Cabinet cabinet, Person person) {
        this.cabinet = cabinet;
        this.person = person;
        this.eyes = new LinkedBlockingQueue<>();
    }

    /** Where a kiosk tells what it shows. */
    void sees(Sight sight) {
        eyes.add(sight);
    }

    /** Stands before this kiosk from now on. */
    Citizen before(RunningKiosk nextKiosk) {
        kiosk = nextKiosk;
        answered = 0;
        return this;
    }

    /** Waits longer than a visit takes. */
    Citizen patientFor(Duration time) {
        patience = time;
        return this;
    }

    /** Somebody else comes. */
    Citizen then(Person next) {
        person = next;
        chosen = false;
        sheets = 0;
        return this;
    }

    /** Does this on the screen, each time it is shown anew, instead of what is usual; may be nothing. */
    Citizen on(String screen, Runnable deed) {
        habits.put(screen, deed);
        return this;
    }

    Citizen asUsualOn(String screen) {
        habits.remove(screen);
        return this;
    }

    /** Touches what was shown last. */
    void touch(Action action) {
        kiosk.touch(seen.get(seen.size() - 1).view(), action);
    }

    /** How many sheets this person has carried away. */
    int sheets() {
        return sheets;
    }

    /** All that was shown, of this id. */
    List<Sight> seen(String screen) {
        return seen.stream().filter(sight -> sight.is(screen)).toList();
    }

    void forgetSights() {
        seen.clear();
        eyes.clear();
    }

    /** Acts until the kiosk's power has gone. */
    void untilDark() {
        reaches("dark");
    }

    /** Not this person's hands, but somebody's who looks after the kiosk. */
    void staffEmptyTheTray() {
        cabinet.printer.takeSheets();
    }

    Sight reaches(String screen) {
        return reaches(sight -> sight.is(screen));
    }

    Sight reaches(String screen, String beginning) {
        return reaches(sight -> sight.is(screen, beginning));
    }

    /** Acts until the kiosk shows this, and returns it. */
    Sight reaches(Predicate<Sight> goal) {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            Sight sight = next(until);
            seen.add(sight);
            if (goal.test(sight)) {
                return sight;
            }
            if (sight.is("dark")) {
                throw new AssertionError("the kiosk ended after " + seen);
            }
            act(sight);
        }
    }

    /** Goes on from a sight that was a goal before. */
    Citizen goesOn() {
        act(seen.get(seen.size() - 1));
        return this;
    }

    /** Comes to the attract screen, does everything, and leaves. */
    void visitsFromBeginToEnd() {
        reaches("farewell");
        reaches("attract");
    }

    private Sight next(long until) {
        try {
            Sight sight = eyes.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (sight == null) {
                throw new AssertionError("nothing more was shown after " + seen);
            }
            return sight;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void act(Sight sight) {
        if (sight.is("take-paper", "document")) {
            // Countdowns are updates of one view.
            if (habits.containsKey("take-paper")) {
                habits.get("take-paper").run();
            } else if (Integer.parseInt(sight.detail().split(" ", -1)[1]) <= LOOKS_AT_PAPER_UNTIL) {
                takesSheets();
            }
            return;
        }
        if (sight.is("home") && !chosen && !sight.is("home", "open")) {
            // Waits until the tile opens: devices take a moment to start.
            return;
        }
        // Farewell listens only once it has seen that the card is gone.
        boolean updated = sight.view() == answered && !sight.is("farewell");
        answered = sight.view();
        if (updated) {
            return;
        }
        Runnable habit = habits.get(sight.screen());
        if (habit == null) {
            usual(sight);
        } else {
            habit.run();
        }
    }

    void takesSheets() {
        sheets += cabinet.printer.takeSheets();
    }

    private void usual(Sight sight) {
        switch (sight.screen()) {
            case "attract" -> touch(new Action.Begin());
            case "home" -> touch(chosen ? new Action.EndVisit() : chooses());
            case "guide" -> touch(sight.is("guide", "open") ? new Action.Confirm() : new Action.Back());
            case "present-card" -> cabinet.reader.insert(Cards.of(person));
            case "confirmation" -> touch(new Action.Confirm());
            case "take-paper" -> cabinet.receipts.take();
            case "review" -> touch(sight.detail().isEmpty() ? new Action.Rate(5) : new Action.SubmitReview());
            case "trouble" -> touch(new Action.Back());
            case "out-of-service" -> takesSheets();
            case "farewell" -> {
                cabinet.reader.lift();
                touch(new Action.Back());
            }
            default -> {
                // Nothing to be done but to watch.
            }
        }
    }

    private Action chooses() {
        chosen = true;
        return new Action.ChooseItem("insurance-certificate");
    }
}
