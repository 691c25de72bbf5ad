package org.zizhu.bench.pilot;

/** What the citizen in software does next. */
sealed interface Deed {

    /** Touches what has this id. */
    record Touch(String id) implements Deed {}

    /** Does something to a thing on the table: puts the card down, takes paper. */
    record Handle(String gadget, String button, String argument) implements Deed {}

    /**
     * Holds what the citizen's phone shows to the scanner.
     *
     * @param kind of code, as the phone's page calls it
     */
    record HoldPhone(String citizen, String kind) implements Deed {}

    /** Types in the code that the newest text message on the citizen's phone says. */
    record TypeFromPhone() implements Deed {}

    /** Lets the kiosk work. */
    record Watch() implements Deed {}

    /** The kiosk attracts again: the visit is over. */
    record Leave() implements Deed {}

    /** Gives up, and says why. */
    record GiveUp(String why) implements Deed {}
}
