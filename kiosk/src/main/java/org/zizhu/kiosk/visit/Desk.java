package org.zizhu.kiosk.visit;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Front;
import org.zizhu.kiosk.screen.Presentation;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.View;

/**
 * Where the visit meets the citizen: it shows screens and hears what is done. What holds on every screen is done here, once:
 * language and type size, help, the idle warning and the end by walking away. Used by the visit's thread alone.
 */
public final class Desk {

    /** Those who read slowly have so many times as long. */
    private static final int LARGE_TYPE_TIMES = 2;

    /** How long it asks. */
    static final Duration WARNING = Duration.ofSeconds(20);

    /** Countdowns move once a second. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Inbox inbox;
    private final Front front;
    private final Supplier<View.Unit> unit;
    private final Supplier<Screen> help;
    private final Supplier<Duration> idle;
    private Presentation presentation = Presentation.USUAL;
    private Optional<String> citizen = Optional.empty();
    private @Nullable View shown;
    private long number;
    private long lastSignOfLife;
    private Supplier<Optional<VisitOver.Why>> breaksOff = Optional::empty;
    private boolean closing;

    /**
     * A desk.
     *
     * @param unit the frame around every screen, looked at anew whenever something changes
     * @param help what is shown to who wants a person
     * @param idle how long nobody may touch the kiosk before it asks whether they are still there; more for those who read slowly
     */
    public Desk(Inbox inbox, Front front, Supplier<View.Unit> unit, Supplier<Screen> help, Supplier<Duration> idle) {
        this.inbox = inbox;
        this.front = front;
        this.unit = unit;
        this.help = help;
        this.idle = idle;
    }

    /** The citizen has been signed out; how they want to see things lasts until {@link #forget}, for the farewell. */
    public void signOut() {
        citizen = Optional.empty();
    }

    /** Forgets the citizen: their name, and how they wanted to see things. */
    public void forget() {
        signOut();
        presentation = Presentation.USUAL;
    }

    /** From now on the header greets this (masked) name. */
    public void greet(String maskedName) {
        citizen = Optional.of(maskedName);
    }

    public Presentation presentation() {
        return presentation;
    }

    public long nanos() {
        return inbox.nanos();
    }

    /** Shows another screen; touches that were meant for the one before are ignored from now on. */
    public void show(Screen screen) {
        number++;
        lastSignOfLife = inbox.nanos();
        publish(screen, OptionalInt.empty());
    }

    /** Shows a screen, as an update if one of its kind is shown already: touches and the idle time go on. */
    public void showUnlessShown(Screen screen) {
        if (shown != null && shown.screen().getClass() == screen.getClass()) {
            update(screen);
        } else {
            show(screen);
        }
    }

    /** Shows the same screen with other content: a countdown, progress. Touches on it stay good. */
    public void update(Screen screen) {
        publish(screen, OptionalInt.empty());
    }

    /** Shows a screen and waits for what the citizen does. */
    public Action ask(Screen screen) throws VisitOver {
        show(screen);
        while (true) {
            Optional<Action> action = listen(TICK);
            if (action.isPresent()) {
                return action.get();
            }
        }
    }

    /**
     * Waits a while for the citizen, on the screen that is shown. Returns early and empty when anything else changed, so
     * that the caller can look at what it awaits. Warns who seems to have gone, and ends the visit if they have.
     */
    public Optional<Action> listen(Duration atMost) throws VisitOver {
        endIfClosing();
        breakOff();
        Optional<Action> action = next(atMost.compareTo(TICK) < 0 ? atMost : TICK);
        if (action.isPresent() && action.get() instanceof Action.EndVisit) {
            throw new VisitOver(VisitOver.Why.ENDED);
        }
        if (action.isEmpty()) {
            warnIfIdle();
        }
        endIfClosing();
        breakOff();
        return action;
    }

    /** The same without any idle rule, for screens at which nobody needs to be. */
    public Optional<Action> listenPatiently(Duration atMost) throws VisitOver {
        endIfClosing();
        Optional<Action> action = next(atMost);
        endIfClosing();
        return action;
    }

    /**
     * From now on {@link #listen} ends the visit when this says why.
     *
     * @param why asked at each listening; empty while the visit may go on
     */
    public void breakOffWhen(Supplier<Optional<VisitOver.Why>> why) {
        breaksOff = why;
    }

    private void breakOff() throws VisitOver {
        Optional<VisitOver.Why> why = breaksOff.get();
        if (why.isPresent()) {
            throw new VisitOver(why.get());
        }
    }

