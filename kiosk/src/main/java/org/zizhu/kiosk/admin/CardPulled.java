package org.zizhu.kiosk.admin;

/** The staff card came out: whatever its holder was about ends here. */
final class CardPulled extends Exception {
    CardPulled() {
        super("card pulled", null, false, false);
    }
}
