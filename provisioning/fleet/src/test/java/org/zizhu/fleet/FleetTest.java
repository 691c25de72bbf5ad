package org.zizhu.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zizhu.fleet.operator.SignedIn;
import org.zizhu.fleet.unit.Division;

/** The server as a whole, by those who look after its machine. */
class FleetTest extends WithFleet {

    @Test
    void theFirstAdministratorsLostPassword_isMadeAnewOnTheServersMachine_whileItRuns() {
        String lost = fleet().firstPassword().orElseThrow();
        Settings settings = Settings.inFolder(folder, 0, 0, new Division("430100"));

        String found = Fleet.resetPassword(settings, Fleet.FIRST).orElseThrow();

        assertInstanceOf(SignedIn.Refused.class, fleet().accounts().signIn(Fleet.FIRST, lost, ""));
        assertInstanceOf(SignedIn.SetUp.class, fleet().accounts().signIn(Fleet.FIRST, found, ""));
        assertEquals(Optional.empty(), Fleet.resetPassword(settings, "nobody"));
    }
}
