package org.zizhu.bench.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.zizhu.platform.payment.Balance;
import org.zizhu.platform.people.Person;

/** The kiosk at which somebody has paid for an extract and got a slip of it; it runs on, and nobody cuts its power. */
final class FirstKiosk implements AutoCloseable {

    private final KillCity town;
    private final String terminal;
    private final Path unit;
    private final Cabinet cabinet;
    private final Citizen citizen;
    private final KioskOutside kiosk;

    FirstKiosk(KillCity town, Person person) throws IOException {
        this.town = town;
        this.terminal = town.terminal();
        Path folder = town.folder().resolve(terminal);
        this.unit = folder.resolve("unit");
        this.cabinet = new Cabinet(folder, unit, town.city(), terminal, Set.of(Cabinet.Part.SCANNER));
        this.citizen = new Citizen(cabinet, person).wants("property-statement");
        this.kiosk = new KioskOutside(
                List.of(),
                unit,
                Files.createDirectories(folder.resolve("tmp")),
                folder.resolve("kiosk.log"),
                "never",
                citizen::sees);
        citizen.before(kiosk);
    }

    /** They pay, its printer forgets what it has got, and they leave with a slip. */
    String givesSlip() {
        cabinet.printerForgetsNext(true);
        citizen.on("guide", citizen::startsWhenOpen).on("home", () -> {
            if (citizen.hasSlip()) {
                citizen.leaves();
            } else {
                citizen.asks();
            }
        });
        citizen.visitsFromBeginToEnd();
        if (!citizen.hasSlip()) {
            citizen.takesReceipt();
        }
        settled();
        return citizen.slip();
    }

    /** They come back with the slip. */
    void isBroughtSlip() {
        citizen.bringsSlipAgain().reaches("farewell");
        citizen.reaches("attract");
        settled();
    }

    private void settled() {
        Eventually.holds(() -> JournalReading.settled(unit), () -> JournalReading.listing(unit));
    }

    /** How many sheets they have got here. */
    int sheets() {
        return citizen.sheets();
    }

    Balance money() {
        return town.balance(terminal);
    }

    @Override
    public void close() {
        kiosk.close();
        cabinet.close();
    }
}
