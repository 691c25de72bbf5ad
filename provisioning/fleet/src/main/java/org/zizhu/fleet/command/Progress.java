package org.zizhu.fleet.command;

import java.util.Locale;
import org.zizhu.fleet.contract.Fact;

/** How far a command has come, as the fleet knows. It never goes backwards. */
public enum Progress {
    /** Durable here; whether it has reached the unit is not known. */
    ORDERED(0),
    RECEIVED(1),
    /** Its time is over and the unit has not said that it had begun. What the unit says later still counts: it was there. */
    LAPSED(2),
    STARTED(3),
    DONE(4),
    FAILED(4),
    REFUSED(4),
    EXPIRED(4);

    private static final int FINAL = 4;

    private final int rank;

    Progress(int rank) {
        this.rank = rank;
    }

    static Progress of(Fact.Stage stage) {
        return valueOf(stage.name());
    }

    static Progress of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }

    /** As it is stored and shown. */
    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean before(Progress other) {
        return rank < other.rank;
    }

    /** Whether nothing more comes. */
    public boolean over() {
        return rank == FINAL;
    }
}