    /** The idle time starts anew: somebody is known to be on their way, who has not touched anything yet. */
    public void stayAwake() {
        lastSignOfLife = inbox.nanos();
    }

    /**
     * Waits for an answer that a machine has promised to give in bounded time; the citizen can't interrupt this.
     *
     * @param meanwhile called whenever something changed, to show how far it is
     */
    public <T> T await(CompletableFuture<T> answer, Runnable meanwhile) {
        wakeWhenDone(answer);
        while (!answer.isDone()) {
            Optional<Action> ignored = next(TICK);
            if (!answer.isDone() && ignored.isEmpty()) {
                meanwhile.run();
            }
        }
        stayAwake();
        return answer.join();
    }

    public <T> T await(CompletableFuture<T> answer) {
        return await(answer, () -> {});
    }

    /** Makes {@link #listen} return when the answer is there. */
    public void wakeWhenDone(CompletableFuture<?> answer) {
        var unused = answer.whenComplete((value, failure) -> wake());
    }

    /** Makes whoever waits at the desk look again; from any thread. */
    public void wake() {
        inbox.put(new Event.Changed());
    }

    /** Waits a while with nothing to be decided by the citizen, and tells whether they touched something; returns early when anything happens. */
    public boolean pause(Duration atMost) {
        return next(atMost).isPresent();
    }

    public void endIfClosing() throws VisitOver {
        if (closing) {
            throw new VisitOver(VisitOver.Why.CLOSING);
        }
    }

    /** One event; empty if it was none of the citizen's, or one that the desk itself has dealt with. */
    private Optional<Action> next(Duration within) {
        Event event = inbox.take(within);
        if (event instanceof Event.Closing) {
            closing = true;
        } else if (event instanceof Event.Changed) {
            refresh(shown == null ? OptionalInt.empty() : shown.idleSecondsLeft());
        } else if (event instanceof Event.CalledForHelp) {
            lastSignOfLife = inbox.nanos();
            showHelp();
        } else if (event instanceof Event.Acted acted && acted.viewNumber() == number) {
            lastSignOfLife = inbox.nanos();
            return heard(acted.action());
        }
        return Optional.empty();
    }

    private Optional<Action> heard(Action action) {
        if (action instanceof Action.ChooseLanguage choice) {
            presentation = presentation.language(choice.language());
        } else if (action instanceof Action.LargeType choice) {
            presentation = presentation.largeType(choice.on());
        } else if (action instanceof Action.HighContrast choice) {
            presentation = presentation.highContrast(choice.on());
        } else if (action instanceof Action.LowReach choice) {
            presentation = presentation.lowReach(choice.on());
        } else if (action instanceof Action.Help) {
            showHelp();
            return Optional.empty();
        } else if (!(action instanceof Action.MoreTime)) {
            return Optional.of(action);
        }
        refresh(OptionalInt.empty());
        return Optional.empty();
    }

    /** Help lies above the screen that was shown; whatever is done there leads back to it. */
    private void showHelp() {
        View below = shown;
        if (below == null || below.screen() instanceof Screen.HelpByPerson) {
            return;
        }
        show(help.get());
        long until = inbox.nanos() + idle.get().toNanos();
        while (!closing && inbox.nanos() < until && next(TICK).isEmpty()) {
            // Help ends by any touch on it, or by itself.
        }
        show(below.screen());
    }

    private void warnIfIdle() throws VisitOver {
        Duration untouched = Duration.ofNanos(inbox.nanos() - lastSignOfLife);
        Duration allowed = presentation.largeType() ? idle.get().multipliedBy(LARGE_TYPE_TIMES) : idle.get();
        if (untouched.compareTo(allowed) < 0) {
            return;
        }
        Duration left = allowed.plus(WARNING).minus(untouched);
        if (left.isNegative() || left.isZero()) {
            throw new VisitOver(VisitOver.Why.WALKED_AWAY);
        }
        if (shown != null) {
            publish(shown.screen(), OptionalInt.of((int) Math.max(1, (left.toMillis() + 999) / 1000)));
        }
    }

    private void refresh(OptionalInt idleSecondsLeft) {
        if (shown != null) {
            publish(shown.screen(), idleSecondsLeft);
        }
    }

    private void publish(Screen screen, OptionalInt idleSecondsLeft) {
        View next = new View(number, screen, presentation, unit.get(), citizen, idleSecondsLeft);
        if (!next.equals(shown)) {
            shown = next;
            front.show(next);
        }
    }
}
