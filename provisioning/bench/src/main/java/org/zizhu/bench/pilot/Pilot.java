package org.zizhu.bench.pilot;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Runs one errand at the window: looks, does what the script says, and takes a picture of every screen. */
final class Pilot {

    /** A whole visit lasts half a minute; the rest is for a machine under heavy load. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Long enough for a screen to have slid into place, short enough to picture those that pass quickly. */
    private static final Duration SETTLES = Duration.ofMillis(450);

    /** What a touch did not change by then, another touch may. */
    private static final Duration TOUCH_AGAIN = Duration.ofSeconds(4);

    private static final Duration FRAME = Duration.ofMillis(15);

    private final Eyes eyes;
    private final Hands hands;
    private final Album album;
    private final List<Account.Step> steps = new ArrayList<>();
    private final List<Account.Touch> touches = new ArrayList<>();
    private String screen = "";
    private long screenSinceNanos;
    private long cardDownNanos;
    private double cardToNameMilliseconds;

    Pilot(Eyes eyes, Hands hands, Album album) {
        this.eyes = eyes;
        this.hands = hands;
        this.album = album;
    }

    /** Runs it to its end, good or bad. */
    Account run(Errand errand) throws IOException, InterruptedException {
        Script script = new Script(errand);
        long start = System.nanoTime();
        waitUntil(PATIENCE, () -> !eyes.glance().sight().equals(Sight.NOTHING));
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            Eyes.Glance glance = eyes.glance();
            turnTo(glance);
            if (cardDownNanos != 0 && cardToNameMilliseconds == 0 && eyes.nameSinceNanos() != 0) {
                cardToNameMilliseconds = (eyes.nameSinceNanos() - cardDownNanos) / 1e6;
            }
            waitUntil(SETTLES, () -> !eyes.glance().equals(glance));
            Sight sight = eyes.glance().sight();
            if (!sight.screen().equals(screen)) {
                continue;
            }
            album.replace(screen, eyes::picture, this::screenIsStillThere);
            if (!screenIsStillThere()) {
                // Taking a picture lasts long enough for the next screen to be on the display already.
                continue;
            }
            Deed deed = script.next(sight);
            if (deed instanceof Deed.Leave) {
                return account(Account.DONE);
            }
            if (deed instanceof Deed.GiveUp up) {
                return account(up.why() + " (on screen " + screen + ")");
            }
            carryOut(deed);
        }
        return account("nothing more happened on screen " + screen + " within " + PATIENCE.toSeconds() + " s");
    }

    private boolean screenIsStillThere() {
        return eyes.glance().sight().screen().equals(screen);
    }

    private void turnTo(Eyes.Glance glance) {
        if (!glance.sight().screen().equals(screen)) {
            closeStep();
            screen = glance.sight().screen();
            screenSinceNanos = glance.sinceNanos();
            // The display may still show the screen before; a better picture is taken when this one has settled.
            album.add(screen, eyes::scene);
        }
    }

    private void carryOut(Deed deed) throws IOException, InterruptedException {
        Eyes.Glance before = eyes.glance();
        if (deed instanceof Deed.Touch touch) {
            var where = eyes.middleOf(touch.id());
            if (where.isPresent()) {
                long lifted = hands.touch(where.get());
                waitUntil(TOUCH_AGAIN, () -> !eyes.glance().equals(before));
                if (!eyes.glance().equals(before)) {
                    touches.add(new Account.Touch(
                            touch.id(), Math.max(0, eyes.glance().sinceNanos() - lifted) / 1e6));
                }
            }
        } else if (deed instanceof Deed.Handle handle) {
            if (handle.button().equals("put")) {
                cardDownNanos = System.nanoTime();
            }
            hands.handle(handle);
        } else if (deed instanceof Deed.HoldPhone held) {
            hands.holdPhone(held);
        } else if (deed instanceof Deed.ShutDoors) {
            hands.shutDoors();
            waitUntil(SETTLES, () -> !eyes.glance().equals(before));
        } else if (deed instanceof Deed.TypeFromPhone) {
            type(hands.codeOnThePhone());
        } else if (deed instanceof Deed.TypeHousehold owner) {
            type(hands.household(owner.citizen()));
        } else {
            waitUntil(SETTLES, () -> !eyes.glance().equals(before));
        }
    }

    /** One key after the other, each when the one before is on the screen. */
    private void type(String digits) throws IOException, InterruptedException {
        for (int at = 0; at < digits.length(); at++) {
            carryOut(new Deed.Touch("digit-" + digits.charAt(at)));
        }
    }

    private static void waitUntil(Duration atMost, BooleanSupplier come) {
        long start = System.nanoTime();
        while (!come.getAsBoolean() && System.nanoTime() - start < atMost.toNanos()) {
            LockSupport.parkNanos(FRAME.toNanos());
        }
    }

    private void closeStep() {
        if (!screen.isEmpty()) {
            steps.add(new Account.Step(screen, (System.nanoTime() - screenSinceNanos) / 1_000_000));
        }
    }

    private Account account(String outcome) {
        closeStep();
        album.close();
        return new Account(outcome, List.copyOf(steps), List.copyOf(touches), cardToNameMilliseconds);
    }
}
