package org.zizhu.drivers.receipt.emulator;

import java.awt.image.BufferedImage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Roll, head, cutter, presenter and their sensors. Guarded by the emulator's lock. */
final class Mechanism {

    /** From the head to the cutter: what a feed-and-cut adds at the end of a receipt. */
    private static final int HEAD_TO_CUTTER_DOTS = 100;

    /** The paper's last hand's breadth trips the near-end sensor; 0.5 m. */
    private static final int NEAR_END_DOTS = 4_000;

    /** A roll of 80 m. */
    static final int FULL_ROLL_DOTS = 640_000;

    /** Receipts remembered; the bench shows the last few. */
    private static final int REMEMBERED = 20;

    private final boolean presenter;
    private final ArrayDeque<BufferedImage> receipts = new ArrayDeque<>();
    private PaperStrip strip = new PaperStrip();
    private int rollDots = FULL_ROLL_DOTS;
    private boolean cutterJamsNext;
    private boolean ticketInked;

    boolean coverOpen;
    boolean cutterError;
    boolean headHot;
    boolean broken;
    boolean presenterStuck;
    boolean ticketInside;
    boolean ticketOut;

    // Pieces of paper with something on them.
    int taken;
    int retracted;
    int cuts;

    Mechanism(boolean presenter) {
        this.presenter = presenter;
    }

    boolean rollEnd() {
        return rollDots <= 0;
    }

    boolean rollNearEnd() {
        return rollDots <= NEAR_END_DOTS;
    }

    boolean offline() {
        return coverOpen || rollEnd() || cutterError || headHot || broken;
    }

    void roll(int dots) {
        rollDots = dots;
    }

    void jamCutterNextTime() {
        cutterJamsNext = true;
    }

    void burn(byte[] dots) {
        strip.burn(dots);
        rollDots--;
    }

    void feed(int dots) {
        int possible = Math.min(dots, Math.max(0, rollDots));
        strip.feed(possible);
        rollDots -= possible;
    }

    void feedAndCut(int dots) {
        feed(dots + HEAD_TO_CUTTER_DOTS);
        cut();
    }

    /** With a presenter, a cut without paper past the head is ignored (Custom's command reference, ESC i). */
    void cut() {
        if (cutterJamsNext) {
            cutterJamsNext = false;
            cutterError = true;
            return;
        }
        if (strip.length() == 0) {
            return;
        }
        ticketInked = strip.inked();
        if (ticketInked) {
            cuts++;
            if (receipts.size() == REMEMBERED) {
                receipts.removeFirst();
            }
            receipts.addLast(strip.image(true));
        }
        strip = new PaperStrip();
        ticketInside = true;
    }

    void present() {
        cutIfHanging();
        if (presenter && ticketInside && !presenterStuck) {
            ticketOut = true;
        }
    }

    void eject() {
        present();
        take();
    }

    void retract() {
        cutIfHanging();
        if (presenter && ticketInside && !presenterStuck) {
            ticketInside = false;
            ticketOut = false;
            retracted += ticketInked ? 1 : 0;
        }
    }

    /** Ejector commands cut first what is not cut yet. */
    private void cutIfHanging() {
        if (strip.length() > 0) {
            cut();
        }
    }

    /** A hand takes what it can reach. */
    boolean take() {
        boolean reachable = inReach();
        if (reachable) {
            ticketInside = false;
            ticketOut = false;
            taken++;
        }
        return reachable;
    }

    boolean inReach() {
        return ticketInked && (presenter ? ticketOut : ticketInside);
    }

    int rowsSinceCut() {
        return strip.length();
    }

    BufferedImage hanging() {
        return strip.image(false);
    }

    List<BufferedImage> receipts() {
        return new ArrayList<>(receipts);
    }
}
