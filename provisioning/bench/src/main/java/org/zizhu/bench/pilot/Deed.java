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

    /** Types in the number on the water bill of the citizen's household. */
    record TypeHousehold(String citizen) implements Deed {}

    /** Takes out or puts in what the open box is for, and shuts its door. */
    record ShutDoors() implements Deed {}

    /** Lets the kiosk work. */
    record Watch() implements Deed {}

    /** They go: the kiosk attracts again, or shows the home screen to nobody. */
    record Leave() implements Deed {}

    /** Gives up, and says why. */
    record GiveUp(String why) implements Deed {}
}
