package org.zizhu.kiosk.admin;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.chipcard.ChipCardReader;
import org.zizhu.drivers.chipcard.staff.StaffCard;
import org.zizhu.drivers.chipcard.staff.StaffCardTalk;
import org.zizhu.kiosk.identity.staff.StaffTrust;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.ServiceState;
import org.zizhu.kiosk.visit.Unit;
import org.zizhu.kiosk.visit.VisitOver;

/**
 * The door for staff, which no screen shows: a staff card that is put in while nobody has identified opens it. A card that
 * came while it was shut (a citizen's visit, or before the unit started) has to be put in again. Used by the visit's thread
 * alone.
 */
public final class StaffEntrance {

    /** The certificate comes in four answers, well within a second. */
    private static final Duration READ_WITHIN = Duration.ofSeconds(5);

    private final Unit unit;
    private final Desk desk;
    private final ServiceState service;

    private boolean passedOver = true;
    private @Nullable CompletableFuture<Completion<StaffCard>> reading;

    /** To a unit that knows no staff it stays shut. */
    public StaffEntrance(Unit unit, Desk desk) {
        this.unit = unit;
        this.desk = desk;
        this.service = new ServiceState(unit.journal());
    }

    public ServiceState service() {
        return service;
    }

    /** From now on a card is a citizen's matter. */
    public void shut() {
        passedOver = true;
        reading = null;
    }

    /**
     * Looks whether a staff card was put in, and if so receives its holder until they have left. Does nothing with any other
     * card, and returns at once while one is being asked; the desk is woken when it has answered.
     *
     * @throws VisitOver when somebody was received, however that ended
     */
    public void look() throws VisitOver {
        Optional<ChipCardReader> reader = unit.cabinet().chipCardReader();
        Optional<StaffTrust> trust = unit.staff().trust();
        if (trust.isEmpty() || reader.isEmpty()) {
            return;
        }
        if (reader.get().status().media() == MediaState.NOT_PRESENT) {
            passedOver = false;
            reading = null;
        } else if (!StaffSignIn.cardIn(reader.get())) {
            // Nobody knows whether it is the same card that will be there when the reader is back.
            shut();
        } else if (reading == null && !passedOver) {
            reading = reader.get().converse(new StaffCardTalk(), READ_WITHIN);
            desk.wakeWhenDone(reading);
        }
        if (reading != null && reading.isDone()) {
            Completion<StaffCard> read = reading.join();
            shut();
            if (read instanceof Completion.Success<StaffCard> card) {
                // Staff have their reasons to be here without mains.
                desk.breakOffWhen(Optional::empty);
                new StaffVisit(unit, desk, trust.get(), service, reader.get()).receive(card.value());
                throw new VisitOver(VisitOver.Why.STAFF_LEFT);
            }
        }
    }
}
